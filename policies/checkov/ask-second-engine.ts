import type { Estate } from "../estate";
import type { RuleResult } from "../evaluate";
import type { EngineQuestion, SecondEngine } from "../second-engine";
import { agree, expectedRecords, type ConcealName } from "./agree";
import { builtinResult } from "./builtin";

/** What a second engine may be told of a plan, and the estate that its answers are held against. */
export interface Asked extends Omit<EngineQuestion, "expected"> {
  readonly estate: Estate;
  readonly concealName: ConcealName;
}

/** The rules' results after the second engine's. @throws what the engine throws */
export async function askSecondEngine(
  results: readonly RuleResult[],
  engine: SecondEngine,
  { estate, concealName, ...question }: Asked,
): Promise<readonly RuleResult[]> {
  const answer = await engine.ask({ ...question, expected: expectedRecords(estate, concealName) });
  if (answer === undefined) return results;
  const builtin = builtinResult(answer);
  const agreed = agree(results, { estate, answer, concealName, strict: engine.strict ?? false });
  return builtin.examined === 0 ? agreed : [...agreed, builtin];
}
