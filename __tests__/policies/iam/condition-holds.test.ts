import { describe, expect, test } from "@jest/globals";
import { literalText, stepsOf, type PolicyText } from "../../../policies/iam";
import { conditionHolds } from "../../../policies/iam/condition-holds";
import { profile } from "./support";

const key = "bedrock:InferenceProfileArn";
const type = "aws_bedrock_inference_profile";
const reference: PolicyText = [{ kind: "reference", of: `${type}.p`, type, attribute: "arn" }];
const open: PolicyText = [{ kind: "open", because: "nobody knows", settledBy: "ask" }];
const form = "arn:aws:bedrock:*:*:application-inference-profile/*";

describe("a condition of which not every character is known", () => {
  test.each<[string, string, PolicyText, PolicyText, string]>([
    ["the same reference", "ArnEquals", reference, reference, "yes"],
    ["the same reference in any case", "StringEqualsIgnoreCase", reference, reference, "yes"],
    ["one ARN and a reference", "StringEqualsIgnoreCase", literalText(profile), reference, "unknown"],
    ["its form and a reference", "ArnLike", literalText(form), reference, "yes"],
    ["a wildcard before a reference", "ArnLike", [...literalText("*"), ...reference], reference, "unknown"],
    [
      "a part that may hold a colon",
      "ArnLike",
      literalText(form),
      [...literalText("arn:aws:bedrock:"), ...open, ...literalText(":123456789012:application-inference-profile/abc")],
      "unknown",
    ],
  ])("%s", (_, operator, value, actual, expected) => {
    const [copy, steps] = structuredClone<[PolicyText, PolicyText]>([value, actual]);
    const context = new Map([[key.toLowerCase(), stepsOf(steps)]]);
    expect(conditionHolds({ operator, key, values: [[copy]] }, context)).toBe(expected);
  });

  test("a value that may be one of two holds if both do", () => {
    const context = new Map([[key.toLowerCase(), stepsOf(literalText(profile))]]);
    const holds = (...values: string[]): string =>
      conditionHolds({ operator: "StringLike", key, values: [values.map((value) => literalText(value))] }, context);
    expect([holds(profile, "arn:*"), holds(profile, "x"), holds("x", "y")]).toEqual(["yes", "unknown", "no"]);
  });
});
