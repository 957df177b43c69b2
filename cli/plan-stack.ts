import { chmodSync, copyFileSync, existsSync } from "node:fs";
import * as path from "node:path";
import { gate, type GateOutcome, type Judged, type SynthFinding } from "../policies";
import { digestOf, outputFolder, publish, stackFolder, writeRunFile } from "./artefacts";
import type { Context } from "./context";
import { ProgramFailure } from "./failure";
import type { GateRequest } from "./gate-options";
import type { Synthesis } from "./synth/synthesize";
import type { SynthesizedStack } from "./synth/synthesized-stack";
import type { Target } from "./targets";
import { explain, terraformFailure } from "./terraform/explain";
import { plannedChanges, type PlannedChanges } from "./terraform/plan-changes";
import { called, runTerraform, type TerraformRun, type Workspace } from "./terraform/run-terraform";

/** A plan that went through the gate, and what is needed to apply exactly that plan. */
export interface GatedPlan {
  stack: SynthesizedStack;
  workspace: Workspace;
  outcome: GateOutcome;
  blocked: boolean;
  changes: PlannedChanges;
  planFile: string;
  /** SHA-256 of the plan file that was shown to the gate. */
  digest: string;
}

/** Plans one stack in its initialized workspace, shows the plan to the gate and leaves the files of the run. */
export async function planStack(
  context: Context,
  synthesis: Synthesis,
  options: {
    stack: SynthesizedStack;
    workspace: Workspace;
    target: Target;
    gate: GateRequest["input"];
    destroy?: boolean;
  },
): Promise<GatedPlan> {
  const { stack, workspace, target } = options;
  const folder = stackFolder(context.cwd, stack.name);
  // Terraform creates the plan file by the umask: a private folder keeps it private until its mode is set.
  const run = context.session.temporaryFolder(folder);
  const planFile = path.join(run, "plan.tfplan");

  const planned = await context.progress.step(called(workspace, "plan"), () =>
    runTerraform(workspace, [
      "plan",
      "-input=false",
      "-no-color",
      `-out=${planFile}`,
      ...(options.destroy === true ? ["-destroy"] : []),
    ]),
  );
  const failed = planned.exitCode !== 0;
  // A postcondition that fails leaves a plan that can be read though not applied: the gate explains it better.
  if (!existsSync(planFile)) throw terraformFailure(planned, stack.name);
  chmodSync(planFile, 0o600);
  const digest = await digestOf(planFile);
  const planText = await showPlan(context, workspace, planFile, planned, stack.name);
  if (failed) context.progress.note(`${called(workspace, "plan")} failed for ${stack.name}:\n${errorsIn(planned)}`);

  copyFileSync(path.join(stack.folder, "cdk.tf.json"), path.join(run, "cdk.tf.json"));
  const sources = ofStack(stack, synthesis.sources);
  writeRunFile(run, "sources.json", `${JSON.stringify(sources, undefined, 2)}\n`);
  const outcome = await context.progress.step("Checking the plan", () =>
    gate({
      plan: { text: planText, name: path.join(folder, "plan.json") },
      configDir: workspace.folder,
      ...options.gate,
      target: target.name,
      planDigest: digest,
      sources,
      refusedAtSynth: findingsOf(stack, synthesis.findings),
    }),
  );
  writeRunFile(run, "plan.json", outcome.redactedPlan());
  writeRunFile(run, "report.json", `${JSON.stringify(outcome.report, undefined, 2)}\n`);
  if ((await digestOf(planFile)) !== digest) throw changedPlan(planFile);
  publish(run, folder);
  context.progress.note(`Plan and report: ${path.relative(context.cwd, folder)}`);

  const { blocked } = outcome.report.summary;
  // Another condition of the stack failed: no policy blocks it, and still there is nothing that could be applied.
  if (failed && !blocked) throw terraformFailure(planned, stack.name);
  const changes = plannedChanges(planText);
  return { stack, workspace, outcome, blocked, changes, planFile: path.join(folder, "plan.tfplan"), digest };
}

/** What the reports are made from. */
export const judgedOf = ({ outcome, stack }: GatedPlan): Judged => ({
  outcome,
  stack: stack.name,
  plan: path.join(outputFolder, stack.name, "plan.json"),
  report: path.join(outputFolder, stack.name, "report.json"),
});

/** The failure for a plan file that is not the one the gate has seen. */
export const changedPlan = (planFile: string): ProgramFailure =>
  new ProgramFailure(
    `${planFile} is not the plan that was checked: it changed on disk. Nothing was applied. Run again.`,
  );

async function showPlan(
  context: Context,
  workspace: Workspace,
  planFile: string,
  planned: TerraformRun,
  stack: string,
): Promise<string> {
  const shown = await context.progress.step(called(workspace, "show"), () =>
    runTerraform(workspace, ["show", "-json", "-no-color", planFile]),
  );
  if (shown.exitCode === 0) return shown.stdout;
  throw terraformFailure(planned.exitCode === 0 ? shown : planned, stack);
}

/** Terraform's error blocks, without the plan that it prints before them. */
function errorsIn(run: TerraformRun): string {
  const { output } = run;
  const start = output.search(/^\W*Error: /m);
  const hint = explain(run);
  return [start < 0 ? output : output.slice(start), ...(hint === undefined ? [] : [hint])].join("\n").trim();
}

const ofStack = (stack: SynthesizedStack, sources: Synthesis["sources"]): Synthesis["sources"] =>
  Object.fromEntries(Object.entries(sources).filter(([at]) => at.startsWith(`${stack.constructPath}/`)));

const findingsOf = (stack: SynthesizedStack, findings: readonly SynthFinding[]): SynthFinding[] =>
  findings.filter((finding) => finding.stack === stack.name);
