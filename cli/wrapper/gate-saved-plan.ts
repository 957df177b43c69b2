import { existsSync } from "node:fs";
import * as path from "node:path";
import { findSettings, gate, renderText, rules, type Settings } from "../../policies";
import { digestOf } from "../artefacts";
import { terraformFailure } from "../terraform/explain";
import { plannedChanges } from "../terraform/plan-changes";
import { runTerraform, type Workspace } from "../terraform/run-terraform";

/** What the gate said about a saved plan, and the digest of the file it was shown. */
export interface GatedFile {
  blocked: boolean;
  applyable: boolean;
  digest: string;
}

/** The project's settings: cdktf runs Terraform some folders below the one with cdktf.json. */
async function settingsAbove(folder: string): Promise<Settings> {
  const above = [folder];
  for (let at = folder; path.dirname(at) !== at; at = path.dirname(at)) above.push(path.dirname(at));
  const project = above.find((each) => existsSync(path.join(each, "cdktf.json"))) ?? folder;
  return findSettings(project, { ruleIds: rules.map(({ id }) => id), now: new Date() });
}

/** Shows a saved plan to the gate. The verdict goes to stderr: stdout is Terraform's. */
export async function gateSavedPlan(workspace: Workspace, planFile: string): Promise<GatedFile> {
  const digest = await digestOf(path.resolve(workspace.folder, planFile));
  const shown = await runTerraform(workspace, ["show", "-json", "-no-color", planFile]);
  if (shown.exitCode !== 0) throw terraformFailure(shown, planFile);
  const outcome = await gate({
    plan: { text: shown.stdout, name: planFile },
    planDigest: digest,
    configDir: workspace.folder,
    settings: await settingsAbove(workspace.folder),
  });
  process.stderr.write(`${renderText(outcome, { colour: false })}\n`);
  const { applyable } = plannedChanges(shown.stdout);
  return { blocked: outcome.report.summary.blocked, applyable, digest };
}
