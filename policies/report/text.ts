import type { Outcome } from "../gate";
import { withoutControls } from "./control-characters";
import { countsOf } from "./counts-of";
import { drawPicture } from "./draw-picture";
import { disputeOf } from "./findings";
import { paintIn, type Paint } from "./paint";
import type { Report, ReportedVerdict } from "./report";

/** How text is to look. */
export interface TextOptions {
  readonly colour: boolean;
}

/** The verdict for a person: the picture of the money's way, what is wrong and how to mend it, and a closing line. */
export function renderText(outcome: Outcome, { colour }: TextOptions): string {
  const { report } = outcome;
  const paint = paintIn(colour);
  const told = (["fail", "undetermined", "pass", "waived"] as const).flatMap((verdict) =>
    outcome.told.filter((each) => each.verdict === verdict),
  );
  const lines = [
    ...drawPicture(outcome, paint),
    ...told.flatMap((verdict) => [...drawVerdict(withoutControls(verdict), paint), ""]),
    paint.bold("Rules"),
    ...drawRules(report.rules, told, paint),
    ...report.errors.flatMap(({ message }) => ["", paint.red(`error: ${withoutControls(message)}`)]),
    "",
    drawSummary(report, paint),
  ];
  return `${lines.join("\n")}\n`;
}

/** In front of the message, by verdict. */
const heading = { fail: "why", undetermined: "open", waived: "waived", pass: "proven", notApplicable: "" };

function drawVerdict(verdict: ReportedVerdict, paint: Paint): string[] {
  const { rule, level, address, constructPath, location, message, evidence, remedy } = verdict;
  const blocks = verdict.verdict === "fail" && level !== "advisory";
  const dispute = disputeOf(verdict);
  const mark = verdict.verdict === "waived" ? paint.dim("~") : blocks ? paint.red("✗") : paint.yellow("?");
  const column = (name: string, text: string): string => `    ${name.padEnd(9)}  ${text}`;
  return [
    `${mark} ${paint.bold(rule)}${level === "advisory" ? " (advisory)" : ""}  ${address}`,
    ...(constructPath === undefined ? [] : [column("construct", constructPath)]),
    ...(location === undefined ? [] : [column("source", `${location.file}:${location.line}`)]),
    column(heading[verdict.verdict], message),
    ...(dispute === undefined ? [] : [column("disputed", dispute)]),
    ...(verdict.verdict === "fail" ? [] : evidence.map((link) => column("seen", link))),
    ...(remedy === null || verdict.verdict === "waived" ? [] : [column("fix", remedy)]),
  ];
}

function drawRules(rules: Report["rules"], told: readonly ReportedVerdict[], paint: Paint): string[] {
  const counts = new Map<string, number>();
  for (const { rule, verdict, level } of told) {
    if (level === "advisory") continue;
    const key = `${rule} ${verdict}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return rules.map(({ id, examined, pass }) => {
    const count = (verdict: ReportedVerdict["verdict"]): number => counts.get(`${id} ${verdict}`) ?? 0;
    const [fail, open, waived] = [count("fail"), count("undetermined"), count("waived")];
    const mark =
      fail > 0 ? paint.red("✗") : open > 0 ? paint.yellow("?") : examined > 0 ? paint.green("✓") : paint.dim("-");
    const parts = [`${pass} of ${examined} pass`];
    if (fail > 0) parts.push(`${fail} fail`);
    if (open > 0) parts.push(`${open} undetermined`);
    if (waived > 0) parts.push(`${waived} waived`);
    return `  ${mark} ${withoutControls(id)}  ${paint.dim(examined === 0 ? "nothing to examine" : parts.join(", "))}`;
  });
}

function drawSummary({ summary, account }: Report, paint: Paint): string {
  const { blocked } = summary;
  // An account stands as it is: there is nothing to hold up.
  const refused = account === undefined ? "BLOCKED" : "FAILED";
  const line = `${blocked ? refused : "PASSED"}: ${countsOf(summary)}`;
  return blocked ? paint.red(paint.bold(line)) : paint.green(paint.bold(line));
}
