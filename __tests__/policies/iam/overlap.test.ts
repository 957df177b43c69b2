import { describe, expect, test } from "@jest/globals";
import { stepsOf, type PolicyText } from "../../../policies/iam";
import { overlap, commonText } from "../../../policies/iam/overlap";

const written = (text: string): PolicyText => [{ kind: "literal", text }];
const profile = {
  kind: "reference",
  of: "aws_bedrock_inference_profile.p",
  type: "aws_bedrock_inference_profile",
} as const;
const arn: PolicyText = [{ ...profile, attribute: "arn" }];
const open: PolicyText = [{ kind: "open", because: "nobody knows", settledBy: "ask" }];

describe("whether one text is described by two patterns", () => {
  test.each<[string, string | PolicyText, string | PolicyText, string]>([
    ["the same text", "abc", "abc", "yes"],
    ["a text and its beginning", "abc", "ab", "no"],
    ["a text that differs at its end", "abc", "abd", "no"],
    ["a wildcard for nothing", "abc*", "abc", "yes"],
    ["a wildcard at the end", "ab*", "abcd", "yes"],
    ["a wildcard at the beginning", "*cd", "abcd", "yes"],
    ["a wildcard for the wrong end", "*cx", "abcd", "no"],
    ["one character", "a?c", "abc", "yes"],
    ["one character for none", "ab?", "ab", "no"],
    ["one character for two", "a?", "abc", "no"],
    ["two wildcards that cross", "a*c", "*bc", "yes"],
    ["two wildcards that cannot meet", "a*", "b*", "no"],
    ["wildcards with different ends", "*a", "*b", "no"],
    ["a wildcard that has to give characters back", "*aab", "aaaab", "yes"],
    ["nothing and nothing", "", "", "yes"],
    ["everything and nothing", "*", "", "yes"],
    ["a character and nothing", "?", "", "no"],
    ["a reference and itself", arn, arn, "yes"],
    ["a reference and everything", arn, "*", "yes"],
    ["a reference and its form", arn, "arn:aws:bedrock:*:*:application-inference-profile/*", "yes"],
    [
      "a reference and one Region of its form",
      arn,
      "arn:aws:bedrock:eu-west-1:*:application-inference-profile/*",
      "unknown",
    ],
    [
      "a reference and one that it may be",
      arn,
      "arn:aws:bedrock:eu-west-1:1:application-inference-profile/a",
      "unknown",
    ],
    ["a reference and another kind", arn, "arn:aws:bedrock:*:*:inference-profile/*", "no"],
    ["a reference and another service", arn, "arn:aws:s3:::*", "no"],
    ["two profiles", arn, [{ ...profile, of: "aws_bedrock_inference_profile.q", attribute: "arn" }], "unknown"],
    [
      "the ARN of a bucket and of a profile",
      [{ kind: "reference", of: "aws_s3_bucket.b", type: "aws_s3_bucket", attribute: "arn" }],
      arn,
      "no",
    ],
    [
      "the ARN of a bucket and all of Bedrock",
      [{ kind: "reference", of: "aws_s3_bucket.b", type: "aws_s3_bucket", attribute: "arn" }],
      "arn:aws:bedrock:*",
      "no",
    ],
    ["what is open and any text", open, "abc", "unknown"],
    ["what is open and itself", open, open, "yes"],
    ["what is open and everything", open, "*", "yes"],
    ["two that are open", open, [{ kind: "open", because: "nobody knows", settledBy: "ask" }], "unknown"],
    ["a beginning before what is open", [...written("ab"), ...open], "abc", "unknown"],
    ["another beginning before what is open", [...written("xb"), ...open], "abc", "no"],
    ["an end behind what is open", [...open, ...written("d")], "abc", "no"],
  ])("%s", (_, left, right, expected) => {
    const [one, other] = [left, right].map((side) => stepsOf(typeof side === "string" ? written(side) : side));
    expect(overlap(one ?? [], other ?? [])).toBe(expected);
    expect(overlap(other ?? [], one ?? [])).toBe(expected);
  });

  test.each([
    ["abc", "a*", "abc"],
    ["a*", "*b", "ab"],
    ["a?c*", "*d", "axcd"],
    ["*", "*", ""],
    ["a*bc", "ab*c", "abc"],
  ])("of %s and %s the shortest example is %s", (left, right, example) => {
    const found = commonText(stepsOf(written(left)), stepsOf(written(right)));
    expect(found?.map((step) => step.characters).join("")).toBe(example);
  });
});
