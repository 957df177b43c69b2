import { grouped } from "../../policies/grouped";
import { withoutControls } from "../../policies/report/control-characters";
import { paintIn, type Paint } from "../../policies/report/paint";
import type { CheckFinding } from "./finding";
import { outcomeOf, type VerifyReport } from "./report";

/** The report for a person: what is wrong first, then what is waited for, and every check in a line. */
export function renderVerifyText(report: VerifyReport, { colour }: { readonly colour: boolean }): string {
  const paint = paintIn(colour);
  const lines = report.projects.flatMap(({ stack, agentId, accountId, region, findings }) => [
    paint.bold(`${stack === null ? "" : `${stack}: `}agent ${agentId} in ${accountId}, ${region}`),
    "",
    ...findings.filter(isTold).flatMap((each) => [...drawFinding(withoutControls(each), paint), ""]),
    paint.bold("Checks"),
    ...drawChecks(findings, paint),
    "",
  ]);
  return `${[...lines, drawSummary(report, paint)].join("\n")}\n`;
}

const order: readonly CheckFinding["verdict"][] = ["fail", "undetermined", "waiting", "pass", "notApplicable"];

const isTold = ({ verdict }: CheckFinding): boolean => order.indexOf(verdict) < order.indexOf("pass");

function markOf(verdict: CheckFinding["verdict"], paint: Paint): string {
  switch (verdict) {
    case "fail":
      return paint.red("✗");
    case "undetermined":
      return paint.yellow("?");
    case "waiting":
      return paint.cyan("…");
    case "pass":
      return paint.green("✓");
    case "notApplicable":
      return paint.dim("-");
  }
}

function drawFinding(
  { check, verdict, level, address, message, evidence, remedy, lookAgain }: CheckFinding,
  paint: Paint,
): string[] {
  const column = (name: string, text: string): string => `    ${name.padEnd(9)}  ${text}`;
  const mark = level === "advisory" ? paint.yellow("?") : markOf(verdict, paint);
  return [
    `${mark} ${paint.bold(check)}${level === "advisory" ? " (advisory)" : ""}  ${address}`,
    column(verdict === "fail" ? "why" : verdict === "waiting" ? "waiting" : "open", message),
    ...(verdict === "fail" ? [] : evidence.map((link) => column("seen", link))),
    ...(remedy === null ? [] : [column("fix", remedy)]),
    ...(lookAgain === null ? [] : [column("look", `again after ${lookAgain}`)]),
  ];
}

/** The worst answer of each check stands for it; of one that passes, what was seen. */
function drawChecks(findings: readonly CheckFinding[], paint: Paint): string[] {
  const byCheck = grouped(findings, ({ check }) => check);
  return [...byCheck].map(([check, own]) => {
    const worst = order.find((verdict) => own.some((each) => each.verdict === verdict)) ?? "notApplicable";
    const [first] = own.filter(({ verdict }) => verdict === worst);
    const more = own.length > 1 ? ` (${String(own.length)} answers)` : "";
    return `  ${markOf(worst, paint)} ${check}  ${paint.dim(withoutControls((first?.message ?? "") + more))}`;
  });
}

function drawSummary(report: VerifyReport, paint: Paint): string {
  const { pass, fail, undetermined, waiting } = report.summary;
  const counts = `${String(pass)} pass, ${String(fail)} fail, ${String(undetermined)} undetermined, ${String(waiting)} waiting`;
  const again = report.lookAgain === null ? "" : `; look again after ${report.lookAgain}`;
  switch (outcomeOf(report)) {
    case "clean":
      return paint.green(paint.bold(`VERIFIED: ${counts}`));
    case "waiting":
      return paint.cyan(paint.bold(`WAITING: ${counts}${again}`));
    case "wrong":
      return paint.red(paint.bold(`NOT VERIFIED: ${counts}`));
    case "unread":
      return paint.red(paint.bold(`NOT ANSWERED: ${counts}`));
  }
}
