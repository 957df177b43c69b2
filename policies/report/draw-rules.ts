import { withoutControls } from "./control-characters";
import type { Paint } from "./paint";
import type { Report, ReportedVerdict, RuleSummary } from "./report";

/** One line for each rule. A green tick says that all it examined passed; what does not block is counted all the same. */
export function drawRules(rules: Report["rules"], told: readonly ReportedVerdict[], paint: Paint): string[] {
  const counts = new Map<string, number>();
  for (const { rule, verdict, level } of told) {
    const key = keyOf(rule, verdict, verdict !== "waived" && level === "advisory");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return rules.map((rule) =>
    drawRule(rule, (verdict, advisory) => counts.get(keyOf(rule.id, verdict, advisory)) ?? 0, paint),
  );
}

const keyOf = (rule: string, verdict: ReportedVerdict["verdict"], advisory: boolean): string =>
  `${rule} ${verdict} ${advisory}`;

function drawRule(
  { id, examined, pass }: RuleSummary,
  count: (verdict: ReportedVerdict["verdict"], advisory: boolean) => number,
  paint: Paint,
): string {
  const [fail, open, waived] = [count("fail", false), count("undetermined", false), count("waived", false)];
  const [advisedFail, advisedOpen] = [count("fail", true), count("undetermined", true)];
  const parts = [
    `${pass} of ${examined} pass`,
    ...told(fail, "fail"),
    ...told(advisedFail, "fail (advisory)"),
    ...told(open, "undetermined"),
    ...told(advisedOpen, "undetermined (advisory)"),
    ...told(waived, "waived"),
  ];
  const mark =
    fail > 0
      ? paint.red("✗")
      : open + advisedFail + advisedOpen > 0
        ? paint.yellow("?")
        : waived > 0
          ? paint.dim("~")
          : examined > 0
            ? paint.green("✓")
            : paint.dim("-");
  return `  ${mark} ${withoutControls(id)}  ${paint.dim(examined === 0 ? "nothing to examine" : parts.join(", "))}`;
}

const told = (count: number, what: string): string[] => (count > 0 ? [`${count} ${what}`] : []);
