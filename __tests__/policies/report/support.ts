import path from "node:path";
import type { GateOutcome } from "../../../policies";
import type { ReportedVerdict } from "../../../policies/report/report";
import type { Judged } from "../../../policies/report/renderer";
import { fixtures, gatePlan, recordedPlan } from "../support";

export const options = { colour: false, version: "1.2.3", now: new Date("2026-03-01T10:00:00.123Z") };

const once = (judge: () => Promise<GateOutcome>): (() => Promise<GateOutcome>) => {
  let outcome: Promise<GateOutcome> | undefined;
  return () => (outcome ??= judge());
};

export const good = once(() => gatePlan(recordedPlan("news-agent")));
export const bad = once(() => gatePlan(recordedPlan("agents-hcl"), path.join(fixtures, "agents-hcl")));
export const empty = once(() => gatePlan({ ...recordedPlan("news-agent"), resource_changes: [] }));

export function withVerdicts(outcome: GateOutcome, verdicts: readonly ReportedVerdict[]): GateOutcome {
  const count = (wanted: ReportedVerdict["verdict"]): number =>
    verdicts.filter(({ verdict, level }) => verdict === wanted && level !== "advisory").length;
  const [fail, undetermined] = [count("fail"), count("undetermined")];
  const summary = { ...outcome.report.summary, blocked: fail + undetermined > 0, fail, undetermined };
  return { ...outcome, report: { ...outcome.report, verdicts, summary } };
}

/** So many findings, from the real ones of a plan, each about a resource of its own. */
export async function many(count: number): Promise<GateOutcome> {
  const outcome = await bad();
  const real = outcome.report.verdicts.filter(({ verdict }) => verdict !== "pass" && verdict !== "notApplicable");
  const verdicts = Array.from({ length: count }, (_, index) => {
    const verdict = real[index % real.length] as ReportedVerdict;
    return { ...verdict, address: `${verdict.address}["${index}"]` };
  });
  return withVerdicts(outcome, verdicts);
}

/** A plan with one verdict, changed. */
export async function saying(...changes: readonly Partial<ReportedVerdict>[]): Promise<GateOutcome> {
  const outcome = await good();
  const [first] = outcome.report.verdicts;
  return withVerdicts(
    outcome,
    changes.map((change) => ({ ...(first as ReportedVerdict), verdict: "fail", ...change })),
  );
}

/** What a name in a plan may hold to break out of a format. */
export const hostile: readonly string[] = [
  `a["x"]'`,
  "<script>alert(1)</script>",
  "]]><failure/>",
  "%0A::error::owned",
  "a\n::error title=owned::b\r##[add-mask]c",
  "x,file=y:z::owned",
  "a|b|c \\| d \\",
  "`a` ``b`` ```",
  "# h - i * j **k** _l_ ~~m~~",
  "@octocat @org/team #1 owner/repo#2 GH-3",
  "[text](https://evil.example) ![image](https://evil.example/i.png) https://evil.example www.evil.example <https://evil.example>",
  "</details></table><!-- chargeback --> --> &lt; &amp;amp;",
  "$a$ $$b$$ user:Project$x",
  "😀\ud83d \ufffe\uffff\u0085\u0000\u001b[2J",
  "é".repeat(10_000),
  "|`<@#".repeat(2_000),
];

/** Everywhere foreign text can stand in a verdict. */
export const hostileVerdict = (text: string): Partial<ReportedVerdict> => ({
  address: text,
  constructPath: text,
  location: { file: text, line: 3, column: 2 },
  message: text,
  evidence: [text, text],
  remedy: text,
});

/** The plans that every format has to hold for. */
export const plans: readonly (readonly [string, () => Promise<readonly Judged[]>])[] = [
  ["a plan that passes", async () => [{ outcome: await good() }]],
  ["a plan that is blocked", async () => [{ outcome: await bad() }]],
  ["a plan that nothing was found in", async () => [{ outcome: await empty() }]],
  ["300 findings", async () => [{ outcome: await many(300) }]],
  ["two stacks", async () => [await stack("A", good()), await stack("B", bad())]],
  ["every level and verdict", async () => [{ outcome: await everyKind() }]],
  ...hostile.map(
    (text) =>
      [
        `hostile text ${JSON.stringify(text.slice(0, 20))}`,
        async () => [
          { ...(await stack(text, saying(hostileVerdict(text), { ...hostileVerdict(text), verdict: "waived" }))) },
          { ...(await stack("B", saying({ ...hostileVerdict(text), verdict: "undetermined" }))) },
        ],
      ] as const,
  ),
];

export const stack = async (name: string, outcome: Promise<GateOutcome>): Promise<Judged> => ({
  outcome: await outcome,
  stack: name,
});

export const everyKind = (): Promise<GateOutcome> =>
  saying(
    { address: "a.fail", evidence: ["seen"], remedy: "mend it", message: "it is bad" },
    { address: "a.open", verdict: "undetermined", message: "it is open", evidence: ["seen"], remedy: "settle it" },
    { address: "a.advice", level: "advisory", message: "it could be better" },
    { address: "a.advice_open", level: "advisory", verdict: "undetermined", message: "who knows" },
    { address: "a.waived", verdict: "waived", message: "it is let through", evidence: ["by", "owner", "reason"] },
    { address: "a.none", verdict: "notApplicable", message: "it is none of those" },
    { address: "a.pass", verdict: "pass", message: "it is good" },
  );
