import { describe, expect, test } from "@jest/globals";
import { known } from "../../policies/attribute";
import { keepsStrangersOut } from "../../policies/resource-policy";

const allow = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
const deny = { ...allow, Effect: "Deny" };
const from = (operator: string, key: string, ...values: string[]) => ({ Condition: { [operator]: { [key]: values } } });

test.each<[string, unknown, string]>([
  ["anybody", allow, "no"],
  ["anybody, in a list", [{ ...allow, Principal: { AWS: ["*"] } }], "no"],
  ["a named account", { ...allow, Principal: { AWS: "arn:aws:iam::123456789012:root" } }, "yes"],
  ["a named account and anybody", [allow, { ...allow, Principal: { AWS: "123456789012" } }], "no"],
  ["named addresses", { ...allow, ...from("IpAddress", "aws:SourceIp", "192.0.2.0/24") }, "yes"],
  ["every address", { ...allow, ...from("IpAddress", "aws:SourceIp", "192.0.2.0/24", "0.0.0.0/0") }, "unknown"],
  ["every address, in no list", { ...allow, Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } }, "unknown"],
  [
    "both halves of all addresses",
    { ...allow, ...from("IpAddress", "aws:SourceIp", "0.0.0.0/1", "128.0.0.0/1") },
    "unknown",
  ],
  ["the largest range that somebody owns", { ...allow, ...from("IpAddress", "aws:SourceIp", "10.0.0.0/8") }, "yes"],
  ["every account", { ...allow, ...from("StringLike", "aws:PrincipalAccount", "????????????") }, "unknown"],
  ["an effect in another case", { ...allow, effect: "Allow", Effect: undefined }, "unknown"],
  ["an effect that is none", { ...allow, Effect: "allow" }, "unknown"],
  ["a principal in another case", { ...allow, principal: "*", Principal: undefined }, "no"],
  ["all but one principal", { ...allow, Principal: undefined, NotPrincipal: { AWS: "123456789012" } }, "no"],
  ["a service", { ...allow, Principal: { Service: "events.amazonaws.com" } }, "yes"],
  ["a VPC endpoint", { ...allow, ...from("StringEquals", "aws:SourceVpce", "vpce-1") }, "yes"],
  ["any VPC endpoint", { ...allow, ...from("StringLike", "aws:SourceVpce", "vpce-*") }, "unknown"],
  ["a condition that a stranger can meet", { ...allow, ...from("StringEquals", "aws:UserAgent", "us") }, "unknown"],
  [
    "anybody, but strangers are denied",
    [allow, { ...deny, ...from("StringNotEquals", "aws:SourceVpc", "vpc-1") }],
    "yes",
  ],
  [
    "anybody, but one path is denied",
    [allow, { ...deny, Resource: "execute-api:/v1/GET/x", ...from("NotIpAddress", "aws:SourceIp", "192.0.2.1") }],
    "unknown",
  ],
  ["a principal and all but one, which is none", { ...allow, Principal: "1", NotPrincipal: "2" }, "no"],
  [
    "one VPC on another condition, too",
    { ...allow, Condition: { StringEquals: { "aws:UserAgent": "us", "aws:SourceVpc": "vpc-1" } } },
    "yes",
  ],
  [
    "one VPC by one of two operators",
    { ...allow, Condition: { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:SourceVpc": "vpc-1" } } },
    "yes",
  ],
  ["anybody who is not of a VPC", { ...allow, ...from("StringNotEquals", "aws:SourceVpc", "vpc-1") }, "unknown"],
  ["a named account, and something that is no statement", [{ ...allow, Principal: { AWS: "1" } }, "x"], "unknown"],
  [
    "anybody, and again for whoever is not of a VPC",
    [allow, { ...allow, ...from("StringNotEquals", "aws:SourceVpc", "v") }],
    "no",
  ],
  ["nobody", deny, "yes"],
  ["no statement", undefined, "unknown"],
])("a policy for %s", (_, Statement, expected) => {
  expect(keepsStrangersOut(known(JSON.stringify({ Version: "2012-10-17", Statement })))).toBe(expected);
});

describe("a policy for anybody that denies strangers", () => {
  const strangers = { ...deny, ...from("StringNotEquals", "aws:SourceVpc", "vpc-1") };
  const judged = (change: object): string => {
    const policy = { Version: "2012-10-17", Statement: [allow, { ...strangers, ...change }] };
    return keepsStrangersOut(known(JSON.stringify(policy)));
  };

  test.each<[string, object]>([
    ["every action", { Action: "*" }],
    ["every action of the service", { Action: "execute-api:*" }],
    ["calls, among others", { Action: ["execute-api:ManageConnections", "execute-api:Invoke"] }],
    ["every resource", { Resource: "*" }],
    ["the API by its ARN", { Resource: "arn:aws:execute-api:eu-west-2:123456789012:abc123/*" }],
    ["the API, among others", { Resource: ["execute-api:/prod/GET/x", "execute-api:/*"] }],
    ["whoever is not at an address", { ...from("NotIpAddress", "aws:SourceIp", "192.0.2.1") }],
  ])("keeps them out by %s", (_, change) => {
    expect(judged(change)).toBe("yes");
  });

  test.each<[string, object]>([
    ["the denial of one account", { Principal: { AWS: "123456789012" } }],
    ["another action", { Action: "execute-api:ManageConnections" }],
    ["an action that begins like it", { Action: "execute-api:InvokeLater" }],
    ["some actions", { Action: "execute-api:Manage*" }],
    ["no action at all", { Action: undefined }],
    ["some paths that end in anything", { Resource: "execute-api:/prod/GET/*" }],
    ["some paths of any stage", { Resource: "execute-api:/*/GET/x" }],
    ["another service", { Resource: "arn:aws:s3:::abc123/*" }],
    ["a number", { Resource: 7 }],
    [
      "two conditions, which both have to hold",
      {
        Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" }, Bool: { "aws:SecureTransport": "true" } },
      },
    ],
    [
      "two keys, which both have to hold",
      {
        Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1", "aws:UserAgent": "us" } },
      },
    ],
    ["no condition", { Condition: undefined }],
    ["a condition that holds for friends", from("StringEquals", "aws:SourceVpc", "vpc-1")],
    ["a condition about what they choose", from("StringNotEquals", "aws:UserAgent", "us")],
  ])("is not proven to keep them out by %s", (_, change) => {
    expect(judged(change)).toBe("unknown");
  });
});

test.each(["", "{", "null", "[]", '{"Statement": ["x"]}'])("a text that is no policy: %j", (text) => {
  expect(keepsStrangersOut(known(text))).toBe("unknown");
});
