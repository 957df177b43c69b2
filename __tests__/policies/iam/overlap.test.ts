import { describe, expect, test } from "@jest/globals";
import fc from "../../support/fast-check";
import { allOfShape, oneOfShape, stepsOf, type PolicyText, type Steps } from "../../../policies/iam";
import { commonText, overlap } from "../../../policies/iam/overlap";
import type { Step } from "../../../policies/iam/symbols";

const written = (text: string): PolicyText => [{ kind: "literal", text }];
const profile = {
  kind: "reference",
  of: "aws_bedrock_inference_profile.p",
  type: "aws_bedrock_inference_profile",
} as const;
const arn: PolicyText = [{ ...profile, attribute: "arn" }];
const unknown = (because: string): PolicyText => [{ kind: "open", because, settledBy: "ask" }];
const [open, other] = [unknown("nobody knows"), unknown("nobody else knows")];

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
    ["two profiles", arn, [{ ...profile, of: "aws_bedrock_inference_profile.q", attribute: "arn" }], "no"],
    [
      "two profiles of two provider's types",
      arn,
      [
        {
          kind: "reference",
          of: "awscc_bedrock_application_inference_profile.p",
          type: "awscc_bedrock_application_inference_profile",
          attribute: "inference_profile_arn",
        },
      ],
      "no",
    ],
    [
      "the end of a profile's ARN and another one",
      arn,
      [{ ...profile, of: "aws_bedrock_inference_profile.q", attribute: "id" }],
      "unknown",
    ],
    [
      "text before two profiles",
      [...written("x/"), ...arn],
      [...written("y/"), { ...profile, of: "a.q", attribute: "arn" }],
      "no",
    ],
    [
      "a profile with text behind it and another one",
      [...arn, ...written("x")],
      [{ ...profile, of: "a.q", attribute: "arn" }],
      "unknown",
    ],
    [
      "the models of two profiles",
      [{ ...profile, attribute: "models[0].model_arn" }],
      [{ ...profile, of: "a.q", attribute: "models[0].model_arn" }],
      "unknown",
    ],
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
    [
      "another attribute of a bucket and a profile",
      [{ kind: "reference", of: "aws_s3_bucket.b", type: "aws_s3_bucket", attribute: "id" }],
      arn,
      "unknown",
    ],
    [
      "the ARN of what no provider of AWS has and a profile",
      [{ kind: "reference", of: "corpaws_x.b", type: "corpaws_x", attribute: "arn" }],
      arn,
      "unknown",
    ],
    [
      "a model of a profile and its form",
      [{ ...profile, attribute: "models[10].model_arn" }],
      "arn:aws:bedrock:*::foundation-model/*",
      "yes",
    ],
    ["what is open and any text", open, "abc", "unknown"],
    ["what is open and one character", open, "a", "unknown"],
    ["what is open and one character, whichever", open, "?", "unknown"],
    ["what is open before a text and one character, whichever", [...open, ...written("a")], "?", "unknown"],
    ["two that are open, one with more behind it", open, [...other, ...written("*")], "unknown"],
    ["what is open and itself", open, open, "yes"],
    ["what is open and everything", open, "*", "yes"],
    ["two that are open", open, other, "unknown"],
    ["a beginning before what is open", [...written("ab"), ...open], "abc", "unknown"],
    ["another beginning before what is open", [...written("xb"), ...open], "abc", "no"],
    ["an end behind what is open", [...open, ...written("d")], "abc", "no"],
  ])("%s", (_, left, right, expected) => {
    // Copied together, since steps are kept for each text: what is one text stays one.
    const [one, another] = structuredClone([left, right]).map((side) =>
      stepsOf(typeof side === "string" ? written(side) : side),
    ) as [Steps, Steps];
    expect(overlap(one, another)).toBe(expected);
    expect(overlap(another, one)).toBe(expected);
  });

  test("a profile and any profile may be the same one", () => {
    const any = oneOfShape("arn:aws<partition>:bedrock:<region>:<account>:application-inference-profile/<id>", "any");
    expect(overlap(stepsOf(arn), any)).toBe("unknown");
  });

  test.each([
    ["abc", "a*", "abc"],
    ["a*", "*b", "ab"],
    ["a?c*", "*d", "axcd"],
    ["*", "*", ""],
    ["a*bc", "ab*c", "abc"],
  ])("of %s and %s the shortest example is %s", (left, right, example) => {
    expect(commonText(stepsOf(written(left)), stepsOf(written(right)))).toEqual(stepsOf(written(example), "none"));
  });
});

test("a run takes a text in whose characters all are its own, and not one that may hold another", () => {
  const ids = allOfShape("profile/<id>");
  expect(overlap(ids, oneOfShape("profile/<account>", "an account"))).toBe("yes");
  expect(overlap(ids, oneOfShape("profile/<model>", "a model"))).toBe("unknown");
});

describe("held against every text that its symbols may turn out to be", () => {
  const step = fc.constantFrom<Step>(
    { kind: "one", characters: "a" },
    { kind: "one", characters: "ab" },
    { kind: "run", characters: "a" },
    { kind: "run", characters: null },
    { kind: "symbol", name: "x", characters: "ab" },
    { kind: "symbol", name: "y", characters: "ab" },
  );
  const steps = fc.array(step, { maxLength: 4 });
  const textsUpTo = (length: number): string[] =>
    length === 0 ? [""] : ["", ...textsUpTo(length - 1).flatMap((text) => [`${text}a`, `${text}b`])];
  const symbols = textsUpTo(2).flatMap((x) => textsUpTo(2).map((y) => ({ x, y })));
  const texts = textsUpTo(8);

  const matched = (pattern: Steps, named: Readonly<Record<string, string>>): RegExp =>
    new RegExp(
      `^${pattern
        .map((each) =>
          each.kind === "symbol"
            ? (named[each.name] ?? "")
            : `[${each.characters ?? "ab"}]${each.kind === "run" ? "*" : ""}`,
        )
        .join("")}$`,
    );

  test("no means that no text is of both, and yes that one is, whatever they are", () => {
    fc.assert(
      fc.property(steps, steps, (left, right) => {
        const common = symbols.map((named) => {
          const [one, other] = [matched(left, named), matched(right, named)];
          return texts.some((text) => one.test(text) && other.test(text));
        });
        const answer = overlap(left, right);
        if (answer === "no") expect(common).not.toContain(true);
        if (answer === "yes") expect(common).not.toContain(false);
      }),
    );
  });
});
