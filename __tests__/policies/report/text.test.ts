import { describe, expect, test } from "@jest/globals";
import { renderText } from "../../../policies/report/text";
import type { Report } from "../../../policies/report/report";
import { finding, nothingCounted, outcomeWith } from "./hand-made";

const rule = (id: string, examined: number, pass: number) => ({ id, level: "mandatory", examined, pass }) as const;
const write = (report: Partial<Report>, colour = false): string => renderText(outcomeWith(report), { colour });

describe("the text", () => {
  test("of a plan in which all is well is its rules and a line of counts", () => {
    const summary = { ...nothingCounted, pass: 2, notApplicable: 1 };
    expect(write({ rules: [rule("is-good", 2, 2), rule("is-cheap", 0, 0)], summary })).toBe(
      [
        "Rules",
        "  ✓ is-good  2 of 2 pass",
        "  - is-cheap  nothing to examine",
        "",
        "PASSED: 2 pass, 0 fail, 0 undetermined, 1 not applicable",
        "",
      ].join("\n"),
    );
  });

  test("says what fails first, then what is open, disputed and waived, each with what its reader needs", () => {
    const verdicts = [
      finding({ verdict: "waived", address: "a.waived", evidence: ["waived by", "owner", "reason"], remedy: "mend" }),
      finding({ verdict: "pass", address: "a.disputed", message: "it is good", disputedBy: "CKV_1" }),
      finding({ verdict: "undetermined", address: "a.open", message: "who knows", evidence: ["link"], remedy: "tell" }),
      finding({
        address: "a.fail",
        constructPath: "Stack/Fail",
        location: { file: "main.ts", line: 7 },
        evidence: ["link"],
        remedy: "mend it",
      }),
    ];
    expect(write({ verdicts }).split("\n").slice(0, -3)).toEqual([
      "✗ is-good  a.fail",
      "    construct  Stack/Fail",
      "    source     main.ts:7",
      "    why        it is bad",
      "    fix        mend it",
      "",
      "? is-good  a.open",
      "    open       who knows",
      "    seen       link",
      "    fix        tell",
      "",
      "? is-good  a.disputed",
      "    proven     it is good",
      "    disputed   CKV_1 fails it, which does not see everything that proves it; the proof counts, unless --checkov-strict is given",
      "",
      "~ is-good  a.waived",
      "    waived     it is bad",
      "    seen       waived by",
      "    seen       owner",
      "    seen       reason",
      "",
      "Rules",
    ]);
  });

  test("marks advice, which does not block", () => {
    expect(write({ verdicts: [finding({ level: "advisory" })] })).toMatch(/^\? is-good \(advisory\) {2}a\.b\n/);
  });

  test("has a line for each rule, with what it says of the verdicts that are told", () => {
    const verdicts = [finding({ rule: "fails" }), finding({ rule: "open", verdict: "undetermined" })];
    expect(write({ verdicts, rules: [rule("fails", 2, 1), rule("open", 1, 0), rule("bad\u0007", 1, 1)] })).toContain(
      [
        "Rules",
        "  ✗ fails  1 of 2 pass, 1 fail",
        "  ? open  0 of 1 pass, 1 undetermined",
        "  ✓ bad  1 of 1 pass",
        "",
      ].join("\n"),
    );
  });

  test("tells errors of the gate before the verdict", () => {
    const errors = [{ code: "nothing-examined", message: "nothing\u001b here" }];
    expect(write({ errors, summary: { ...nothingCounted, blocked: true, waived: 1 } })).toBe(
      [
        "Rules",
        "",
        "error: nothing here",
        "",
        "BLOCKED: 0 pass, 0 fail, 0 undetermined, 0 not applicable, 1 waived",
        "",
      ].join("\n"),
    );
  });

  test("of an account says FAILED, since there is nothing to hold up", () => {
    const account = { id: "123456789012", regions: [] };
    const blocked = { ...nothingCounted, blocked: true };
    expect(write({ account, plan: null, summary: blocked })).toContain("\nFAILED: 0 pass");
    expect(write({ account, plan: null })).toContain("\nPASSED: 0 pass");
  });

  test("is red for what blocks, yellow for what is open and green for what is well", () => {
    const [red, green, yellow, dim] = ["\u001b[31m", "\u001b[32m", "\u001b[33m", "\u001b[2m"];
    const verdicts = [
      finding({ rule: "fails" }),
      finding({ rule: "open", verdict: "undetermined" }),
      finding({ rule: "waived", verdict: "waived" }),
    ];
    const rules = [rule("fails", 1, 0), rule("open", 1, 0), rule("good", 1, 1), rule("none", 0, 0)];
    const errors = [{ code: "x", message: "broken" }];
    const text = write({ verdicts, rules, errors, summary: { ...nothingCounted, blocked: true } }, true);
    const starts = [
      `${red}✗`,
      `${yellow}?`,
      `${dim}~`,
      `  ${red}✗`,
      `  ${yellow}?`,
      `  ${green}✓`,
      `  ${dim}-`,
      `${red}error: broken`,
      `${red}\u001b[1mBLOCKED`,
    ];
    for (const start of starts) expect(`\n${text}`).toContain(`\n${start}`);
    expect(write({}, true)).toContain(`\n${green}\u001b[1mPASSED`);
  });
});
