import { Token } from "cdktf";
import { ChargebackInputError } from "./input-error";

/**
 * Fails for an instruction of a length that AWS refuses.
 * @throws ChargebackInputError naming `where`
 */
export function checkInstruction(where: string, instruction: string): void {
  if (Token.isUnresolved(instruction) || (instruction.length >= 40 && instruction.length <= 8000)) return;
  throw new ChargebackInputError({
    where,
    expected: "an instruction of 40 to 8000 characters",
    received: `${String(instruction.length)} characters`,
    remedy: "Change the agent's instruction.",
  });
}
