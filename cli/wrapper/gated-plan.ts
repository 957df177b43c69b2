import { existsSync, statSync } from "node:fs";
import * as path from "node:path";
import { exitCodes } from "../exit-codes";
import { gateSavedPlan } from "./gate-saved-plan";
import type { WrappedCall } from "./wrapped-call";
import { runInherited } from "./run-inherited";
import { flagsWithout } from "./terraform-call";

/** `plan`: Terraform's own output and plan file, the verdict below it, and exit code 1 when it blocks. */
export async function gatedPlan(wrapped: WrappedCall): Promise<number> {
  const { call, binary, env, folder, session } = wrapped;
  const asked = call.flags.findLast((flag) => flag.name === "out")?.value;
  const planFile = asked ?? path.join(session.temporaryFolder(), "plan.tfplan");
  const absolute = path.resolve(folder, planFile);
  const before = writtenAt(absolute);
  const rest = [...flagsWithout(call, ["out"]), `-out=${planFile}`, ...call.operands];
  const exitCode = await runInherited(session, binary, [...call.globals, "plan", ...rest], env);

  // A failed plan may have left the file of an earlier one where it was: that one is not judged.
  if (writtenAt(absolute) === before) return exitCode;
  const gated = await gateSavedPlan({ binary, folder, env, session }, planFile);
  // Terraform's own error stands; 2 means "there are changes" under -detailed-exitcode.
  return gated.blocked ? exitCodes.blocked : exitCode;
}

const writtenAt = (file: string): number | undefined => (existsSync(file) ? statSync(file).mtimeMs : undefined);
