import { describe, expect, test } from "@jest/globals";
import { known, type Attribute, type PossibleValue } from "../../../policies/attribute";
import { goodEstate } from "../../../policies/canary/estates";
import type { LambdaFunction } from "../../../policies/estate";
import { judgeFunction } from "../../../policies/rules/function-models";
import { one, open, resolved, text } from "../attributes";

const address = "aws_lambda_function.ask";
const model = text("amazon.nova-lite-v1:0");
const profile = resolved("aws_bedrock_inference_profile.news", "arn");
const strange = text("anthropic.claude-opus-9-9");
const something = text("eu-west-2");

function judged(variables: Record<string, Attribute>, members: Partial<LambdaFunction> = {}) {
  const lambda: LambdaFunction = {
    address,
    name: known("ask"),
    arn: one(resolved(address, "arn")),
    environment: (name) => variables[name] ?? one(),
    variables: Object.keys(variables),
    role: one(resolved("aws_iam_role.ask", "arn")),
    tag: () => known("news"),
    ...members,
  } as LambdaFunction;
  return judgeFunction(lambda, goodEstate("Project"));
}

const verdictOn = (...possible: PossibleValue[]) => judged({ MODEL: one(...possible) }).map(({ verdict }) => verdict);

describe("a variable that may be several things", () => {
  test.each<[string, PossibleValue[], string[]]>([
    ["a model", [model], ["fail"]],
    ["one of two models", [model, text("amazon.nova-pro-v1:0")], ["fail"]],
    ["a profile", [profile], ["pass"]],
    ["a model or a profile", [model, profile], ["undetermined"]],
    ["a model or something else", [model, something], ["undetermined"]],
    ["a profile or something else", [profile, something], ["pass"]],
    ["a profile, or what nobody knows", [profile, open], ["undetermined"]],
    ["what looks like a model, or something else", [strange, something], ["undetermined"]],
    ["what looks like a model, or a profile", [strange, profile], ["undetermined"]],
    ["something else", [something], []],
    ["what nobody knows, where the role calls no model", [open], []],
    ["what nobody knows or something else, where the role calls no model", [open, something], []],
  ])("%s", (_, possible, expected) => {
    expect(verdictOn(...possible)).toEqual(expected);
  });
});

describe("several variables", () => {
  test("two models are told both, in their order", () => {
    const [only] = judged({ FAST: one(model), DEEP: one(text("amazon.nova-pro-v1:0")), REGION: one(something) });
    expect(only).toMatchObject({
      verdict: "fail",
      address,
      message:
        'it is given a model to call directly, by FAST = "amazon.nova-lite-v1:0", DEEP = "amazon.nova-pro-v1:0": its model spend lands on no project\'s bill',
      remedy: expect.stringMatching(/^set FAST = .*, and let the code send it as the modelId$/),
    });
    expect(only?.evidence.slice(0, 2)).toEqual(["the link", "the link"]);
  });

  test("a model beside a profile, and beside what may be one: which of them is called is in the code", () => {
    const [only] = judged({ FAST: one(model), DEEP: one(profile) });
    expect(only).toMatchObject({
      verdict: "undetermined",
      message:
        'it is given a model beside a profile, or may be: FAST = "amazon.nova-lite-v1:0", DEEP = aws_bedrock_inference_profile.news.arn; which one it calls is in its code',
    });
    expect(judged({ FAST: one(model), DEEP: one(profile, model) })).toMatchObject([{ verdict: "undetermined" }]);
  });

  test("what a variable may be besides a model is not shown, and neither is the way to it", () => {
    const [only] = judged({ MODEL: one(model, text("hunter2")) });
    expect(only?.message).toContain('MODEL = "amazon.nova-lite-v1:0" or something that names no model;');
    expect(JSON.stringify(only)).not.toMatch(/hunter2|the link/);
  });

  test("the way to a value that is a model and nothing more is shown", () => {
    const [only] = judged({ MODEL: one(model) });
    expect(only?.evidence[0]).toBe("the link");
    expect(only?.evidence).toHaveLength(2);
  });
});

describe("the way out", () => {
  test("is the construct's where a construct made the function", () => {
    const [only] = judged({ MODEL: one(model) }, { constructPath: "News/Ask" });
    expect(only?.remedy).toBe(
      "give it variables: { MODEL: inferenceProfile.arn } of a TrackedInferenceProfile, and let the code send it as the modelId",
    );
  });

  test("is none where nothing is wrong", () => {
    expect(judged({ MODEL: one(profile) })[0]).not.toHaveProperty("remedy");
  });
});

test("variables that are not known are no finding where the role calls no model directly", () => {
  expect(judged({}, { variables: "undetermined" })).toEqual([]);
});
