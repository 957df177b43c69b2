import { describe, expect, test } from "@jest/globals";
import { builtinResult, checkovBuiltin } from "../../../policies/checkov/builtin";
import { checksOf } from "../../../policies/checkov/checks";

describe("Checkov's own checks", () => {
  const record = (check: string, verdict: "pass" | "fail") => ({
    check,
    name: "Looks good",
    address: "aws_x.y",
    verdict,
  });

  test("are one advisory rule with what they say, apart from ours", () => {
    const records = [record("CKV_AWS_1", "pass"), record("CKV_AWS_2", "fail"), record("CKV_CHARGEBACK_1", "fail")];
    const common = { level: "advisory", address: "aws_x.y" };
    expect(builtinResult({ engine: "Checkov 3.3.13", records })).toEqual({
      rule: checkovBuiltin,
      examined: 2,
      foreign: true,
      findings: [
        {
          ...common,
          verdict: "pass",
          message: "CKV_AWS_1: Looks good",
          evidence: ["Checkov 3.3.13: CKV_AWS_1 passes it"],
        },
        {
          ...common,
          verdict: "fail",
          message: "CKV_AWS_2: Looks good",
          evidence: ["Checkov 3.3.13: CKV_AWS_2 fails it"],
          remedy: "see CKV_AWS_2 in https://www.checkov.io/5.Policy%20Index/terraform.html",
        },
      ],
    });
  });
});

test("a rule has the checks that mirror it, and most have none", () => {
  expect(checksOf("agent-uses-inference-profile")).toEqual(["CKV_CHARGEBACK_1"]);
  expect(checksOf("budget-matches-project-tag")).toEqual(["CKV_CHARGEBACK_3"]);
  expect(checksOf("one-region")).toEqual([]);
});
