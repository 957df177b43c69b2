import { appendFileSync } from "node:fs";
import { formats, type Judged } from "../policies";
import type { Context } from "./context";

/**
 * Puts the report on the page of GitHub's run, where its runner names the file for that:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 */
export async function appendStepSummary(context: Context, judged: readonly Judged[]): Promise<void> {
  const file = context.env.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === "") return;
  const render = await formats.markdown();
  try {
    appendFileSync(file, render(judged, { colour: false, version: context.version }));
  } catch (error) {
    // The verdict stands without its summary.
    const why = error instanceof Error ? error.message : String(error);
    context.progress.note(`GITHUB_STEP_SUMMARY could not be written: ${why}`);
  }
}
