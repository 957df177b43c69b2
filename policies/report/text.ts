import type { Outcome } from "../gate";
import { withoutControls } from "./control-characters";
import { countsOf } from "./counts-of";
import { drawPicture } from "./draw-picture";
import { drawRules } from "./draw-rules";
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

function drawSummary({ summary, account }: Report, paint: Paint): string {
  const { blocked } = summary;
  // An account stands as it is: there is nothing to hold up.
  const refused = account === undefined ? "BLOCKED" : "FAILED";
  const line = `${blocked ? refused : "PASSED"}: ${countsOf(summary)}`;
  return blocked ? paint.red(paint.bold(line)) : paint.green(paint.bold(line));
}
