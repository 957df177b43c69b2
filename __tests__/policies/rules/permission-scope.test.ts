import { describe, expect, test } from "@jest/globals";
import { known, type Attribute, type PossibleValue } from "../../../policies/attribute";
import type { LambdaPermission } from "../../../policies/estate";
import {
  isForAnyAgent,
  isForAnybody,
  isForBedrock,
  isForFlow,
  scopeFaults,
} from "../../../policies/rules/permission-scope";

const text = (value: unknown): PossibleValue => ({ kind: "known", value, sensitive: false });
const resolved = (type: string, attribute: string): PossibleValue => ({
  kind: "resolved",
  of: `${type}.x`,
  type,
  attribute,
});
const open: PossibleValue = { kind: "undetermined", because: "b", settledBy: "s" };
const one = (...possible: PossibleValue[]): Attribute => ({ possible, trail: [] });

const ours = "123456789012";
const theirs = "210987654321";
const arn = (account: string): string => `arn:aws:bedrock:eu-west-2:${account}:agent/AGENT12345`;
const agent = resolved("aws_bedrockagent_agent", "agent_arn");
const permission = (more: Partial<LambdaPermission>): LambdaPermission => ({
  address: "a",
  type: "aws_lambda_permission",
  action: known("lambda:InvokeFunction"),
  principal: known("bedrock.amazonaws.com"),
  functionName: known("f"),
  qualifier: known(null),
  sourceArn: one(agent),
  sourceAccount: known(ours),
  ...more,
});

describe("what a permission lacks", () => {
  test.each<[string, PossibleValue[], PossibleValue[], [RegExp, boolean][]]>([
    ["nothing with an agent by reference and an account", [agent], [text(ours)], []],
    ["nothing with an agent of Cloud Control", [resolved("awscc_bedrock_agent", "agent_arn")], [text(ours)], []],
    ["nothing with an agent's ARN and its account", [text(arn(ours))], [text(ours)], []],
    [
      "nothing with the account of the caller",
      [text(arn(ours))],
      [resolved("data.aws_caller_identity", "account_id")],
      [],
    ],
    [
      "its account",
      [text(arn(theirs))],
      [text(ours)],
      [[/^its source_account "123456789012" is not the account/, true]],
    ],
    ["perhaps its account", [text(arn(ours)), text(arn(theirs))], [text(ours)], [[/is not the account of its/, false]]],
    [
      "perhaps its account, of two",
      [text(arn(ours))],
      [text(ours), text(theirs)],
      [[/is not the account of its/, false]],
    ],
    [
      "an agent, with a wildcard",
      [text(arn(ours).replace("AGENT", "*"))],
      [text(ours)],
      [[/not the ARN of one agent/, true]],
    ],
    ["an agent, with a longer text", [text(`${arn(ours)}/x`)], [text(ours)], [[/not the ARN of one agent/, true]]],
    ["an agent, with another text before", [text(`x${arn(ours)}`)], [text(ours)], [[/not the ARN of one agent/, true]]],
    [
      "an agent, with its id",
      [resolved("aws_bedrockagent_agent", "id")],
      [text(ours)],
      [[/not the ARN of one agent/, true]],
    ],
    ["perhaps an agent", [resolved("aws_x", "arn")], [text(ours)], [[/not the ARN of one agent/, false]]],
    ["perhaps an agent, where nothing is known", [open], [text(ours)], [[/not the ARN of one agent/, false]]],
    ["an account, with too long a number", [agent], [text(`${ours}0`)], [[/not the agent's account/, true]]],
    ["an account, with a number after something", [agent], [text(`x${ours}`)], [[/not the agent's account/, true]]],
    ["an account, with none", [agent], [text(null)], [[/its source_account is null, not the agent's account/, true]]],
    ["perhaps an account", [agent], [resolved("data.aws_caller_identity", "id")], [[/not the agent's account/, false]]],
    [
      "perhaps an account, of another source",
      [agent],
      [resolved("aws_x", "account_id")],
      [[/not the agent's account/, false]],
    ],
    [
      "both",
      [text("*")],
      [text("*")],
      [
        [/one agent/, true],
        [/account/, true],
      ],
    ],
  ])("%s", (_, sourceArn, sourceAccount, expected) => {
    const faults = scopeFaults(permission({ sourceArn: one(...sourceArn), sourceAccount: one(...sourceAccount) }));
    expect(faults).toEqual(
      expected.map(([message, certain]) => ({ message: expect.stringMatching(message), certain })),
    );
  });
});

test.each<[PossibleValue, string]>([
  [text("bedrock.amazonaws.com"), "yes"],
  [text("apigateway.amazonaws.com"), "no"],
  [resolved("x", "y"), "unknown"],
  [open, "unknown"],
])("a principal that is %j is Bedrock: %s", (principal, expected) => {
  expect(isForBedrock(permission({ principal: one(principal) }))).toBe(expected);
});

test.each<[unknown, string]>([
  ["lambda:InvokeFunction", "yes"],
  ["lambda:invokefunction", "yes"],
  ["lambda:*", "yes"],
  ["*", "yes"],
  [["lambda:GetFunction", "lambda:InvokeFunction"], "yes"],
  ["lambda:InvokeFunctionUrl", "no"],
  ["lambda:GetFunction", "no"],
  [null, "no"],
])("by the action %j Bedrock may call: %s, and so may anybody", (action, expected) => {
  const [bedrock, anybody] = [known("bedrock.amazonaws.com"), known("*")];
  expect(isForBedrock(permission({ action: known(action), principal: bedrock }))).toBe(expected);
  expect(isForAnybody(permission({ action: known(action), principal: anybody }))).toBe(expected);
  expect(isForAnybody(permission({ action: known(action), principal: bedrock }))).toBe("no");
});

test.each<[PossibleValue, string, string]>([
  [text("arn:aws:bedrock:eu-west-2:123456789012:flow/FLOW123456"), "yes", "no"],
  [text(`x-arn:aws:bedrock:eu-west-2:123456789012:flow/F`), "no", "no"],
  [text(arn(ours)), "no", "no"],
  [text("arn:aws:bedrock:eu-west-2:123456789012:agent/*"), "no", "yes"],
  [text("arn:aws:bedrock:eu-west-2:123456789012:agent/AGENT1234?"), "no", "yes"],
  [text(null), "no", "yes"],
  [text(""), "no", "yes"],
  [text(7), "no", "no"],
  [resolved("aws_bedrockagent_flow", "arn"), "yes", "no"],
  [resolved("aws_bedrockagent_flow", "id"), "unknown", "no"],
  [resolved("aws_x", "arn"), "unknown", "no"],
  [open, "unknown", "unknown"],
])("a source that is %j is a flow: %s, and any agent: %s", (source, flow, any) => {
  const judged = permission({ sourceArn: one(source) });
  expect([isForFlow(judged), isForAnyAgent(judged)]).toEqual([flow, any]);
});
