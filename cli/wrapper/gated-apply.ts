import * as path from "node:path";
import * as readline from "node:readline";
import { digestOf } from "../artefacts";
import { exitCodes } from "../exit-codes";
import { UsageFailure } from "../failure";
import { changedPlan } from "../plan-stack";
import { gateSavedPlan } from "./gate-saved-plan";
import type { WrappedCall } from "./wrapped-call";
import { runInherited } from "./run-inherited";
import { flagsAmong, flagsWithout, isOn } from "./terraform-call";

/** What `terraform apply` accepts together with a saved plan; everything else shaped the plan already. */
const forSavedPlan = [
  "no-color",
  "compact-warnings",
  "json",
  "lock",
  "lock-timeout",
  "parallelism",
  "state",
  "state-out",
  "backup",
];
const notForPlan = ["auto-approve", "state-out", "backup"];

/** `apply` and `destroy`: of the saved plan that was named, or of one made here, and only when the gate lets it through. */
export async function gatedApply(wrapped: WrappedCall): Promise<number> {
  const { call, binary, env, folder, session } = wrapped;
  const [named, ...surplus] = call.operands;
  if (surplus.length > 0)
    throw new UsageFailure(`terraform ${call.command ?? ""} takes one plan file, not ${surplus.length + 1}.`);
  const planFile = named ?? path.join(session.temporaryFolder(), "plan.tfplan");
  if (named === undefined) {
    const destroy = call.command === "destroy" ? ["-destroy"] : [];
    const args = [...call.globals, "plan", ...flagsWithout(call, notForPlan), ...destroy, `-out=${planFile}`];
    const planned = await runInherited(session, binary, args, { ...env, TF_IN_AUTOMATION: "1" });
    if (planned !== 0) return planned;
  }

  const gated = await gateSavedPlan({ binary, folder, env, session }, planFile);
  if (gated.blocked) {
    process.stderr.write("chargeback-terraform: blocked by the gate. Nothing was applied.\n");
    return exitCodes.blocked;
  }
  const mustAsk = named === undefined && !isOn(call, "auto-approve") && gated.applyable;
  if (mustAsk && !(await confirmed(wrapped))) return 1;
  if ((await digestOf(path.resolve(folder, planFile))) !== gated.digest) throw changedPlan(planFile);
  return runInherited(session, binary, [...call.globals, "apply", ...flagsAmong(call, forSavedPlan), planFile], env);
}

/** Asks in Terraform's words: cdktf waits for exactly these to appear before it offers its own Approve. */
async function confirmed({ call }: WrappedCall): Promise<boolean> {
  if (call.flags.some((flag) => flag.name === "input") && !isOn(call, "input")) {
    throw new UsageFailure("Approval is needed, and -input=false forbids to ask for it. Add -auto-approve.");
  }
  const question =
    call.command === "destroy" || isOn(call, "destroy")
      ? "Do you really want to destroy all resources?"
      : "Do you want to perform these actions?";
  process.stdout.write(`\n${question}\n  Only 'yes' will be accepted to approve.\n\n  Enter a value: `);
  const answer = await firstLine();
  if (answer !== "yes") process.stdout.write("\nApply cancelled.\n");
  return answer === "yes";
}

function firstLine(): Promise<string> {
  return new Promise((resolve) => {
    const input = readline.createInterface({ input: process.stdin });
    let answer = "";
    input.once("line", (line) => {
      answer = line.trim();
      input.close();
    });
    input.once("close", () => {
      resolve(answer);
    });
  });
}
