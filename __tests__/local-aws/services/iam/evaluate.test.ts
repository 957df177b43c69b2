import { beforeEach, describe, expect, test } from "@jest/globals";
import type { LocalAws } from "../../../../local-aws/local-aws";
import { type AccessRequest, isAllowed, mayAssume, refusal } from "../../../../local-aws/services/iam/evaluate";
import { iamSlice } from "../../../../local-aws/services/iam/state";
import { runLocalAws } from "../../support/run-local-aws";

const account = "111122223333";
const profile = `arn:aws:bedrock:eu-west-2:${account}:application-inference-profile/abcdefghijkl`;
const otherProfile = `arn:aws:bedrock:eu-west-2:${account}:application-inference-profile/zzzzzzzzzzzz`;
const model = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0";
const agent = `arn:aws:bedrock:eu-west-2:${account}:agent/AGENT12345`;
const alias = `arn:aws:bedrock:eu-west-2:${account}:agent-alias/AGENT12345/ALIAS12345`;
const lambda = `arn:aws:lambda:eu-west-2:${account}:function:news`;
const roleArn = `arn:aws:iam::${account}:role/news`;
const session = { arn: `arn:aws:sts::${account}:assumed-role/news/now`, userId: "AROA:now", accountId: account };
const caller = { ...session, accessKeyId: "ASIA", roleArn };
const administrator = { arn: `arn:aws:iam::${account}:user/local`, userId: "A", accountId: account, accessKeyId: "K" };

let aws: LocalAws;
beforeEach(async () => {
  aws = await runLocalAws();
});
const context = () => ({ ...aws, accountId: account, region: "eu-west-2" });

const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });

/** A role with one inline policy and tags. */
function role(statements: object[], trustPolicy = policy()): void {
  aws.state(iamSlice).roles["news"] = {
    name: "news",
    id: "AROA",
    arn: roleArn,
    path: "/",
    createdAt: aws.clock.now().toISOString(),
    maxSessionSeconds: 3600,
    trustPolicy,
    policies: { inline: policy(...statements) },
    attached: [],
    tags: [{ Key: "team", Value: "n*ws" }],
  };
}
const asRole = (request: Omit<AccessRequest, "by">) => isAllowed({ by: { roleArn }, ...request }, context());

describe("a model that may be called through one profile only", () => {
  const invoke = { action: "bedrock:InvokeModel", resource: model };
  const through = (arn: string) => ({ ...invoke, conditions: { "bedrock:InferenceProfileArn": arn } });
  beforeEach(() => {
    const Action = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];
    const Condition = { StringEquals: { "bedrock:InferenceProfileArn": profile } };
    role([
      { Effect: "Allow", Action, Resource: profile },
      { Effect: "Allow", Action, Resource: [model], Condition },
    ]);
  });
  test.each([
    ["through it", through(profile), true],
    ["through another", through(otherProfile), false],
    ["by itself", invoke, false],
    ["the profile", { action: "bedrock:InvokeModel", resource: profile }, true],
    ["the profile as a stream", { action: "bedrock:invokemodelwithresponsestream", resource: profile }, true],
    ["another action", { action: "bedrock:InvokeAgent", resource: profile }, false],
    ["a role that is not there", { by: { roleArn: `${roleArn}s` }, ...through(profile) }, false],
    ["the caller's session", { by: caller, ...through(profile) }, true],
    ["the administrator", { by: administrator, ...invoke }, true],
    ["a service", { by: { service: "bedrock.amazonaws.com" }, ...invoke }, false],
  ])("%s", (_name, request, allowed) => {
    expect(asRole(request)).toBe(allowed);
  });
});

test.each([
  ["an agent's one alias", { Action: "bedrock:InvokeAgent", Resource: alias }, true],
  ["any action of a service", { Action: "bedrock:*", Resource: alias }, true],
  [
    "one sign for one",
    { Action: "bedrock:Invoke?gent", Resource: "arn:aws:bedrock:*:*:agent-alias/AGENT1234?/*" },
    true,
  ],
  ["everything", { Action: "*", Resource: "*" }, true],
  ["a star spans no colon", { Action: "*", Resource: "arn:aws:bedrock:*:agent-alias/AGENT12345/ALIAS12345" }, false],
  ["the agent is not its alias", { Action: "bedrock:InvokeAgent", Resource: agent }, false],
  ["case matters in an ARN", { Action: "bedrock:InvokeAgent", Resource: alias.toLowerCase() }, false],
  ["all but another action", { NotAction: "bedrock:InvokeModel", Resource: "*" }, true],
  ["all but this action", { NotAction: "bedrock:Invoke*", Resource: "*" }, false],
  ["all but another resource", { Action: "*", NotResource: agent }, true],
  ["all but this resource", { Action: "*", NotResource: [agent, alias] }, false],
])("what a statement is about: %s", (_name, statement, allowed) => {
  role([{ Effect: "Allow", ...statement }]);
  expect(asRole({ action: "bedrock:InvokeAgent", resource: alias })).toBe(allowed);
});

test("a Deny wins over every Allow, also for the administrator", () => {
  role([
    { Effect: "Allow", Action: "*", Resource: "*" },
    { Effect: "Deny", Action: "bedrock:InvokeModel", Resource: model },
  ]);
  expect(asRole({ action: "bedrock:InvokeModel", resource: model })).toBe(false);
  expect(asRole({ action: "bedrock:InvokeModel", resource: profile })).toBe(true);
  const resourcePolicy = policy({ Effect: "Deny", Principal: "*", Action: "lambda:*", Resource: lambda });
  const request = { by: administrator, action: "lambda:InvokeFunction", resource: lambda };
  expect(isAllowed(request, context())).toBe(true);
  expect(isAllowed({ ...request, resourcePolicy }, context())).toBe(false);
});

const keys = {
  "aws:SourceArn": agent,
  "aws:SourceAccount": account,
  number: "7",
  when: "2026-01-02T00:00:00Z",
  flag: "true",
  address: "10.1.2.3",
  many: ["a", "b"],
};
test.each<[operator: string, key: string, value: unknown, holds: boolean]>([
  ["StringEquals", "aws:SourceAccount", [account, "1"], true],
  ["StringEquals", "AWS:sourceaccount", account, true],
  ["StringEquals", "aws:SourceAccount", "1111*", false],
  ["StringLike", "aws:SourceAccount", "1111*", true],
  ["StringEquals", "absent", "x", false],
  ["StringEqualsIfExists", "absent", "x", true],
  ["StringEqualsIfExists", "aws:SourceAccount", "x", false],
  ["StringNotEquals", "aws:SourceAccount", ["x", account], false],
  ["StringNotEquals", "absent", "x", true],
  ["StringNotLike", "aws:SourceAccount", "1111*", false],
  ["StringEqualsIgnoreCase", "flag", "TRUE", true],
  ["StringNotEqualsIgnoreCase", "flag", "TRUE", false],
  ["ArnLike", "aws:SourceArn", `arn:aws:bedrock:eu-west-2:${account}:agent/*`, true],
  ["ArnEquals", "aws:SourceArn", `arn:aws:bedrock:*:${account}:agent/*`, true],
  ["ArnLike", "aws:SourceArn", "arn:aws:bedrock:*:agent/*", false],
  ["ArnNotLike", "aws:SourceArn", `arn:aws:bedrock:*:*:agent/*`, false],
  ["NumericLessThan", "number", 8, true],
  ["NumericLessThanEquals", "number", "7", true],
  ["NumericGreaterThan", "number", 7, false],
  ["NumericGreaterThanEquals", "number", 7, true],
  ["NumericEquals", "number", "7.0", true],
  ["NumericNotEquals", "number", 7, false],
  ["DateLessThan", "when", "2026-01-03T00:00:00Z", true],
  ["DateGreaterThan", "when", "1767312000", false],
  ["DateGreaterThanEquals", "when", "2026-01-02", true],
  ["DateLessThanEquals", "when", "2026-01-01", false],
  ["DateEquals", "when", "2026-01-02", true],
  ["DateNotEquals", "when", "2026-01-02", false],
  ["Bool", "flag", true, true],
  ["Bool", "flag", "false", false],
  ["Null", "absent", "true", true],
  ["Null", "flag", "true", false],
  ["IpAddress", "address", "10.1.0.0/16", true],
  ["IpAddress", "address", "10.1.2.4", false],
  ["NotIpAddress", "address", ["10.2.0.0/16"], true],
  ["ForAnyValue:StringEquals", "many", ["b", "c"], true],
  ["ForAllValues:StringEquals", "many", ["b", "c"], false],
  ["ForAllValues:StringLike", "many", ["?"], true],
  ["ForAllValues:StringEquals", "absent", "x", true],
  ["ForAnyValue:StringEquals", "absent", "x", false],
  ["StringEquals", "aws:PrincipalTag/team", "n*ws", true],
  ["StringLike", "address", "${aws:PrincipalTag/team}", false],
  ["StringEquals", "aws:PrincipalAccount", "${aws:SourceAccount}", true],
  ["StringEquals", "number", "${absent, '7'}", true],
  ["StringNotEquals", "number", "${absent}", true],
  ["StringLike", "aws:PrincipalTag/team", "n${*}w?", true],
  ["DateGreaterThan", "aws:CurrentTime", "2020-01-01T00:00:00Z", true],
])("%s on %s against %j", (operator, key, value, holds) => {
  role([{ Effect: "Allow", Action: "*", Resource: "*", Condition: { [operator]: { [key]: value } } }]);
  expect(asRole({ action: "bedrock:InvokeAgent", resource: alias, conditions: keys })).toBe(holds);
});

test("every key of every operator must hold", () => {
  const holding = { StringEquals: { "aws:SourceAccount": account }, ArnLike: { "aws:SourceArn": agent } };
  const other = { ...holding, ArnLike: { "aws:SourceArn": alias } };
  for (const [Condition, allowed] of [[holding, true] as const, [other, false] as const]) {
    role([{ Effect: "Allow", Action: "*", Resource: "*", Condition }]);
    expect(asRole({ action: "bedrock:InvokeAgent", resource: alias, conditions: keys })).toBe(allowed);
  }
});

describe("a function's own policy", () => {
  const bedrock = { service: "bedrock.amazonaws.com" };
  const from = (source: string) => ({ "aws:SourceArn": source, "aws:SourceAccount": account });
  const grant = (Principal: unknown) => ({
    Effect: "Allow",
    Principal,
    Action: "lambda:InvokeFunction",
    Resource: lambda,
    Condition: { ArnLike: { "AWS:SourceArn": agent }, StringEquals: { "AWS:SourceAccount": account } },
  });
  test.each<[name: string, principal: unknown, by: AccessRequest["by"], source: string, allowed: boolean]>([
    ["its service, from its agent", { Service: "bedrock.amazonaws.com" }, bedrock, agent, true],
    ["its service, from another agent", { Service: "bedrock.amazonaws.com" }, bedrock, `${agent}X`, false],
    ["another service", { Service: "apigateway.amazonaws.com" }, bedrock, agent, false],
    ["anyone", "*", bedrock, agent, true],
    ["a role by its name", { AWS: roleArn }, { roleArn }, agent, true],
    ["a session by its role's name", { AWS: [roleArn] }, caller, agent, true],
    ["the account leaves it to the role", { AWS: `arn:aws:iam::${account}:root` }, { roleArn }, agent, false],
    ["the account's number too", { AWS: account }, { roleArn }, agent, false],
  ])("%s", (_name, principal, by, source, allowed) => {
    role([]);
    const resourcePolicy = policy(grant(principal));
    const request = { by, action: "lambda:InvokeFunction", resource: lambda, conditions: from(source), resourcePolicy };
    expect(isAllowed(request, context())).toBe(allowed);
  });
  test("a service is let through by nothing else", () => {
    expect(isAllowed({ by: bedrock, action: "lambda:InvokeFunction", resource: lambda }, context())).toBe(false);
  });
  test("all but some: NotPrincipal", () => {
    role([{ Effect: "Allow", Action: "*", Resource: "*" }]);
    const deny = (arn: string) =>
      policy({ Effect: "Deny", NotPrincipal: { AWS: arn }, Action: "lambda:InvokeFunction", Resource: lambda });
    const request = { by: { roleArn }, action: "lambda:InvokeFunction", resource: lambda };
    expect(isAllowed({ ...request, resourcePolicy: deny(roleArn) }, context())).toBe(true);
    expect(isAllowed({ ...request, resourcePolicy: deny(`${roleArn}s`) }, context())).toBe(false);
  });
});

describe("who may assume a role", () => {
  const trust = (Principal: object) =>
    policy({
      Effect: "Allow",
      Principal,
      Action: "sts:AssumeRole",
      Condition: { ArnLike: { "aws:SourceArn": `arn:aws:bedrock:eu-west-2:${account}:agent/*` } },
    });
  const asked = (by: AccessRequest["by"], source = agent) =>
    mayAssume(by, roleArn, { "aws:SourceArn": source }, context());

  test("the service that its trust names, from where it says", () => {
    role([], trust({ Service: "bedrock.amazonaws.com" }));
    expect(asked({ service: "bedrock.amazonaws.com" })).toBe(true);
    expect(asked({ service: "bedrock.amazonaws.com" }, alias)).toBe(false);
    expect(asked({ service: "lambda.amazonaws.com" })).toBe(false);
    expect(asked(administrator)).toBe(false);
  });
  test("whom the account lets, where the trust names the account", () => {
    role([], trust({ AWS: `arn:aws:iam::${account}:root` }));
    expect(asked(administrator)).toBe(true);
    expect(asked({ roleArn })).toBe(false);
    role([{ Effect: "Allow", Action: "sts:AssumeRole", Resource: roleArn }], trust({ AWS: account }));
    expect(asked({ roleArn })).toBe(true);
  });
  test("nobody a role that is not there", () => {
    expect(asked(administrator)).toBe(false);
  });
});

test("a refusal says who, what and where", () => {
  const request = { by: caller, action: "bedrock:InvokeAgent", resource: alias };
  expect(refusal(request)).toContain(
    `User: ${session.arn} is not authorized to perform: bedrock:InvokeAgent on resource: ${alias}`,
  );
});
