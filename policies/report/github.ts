import { withoutControls } from "./control-characters";
import { countsOf } from "./counts-of";
import { findingsOf, sentenceOf, justificationOf, weightOf, type Weight } from "./findings";
import type { Judged, RenderOptions } from "./renderer";
import { relativePath } from "./relative-path";
import type { ReportedVerdict } from "./report";
import { plainLine, workflowCommand, type Annotation } from "./workflow-command";

/** GitHub shows so many of each level a step: https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations */
const maxShown = 10;

const levels: Readonly<Record<Weight, Annotation["level"]>> = {
  fails: "error",
  undetermined: "error",
  advises: "warning",
  disputed: "notice",
  waived: "notice",
};

/**
 * The report as commands to GitHub's runner, what blocks first, and a line for each plan. Only the first ten of a level are shown on the
 * pull request: the tenth says how many more there are, and these stand in the log alone.
 */
export function renderGithub(judged: readonly Judged[], { folder }: Pick<RenderOptions, "folder">): string {
  const annotations = judged.flatMap(({ outcome: { report }, stack }) =>
    findingsOf(report).map((finding) => annotationOf(finding, stack, folder)),
  );
  const commands = (["error", "warning", "notice"] as const).flatMap((level) =>
    withCount(annotations.filter((each) => each.level === level)).map(workflowCommand),
  );
  const closing = judged.map(({ outcome: { report }, stack }) => {
    const about = stack === undefined ? "" : ` ${withoutControls(stack)}`;
    return plainLine(
      `Chargeback${about}: ${report.summary.blocked ? "BLOCKED" : "PASSED"}: ${countsOf(report.summary)}`,
    );
  });
  return `${[...commands, ...closing].join("\n")}\n`;
}

function annotationOf(finding: ReportedVerdict, stack: string | undefined, folder: string | undefined): Annotation {
  const weight = weightOf(finding) ?? "waived";
  const { rule, location } = finding;
  const marks = [
    ...(stack === undefined ? [] : [withoutControls(stack)]),
    ...(weight === "fails" ? [] : [weight === "advises" ? "advisory" : weight]),
  ];
  return {
    level: levels[weight],
    title: marks.length === 0 ? rule : `${rule} (${marks.join(", ")})`,
    message: weight === "waived" ? `${finding.address}: ${justificationOf(finding)}` : sentenceOf(finding),
    // Without a line of source there is no file: GitHub would show the plan's JSON, which no repository holds.
    place: location && { ...location, file: relativePath(location.file, folder) },
  };
}

function withCount(annotations: readonly Annotation[]): Annotation[] {
  const [first] = annotations;
  if (first === undefined || annotations.length <= maxShown) return [...annotations];
  const { level } = first;
  const shown = annotations.slice(0, maxShown - 1);
  const rest = annotations.slice(maxShown - 1);
  const kind = { error: "that block", warning: "of advisory rules", notice: "that are disputed or waived" }[level];
  const message = `${rest.length} more findings ${kind}: see the log or the summary of this step.`;
  return [...shown, { level, title: `Chargeback: ${rest.length} more`, message }, ...rest];
}
