import { describe, expect, test } from "@jest/globals";
import { faultsOf, findingsOf, justificationOf, sentenceOf, weightOf } from "../../../policies/report/findings";
import type { ReportedVerdict } from "../../../policies/report/report";
import { finding } from "./hand-made";

const disputedBy = "CKV_CHARGEBACK_1";

describe("a finding", () => {
  test.each<[Partial<ReportedVerdict>, string | undefined]>([
    [{ verdict: "fail" }, "fails"],
    [{ verdict: "fail", level: "overridable" }, "fails"],
    [{ verdict: "fail", level: "advisory" }, "advises"],
    [{ verdict: "undetermined" }, "undetermined"],
    [{ verdict: "undetermined", level: "advisory" }, "advises"],
    [{ verdict: "waived" }, "waived"],
    [{ verdict: "waived", level: "advisory" }, "waived"],
    [{ verdict: "pass" }, undefined],
    [{ verdict: "pass", disputedBy }, "disputed"],
    [{ verdict: "notApplicable" }, undefined],
    [{ verdict: "notApplicable", disputedBy }, undefined],
    [{ verdict: "fail", disputedBy }, "fails"],
  ])("that is %j weighs: %s", (change, weight) => {
    expect(weightOf(finding(change))).toBe(weight);
  });

  test.each<[Partial<ReportedVerdict>, string]>([
    [{}, "a.b: it is bad."],
    [{ remedy: "mend it" }, "a.b: it is bad. Fix: mend it."],
    [{ verdict: "undetermined" }, "a.b: undetermined: it is bad."],
    [
      { verdict: "pass", message: "it is good", disputedBy },
      "a.b: it is good. Disputed: CKV_CHARGEBACK_1 fails it, which does not see everything that proves it; " +
        "the proof counts, unless --checkov-strict is given.",
    ],
  ])("that is %j reads as a sentence", (change, sentence) => {
    expect(sentenceOf(finding(change))).toBe(sentence);
  });

  test("that is waived is justified by the last three links of its evidence", () => {
    expect(justificationOf(finding({ evidence: ["seen", "place and end", "owner", "reason"] }))).toBe(
      "place and end; owner; reason",
    );
  });
});

describe("the findings", () => {
  const errors = [{ code: "nothing-examined", message: "no\u001b rule" }];

  test("are errors of the gate, then failures, open questions, advice, disputes and waivers, without control characters", () => {
    const verdicts = [
      finding({ verdict: "waived", address: "a.waived" }),
      finding({ verdict: "pass", address: "a.disputed", disputedBy }),
      finding({ verdict: "pass", address: "a.pass" }),
      finding({ verdict: "notApplicable", address: "a.none" }),
      finding({ level: "advisory", address: "a.advice" }),
      finding({ verdict: "undetermined", address: "a.open" }),
      finding({ address: "a.\u0007fail" }),
    ];
    expect(findingsOf({ verdicts, errors }).map(({ address }) => address)).toEqual([
      "plan",
      "a.fail",
      "a.open",
      "a.advice",
      "a.disputed",
      "a.waived",
    ]);
  });

  test("of an error stand at the plan, or at the account that was asked", () => {
    const about = { rule: "nothing-examined", level: "mandatory", verdict: "fail", evidence: [], remedy: null };
    const message = "no\u001b rule";
    expect(faultsOf({ errors })).toEqual([{ ...about, message, address: "plan" }]);
    const account = { id: "123456789012", regions: [] };
    expect(faultsOf({ errors, account })).toEqual([{ ...about, message, address: "account 123456789012" }]);
  });
});
