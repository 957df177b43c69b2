import { createColors } from "picocolors";
import type { Estate } from "../estate";
import type { GateOutcome } from "../gate";
import type { ReportedVerdict } from "./report";
import { withoutControls } from "./control-characters";
import { budgetLines, moneyPaths, type Station } from "./money-path";

export interface TextOptions {
  readonly colour: boolean;
}

/** The verdict for a person: the picture of the money's way, what is wrong and how to mend it, and a closing line. */
export function renderText(outcome: GateOutcome, { colour }: TextOptions): string {
  const paint = createColors(colour);
  const { estate, tagKey } = outcome;
  const report = withoutControls(outcome.report);
  const lines: string[] = [];
  lines.push(...drawPicture(estate, tagKey, paint));
  for (const verdict of ["fail", "undetermined"] as const) {
    for (const each of report.verdicts.filter((one) => one.verdict === verdict))
      lines.push(...drawVerdict(each, paint), "");
  }
  lines.push(paint.bold("Rules"));
  for (const { id, examined } of report.rules) lines.push(`  ${drawRule(id, examined, report.verdicts, paint)}`);
  for (const { message } of report.errors) lines.push("", paint.red(`error: ${message}`));
  lines.push("", drawSummary(report.summary, paint));
  return `${lines.join("\n")}\n`;
}

/** A plan with hundreds of agents is not a picture any more. */
const maxPaths = 12;

type Paint = ReturnType<typeof createColors>;

function drawPicture(estate: Estate, tagKey: string, paint: Paint): string[] {
  const paths = moneyPaths(estate, tagKey);
  if (paths.length === 0) return [];
  const rows = paths.slice(0, maxPaths).flatMap((path) => drawStation(path));
  const more = paths.length > maxPaths ? [`  and ${paths.length - maxPaths} more`] : [];
  const width = rows.reduce((most, { left }) => Math.max(most, left.length), 0) + 3;
  const drawn = rows.map(({ left, bill }) =>
    bill === undefined ? left : `${left.padEnd(width)}${drawBill(bill, paint)}`,
  );
  return [
    paint.bold("The money's way"),
    ...drawn,
    ...more,
    ...withoutControls(budgetLines(estate, tagKey)).map((line) => `  ${line}`),
    "",
  ];
}

interface Row {
  readonly left: string;
  readonly bill: Station["bill"];
}

function drawStation(station: Station, indent = "  ", branch = ""): Row[] {
  const inner = indent + (branch === "" ? "" : branch === "└─ " ? "   " : "│  ");
  const below = station.next.flatMap((next, index) =>
    drawStation(next, inner, index === station.next.length - 1 ? "└─ " : "├─ "),
  );
  const left = withoutControls(`${indent}${branch}${station.kind} ${station.name}`).trimEnd();
  return [{ left, bill: withoutControls(station.bill) }, ...below];
}

function drawBill({ text, lost }: NonNullable<Station["bill"]>, paint: Paint): string {
  return lost ? paint.red(`✗ ${text}`) : paint.green(text);
}

function drawVerdict(verdict: ReportedVerdict, paint: Paint): string[] {
  const failed = verdict.verdict === "fail";
  const advisory = verdict.level === "advisory" ? " (advisory)" : "";
  const mark = failed && advisory === "" ? paint.red("✗") : paint.yellow("?");
  const place = verdict.location === undefined ? undefined : `${verdict.location.file}:${verdict.location.line}`;
  const lines = [`${mark} ${paint.bold(verdict.rule)}${advisory}  ${verdict.address}`];
  if (verdict.constructPath !== undefined) lines.push(`    construct  ${verdict.constructPath}`);
  if (place !== undefined) lines.push(`    source     ${place}`);
  lines.push(`    ${failed ? "why   " : "open  "}     ${verdict.message}`);
  if (!failed) for (const link of verdict.evidence) lines.push(`    seen       ${link}`);
  if (verdict.remedy !== null) lines.push(`    fix        ${verdict.remedy}`);
  return lines;
}

function drawRule(id: string, examined: number, verdicts: readonly ReportedVerdict[], paint: Paint): string {
  const own = verdicts.filter((each) => each.rule === id);
  const count = (verdict: ReportedVerdict["verdict"]): number =>
    own.filter((each) => each.verdict === verdict && each.level === "mandatory").length;
  const [fail, open] = [count("fail"), count("undetermined")];
  const mark =
    fail > 0 ? paint.red("✗") : open > 0 ? paint.yellow("?") : examined > 0 ? paint.green("✓") : paint.dim("-");
  const parts = [`${count("pass")} of ${examined} pass`];
  if (fail > 0) parts.push(`${fail} fail`);
  if (open > 0) parts.push(`${open} undetermined`);
  return `${mark} ${id}  ${paint.dim(examined === 0 ? "nothing to examine" : parts.join(", "))}`;
}

function drawSummary(
  { blocked, pass, fail, undetermined, notApplicable }: GateOutcome["report"]["summary"],
  paint: Paint,
): string {
  const counts = `${pass} pass, ${fail} fail, ${undetermined} undetermined, ${notApplicable} not applicable`;
  return blocked ? paint.red(paint.bold(`BLOCKED: ${counts}`)) : paint.green(paint.bold(`PASSED: ${counts}`));
}
