import { describe, expect, test } from "@jest/globals";
import { known } from "../../../policies/attribute";
import { goodEstate } from "../../../policies/canary/estates";
import type { Agent, Estate } from "../../../policies/estate";
import { renderMarkdown } from "../../../policies/report/markdown";
import type { Judged } from "../../../policies/report/renderer";
import type { Report } from "../../../policies/report/report";
import { bareEstate, finding, nothingCounted, outcomeWith } from "./hand-made";

const write = (...judged: readonly Judged[]): string => renderMarkdown(judged, { version: "1.2.3" });
const rules = [{ id: "is-good", level: "mandatory", examined: 1, pass: 1 }] as const;
const blocked = { ...nothingCounted, blocked: true, fail: 1 };
const foot = "<sub>Chargeback 1.2.3 · `chargeback explain RULE` says what a rule asks, and why.</sub>";

const judged = (report: Partial<Report>, stack?: string, estate?: Estate): Judged => ({
  outcome: outcomeWith(report, estate),
  stack,
});

/** An estate with so many agents, each with a way of two lines. */
function estateOf(count: number, name = "news"): Estate {
  const [agent] = goodEstate("Project").agents as [Agent];
  const agents = Array.from({ length: count }, (_, index) => ({
    ...agent,
    address: `aws_bedrockagent_agent.a${index}`,
    name: known(name),
    foundationModel: known("x.y"),
  }));
  return { ...bareEstate, agents };
}

const picture = ["  agent news", "  └─ model x.y   ✗ a foundation model's id: no project's bill"];

describe("the comment in small", () => {
  test("of a plan that passes is its verdict, its picture and its rules", () => {
    const verdicts = [finding({ verdict: "pass" }), finding({ verdict: "notApplicable" })];
    const summary = { ...nothingCounted, pass: 1, notApplicable: 1 };
    expect(write(judged({ summary, rules, verdicts }, "Live", estateOf(1)))).toBe(
      [
        "<!-- chargeback -->",
        "## ✅ Chargeback: passed",
        "Nothing blocks. 1 pass, 0 fail, 0 undetermined, 1 not applicable.",
        `<details open><summary>The money's way</summary>\n\n\`\`\`text\n${picture.join("\n")}\n\`\`\`\n\n</details>`,
        [
          "<details><summary>The 1 rules that were asked</summary>\n",
          "| rule | level | pass | fail | undetermined | waived | not applicable |",
          "| --- | --- | --- | --- | --- | --- | --- |",
          "| `is-good` | mandatory | 1 |  |  |  | 1 |\n",
          "</details>",
        ].join("\n"),
        `${foot}\n`,
      ].join("\n\n"),
    );
  });

  test("of a plan that is blocked says by how many, and counts advice apart", () => {
    const advice = finding({ level: "advisory" });
    const of = (...verdicts: Report["verdicts"]) =>
      write(judged({ summary: blocked, verdicts }))
        .split("\n\n")
        .slice(1, 3);
    const why = "model spend would land on nobody's bill, or nothing proves that it does not.";
    expect(of(finding())).toEqual([
      "## ❌ Chargeback: blocked",
      `**1 finding blocks:** ${why} 0 pass, 1 fail, 0 undetermined, 0 not applicable.`,
    ]);
    expect(of(finding(), finding({ verdict: "undetermined" }), advice, advice)[1]).toBe(
      `**2 findings block:** ${why} 0 pass, 1 fail, 0 undetermined, 0 not applicable, 2 advisory.`,
    );
  });

  test("of one stack does not name it at each finding", () => {
    expect(write(judged({ verdicts: [finding()] }, "Live", estateOf(1)))).not.toContain("Live");
  });

  test("of two stacks names those that are blocked first, and each finding's stack", () => {
    const good = judged({ rules, verdicts: [finding({ verdict: "pass" })] }, "Good");
    const bad = judged({ rules, verdicts: [finding()], summary: blocked }, "B|\u0007ad", estateOf(1));
    const text = write(good, bad);
    expect(text.split("\n\n").slice(1, 4)).toEqual([
      "## ❌ Chargeback: 1 of 2 stacks blocked",
      "**1 finding blocks:** model spend would land on nobody's bill, or nothing proves that it does not.",
      [
        "| stack | verdict | answers |",
        "| --- | --- | --- |",
        "| <code>B&#124;ad</code> | ❌ blocked | 0 pass, 1 fail, 0 undetermined, 0 not applicable |",
        "| `Good` | ✅ passed | 0 pass, 0 fail, 0 undetermined, 0 not applicable |",
      ].join("\n"),
    ]);
    expect(text).toContain("| `a.b`<br>stack <code>B&#124;ad</code> |");
    expect(text).toContain("<details><summary>The money's way: <code>B&#124;ad</code></summary>");
    expect(text).toContain("| `is-good` | mandatory | 1 | 1 |  |  |  |");
    expect(write(good, good)).toContain("## ✅ Chargeback: passed");
  });

  test("of more than fifty stacks has rows for fifty, those that are blocked among them", () => {
    const stacks = Array.from({ length: 51 }, (_, index) => judged({}, `Stack${index}`));
    const last = judged({ summary: blocked }, "Last");
    const rowsOf = (...all: readonly Judged[]) => write(...all).match(/^\| .*(passed|blocked|more) \|.*$/gm) ?? [];
    expect(rowsOf(...stacks.slice(1))).toHaveLength(50);
    const rows = rowsOf(...stacks, last);
    expect(rows).toHaveLength(51);
    expect(rows[0]).toMatch(/^\| `Last` \| ❌ blocked \|/);
    expect(rows.at(-1)).toBe("| and 2 more | | |");
  });

  test("has no picture that is longer than twenty lines or wider than its readers", () => {
    const shows = (estate: Estate): boolean => write(judged({}, "Live", estate)).includes("The money's way");
    expect([shows(estateOf(10)), shows(estateOf(11))]).toEqual([true, false]);
    expect([shows(estateOf(1, "n".repeat(1_450))), shows(estateOf(1, "n".repeat(3_000)))]).toEqual([true, false]);
    expect(shows(bareEstate)).toBe(false);
  });

  test("says how many findings it has no room for, and which files have them all", () => {
    const verdicts = Array.from({ length: 1_500 }, (_, index) =>
      finding({ address: `a.b${index}`, message: `it is bad in way ${index}` }),
    );
    const large: Judged = judged({ verdicts, summary: blocked });
    const left = (...files: readonly (string | undefined)[]): string =>
      write(...files.map((report) => ({ ...large, report })))
        .split("\n\n")
        .at(-2) ?? "";
    expect(left(undefined)).toMatch(
      /^\*\*\d+ more findings are not shown here\.\*\* `--format json=FILE` writes all of them\.$/,
    );
    expect(left("out/\u0007report.json")).toMatch(/\*\* All of them: `out\/report\.json`\.$/);
    expect(left("a.json", "b.json", "c.json")).toMatch(/\*\* All of them: `a\.json` and 2 more like it\.$/);
    const text = write(large);
    const shown = text.match(/`a\.b\d+`/g)?.length ?? 0;
    expect(text).toContain(`**${1_500 - shown} more findings are not shown here.**`);
    expect(text.length).toBeGreaterThan(55_000);
    expect(text.length).toBeLessThan(61_000);
    // What comes after the findings has room no more.
    expect(text).toMatch(/- and \d+ more\n/);
  });

  test("of more rules than it has room for leaves out whole blocks, and stays within what GitHub takes", () => {
    const verdicts = Array.from({ length: 1_000 }, (_, index) => finding({ rule: `rule-${index}`, level: "advisory" }));
    const text = write(judged({ verdicts }));
    expect(text.length).toBeGreaterThan(59_500);
    // The last line tells what is left out.
    expect(text.length).toBeLessThan(60_200);
    const shown = text.match(/<details><summary><code>rule-\d+<\/code>: 1<\/summary>/g)?.length ?? 0;
    expect(text).toContain(`**${1_000 - shown} more findings are not shown here.**`);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  test("ends with the version, which is foreign text too", () => {
    expect(renderMarkdown([judged({})], { version: "1|2" })).toMatch(/<sub>Chargeback 1&#124;2 · [^\n]*<\/sub>\n$/);
  });
});
