import { describe, expect, test } from "@jest/globals";
import { policyOf, withoutModelCalls } from "../../../live/adopt/policy-json";

const model = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0";
const call = { Effect: "Allow", Action: "bedrock:InvokeModel", Resource: model };
const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

const left = (...Statement: object[]) => withoutModelCalls({ Version: "2012-10-17", Statement });

describe("withoutModelCalls", () => {
  test.each([
    ["a statement that allows nothing else", [call, read], [read]],
    [
      "one that looks at profiles beside",
      [{ ...call, Action: ["bedrock:invokemodel*", "bedrock:GetInferenceProfile"] }],
      [],
    ],
    [
      "the model calls of a longer list",
      [{ ...call, Action: ["bedrock:InvokeModel", "bedrock:Retrieve"] }],
      [{ ...call, Action: ["bedrock:Retrieve"] }],
    ],
  ])("takes away %s", (_, statements, expected) => {
    const remainder = left(...statements);
    expect(remainder.document).toEqual({ Version: "2012-10-17", Statement: expected });
    expect(remainder).toMatchObject({ isSmaller: true, isEmpty: expected.length === 0 });
  });

  test.each([
    ["something else", read],
    ["a wildcard that means more", { ...call, Action: "bedrock:*" }],
    ["a denial", { ...call, Effect: "Deny" }],
    ["everything but some actions", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }],
  ])("leaves %s as it is", (_, statement) => {
    expect(left(statement)).toEqual({
      document: { Version: "2012-10-17", Statement: [statement] },
      isSmaller: false,
      isEmpty: false,
    });
  });

  test("reads a statement that stands alone, as IAM takes it too", () => {
    expect(withoutModelCalls({ Statement: call }).isEmpty).toBe(true);
    expect(withoutModelCalls({ Statement: read }).document).toEqual({ Statement: [read] });
  });
});

test("IAM's documents are encoded as in an address", () => {
  expect(policyOf(encodeURIComponent('{"Version":"2012-10-17","Statement":[]}'))).toEqual({
    Version: "2012-10-17",
    Statement: [],
  });
});
