import * as path from "node:path";
import { describeFailure, exitCodeOf } from "../failure";
import { survivesClosedPipes } from "../closed-pipes";
import { openSession, type Session } from "../session";
import { findTerraform } from "../terraform/find-terraform";
import { gatedApply } from "./gated-apply";
import { gatedPlan } from "./gated-plan";
import { runInherited } from "./run-inherited";
import { isOn, parseCall } from "./terraform-call";
import type { WrappedCall } from "./wrapped-call";

/**
 * Stands in for `terraform`: TERRAFORM_BINARY_NAME=chargeback-terraform. Everything goes through untouched, but `plan`
 * is judged, and `apply` and `destroy` carry out only a plan that was let through.
 */
export async function main(argv: readonly string[]): Promise<void> {
  survivesClosedPipes();
  const words = argv.slice(2);
  const session = openSession((line) => process.stderr.write(`${line}\n`));
  try {
    process.exitCode = await run(words, session);
  } catch (error) {
    process.stderr.write(`chargeback-terraform: ${describeFailure(error, process.env.CHARGEBACK_DEBUG === "1")}\n`);
    process.exitCode = exitCodeOf(error);
  } finally {
    session.close();
  }
}

async function run(words: readonly string[], session: Session): Promise<number> {
  const { env } = process;
  const binary = findTerraform(env);
  const call = parseCall(words);
  const wrapped: WrappedCall = { call, binary, folder: path.resolve(call.folder ?? "."), env, session };
  const onlyHelp = isOn(call, "help") || isOn(call, "h");
  if (call.command === "plan" && !onlyHelp) return gatedPlan(wrapped);
  if ((call.command === "apply" || call.command === "destroy") && !onlyHelp) return gatedApply(wrapped);
  return runInherited(session, binary, words, env);
}
