import { expect, test } from "@jest/globals";
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
  ["nobody", deny, "yes"],
  ["no statement", undefined, "unknown"],
])("a policy for %s", (_, Statement, expected) => {
  expect(keepsStrangersOut(known(JSON.stringify({ Version: "2012-10-17", Statement })))).toBe(expected);
});

test.each(["", "{", "null", "[]", '{"Statement": ["x"]}'])("a text that is no policy: %j", (text) => {
  expect(keepsStrangersOut(known(text))).toBe("unknown");
});
