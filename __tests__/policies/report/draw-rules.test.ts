import { expect, test } from "@jest/globals";
import { drawRules } from "../../../policies/report/draw-rules";
import { paintIn } from "../../../policies/report/paint";
import type { ReportedVerdict } from "../../../policies/report/report";

type Told = readonly [verdict: ReportedVerdict["verdict"], level: ReportedVerdict["level"]];

const toldAs = ([verdict, level]: Told): ReportedVerdict => ({
  rule: "a-rule",
  level,
  verdict,
  address: "a.b",
  message: "because",
  evidence: [],
  remedy: null,
});

function line(examined: number, pass: number, ...told: readonly Told[]): string {
  const rule = { id: "a-rule", level: "mandatory", examined, pass } as const;
  const others = toldAs(["fail", "mandatory"]);
  const [only = ""] = drawRules([rule], [...told.map(toldAs), { ...others, rule: "another" }], paintIn(false));
  return only.trim();
}

test.each<[string, number, number, readonly Told[], string]>([
  ["has nothing to examine", 0, 0, [], "- a-rule  nothing to examine"],
  ["passes all", 2, 2, [], "✓ a-rule  2 of 2 pass"],
  ["passes with a dispute", 2, 2, [["pass", "mandatory"]], "✓ a-rule  2 of 2 pass"],
  ["fails", 2, 1, [["fail", "mandatory"]], "✗ a-rule  1 of 2 pass, 1 fail"],
  ["fails as advice", 1, 0, [["fail", "advisory"]], "? a-rule  0 of 1 pass, 1 fail (advisory)"],
  ["is open", 2, 1, [["undetermined", "overridable"]], "? a-rule  1 of 2 pass, 1 undetermined"],
  ["is open as advice", 2, 1, [["undetermined", "advisory"]], "? a-rule  1 of 2 pass, 1 undetermined (advisory)"],
  ["is waived", 1, 0, [["waived", "mandatory"]], "~ a-rule  0 of 1 pass, 1 waived"],
  ["is waived as advice", 1, 0, [["waived", "advisory"]], "~ a-rule  0 of 1 pass, 1 waived"],
  [
    "answers in every way",
    9,
    1,
    [
      ["waived", "mandatory"],
      ["waived", "advisory"],
      ["undetermined", "advisory"],
      ["undetermined", "mandatory"],
      ["fail", "advisory"],
      ["fail", "advisory"],
      ["fail", "mandatory"],
      ["fail", "overridable"],
    ],
    "✗ a-rule  1 of 9 pass, 2 fail, 2 fail (advisory), 1 undetermined, 1 undetermined (advisory), 2 waived",
  ],
])("a rule that %s is summed up as such", (_, examined, pass, told, expected) => {
  expect(line(examined, pass, ...told)).toBe(expected);
});
