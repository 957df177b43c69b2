import { describe, expect, test } from "@jest/globals";
import { allows, type Grant, type Permissions } from "../../../policies/iam";
import { allow, grant, grantOf, model, oneOfTwo, profile, request } from "./support";

describe("one statement and one request", () => {
  test.each([
    ["the very action and resource", {}, "yes"],
    ["an action in another case", { Action: "BEDROCK:invokemodel" }, "yes"],
    ["a resource in another case", { Resource: model.toUpperCase() }, "no"],
    ["an action with a wildcard", { Action: ["s3:*", "bedrock:Invoke*"] }, "yes"],
    ["one character", { Resource: model.replace("v1", "v?") }, "yes"],
    ["one character of an action", { Action: "bedrock:?nvokeModel" }, "yes"],
    ["an action that goes on with what is not known", { Action: "bedrock:InvokeModel${aws:x}" }, "unknown"],
    ["another action", { Action: "bedrock:GetAgent" }, "no"],
    ["NotAction of it", { Action: undefined, NotAction: "bedrock:*" }, "no"],
    ["NotAction of another", { Action: undefined, NotAction: "iam:*" }, "yes"],
    ["NotResource of it", { Resource: undefined, NotResource: "*" }, "no"],
    ["NotResource of another", { Resource: undefined, NotResource: ["arn:aws:s3:::x"] }, "yes"],
    ["both Action and NotAction", { NotAction: "s3:*" }, "unknown"],
    ["a policy variable", { Resource: "arn:${aws:PrincipalTag/x}" }, "unknown"],
    ["an escaped wildcard", { Resource: `${model.slice(0, -1)}\${*}` }, "no"],
    ["an effect in another case", { Effect: "allow" }, "unknown"],
    ["an effect that nobody knows, of another action", { Effect: "allow", Action: "s3:*" }, "no"],
  ])("%s", (_, statement, expected) => {
    expect(allows({ grants: [grant(allow(statement))] }, request())).toBe(expected);
  });

  const key = "bedrock:InferenceProfileArn";
  test.each([
    ["StringEquals", profile, profile, "yes"],
    ["StringEquals", "*", profile, "no"],
    ["StringEquals", profile, null, "no"],
    ["StringEqualsIfExists", profile, null, "yes"],
    ["StringNotEquals", profile, null, "yes"],
    ["ForAnyValue:StringNotEquals", profile, null, "no"],
    ["StringNotEquals", profile, profile, "no"],
    ["StringEqualsIgnoreCase", profile.toUpperCase(), profile, "yes"],
    ["StringLike", "arn:*/abc", profile, "yes"],
    ["StringNotLike", "arn:*/abc", profile, "no"],
    ["ArnLike", "arn:aws:bedrock:*:*:application-inference-profile/*", profile, "yes"],
    ["ArnLike", "arn:*:*:*:*:application-inference-profile/*", profile, "yes"],
    ["ArnLike", "arn:aws:bedrock:*2:application-inference-profile/*", profile, "unknown"],
    ["ArnLike", "*", profile, "yes"],
    ["ArnLike", model, model, "yes"],
    ["ArnLike", "arn", profile, "unknown"],
    ["ArnLike", profile.replace("eu-west-2", "eu-west-1"), profile, "no"],
    ["ArnLike", "arn:*:eu-west-2:*:*:*", model, "no"],
    ["ArnLike", "arn:aws:s3:::${aws:x}", profile, "no"],
    ["ArnLike", "${aws:x}", profile, "unknown"],
    ["ArnNotEquals", profile, profile, "no"],
    ["Null", "false", profile, "yes"],
    ["Null", "false", null, "no"],
    ["Null", "true", null, "yes"],
    ["Null", "true", profile, "no"],
    ["Null", "maybe", profile, "unknown"],
    ["Null", "${aws:x}", profile, "unknown"],
    ["ForAnyValue:StringLike", "arn:*", profile, "yes"],
    ["ForAnyValue:StringLike", "arn:*", null, "no"],
    ["ForAllValues:StringLike", "arn:*", null, "yes"],
    ["Bool", "true", profile, "unknown"],
  ])("%s %s of %s", (operator, value, actual, expected) => {
    const statement = allow({ Condition: { [operator]: { [key]: value } } });
    expect(allows({ grants: [grant(statement)] }, request({ [key]: actual }))).toBe(expected);
  });

  test("nothing is known of a key that is not in the context", () => {
    const statement = allow({ Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-2" } } });
    expect(allows({ grants: [grant(statement)] }, request())).toBe("unknown");
  });
});

describe("several policies", () => {
  const all = { Effect: "Allow", Action: "*", Resource: "*" };
  const deny = { ...all, Effect: "Deny" };
  const perhaps = (each: Grant): Grant => ({ ...each, attached: "unknown" });
  const either = (...each: Grant[]): Grant => ({ address: "a", policies: each.flatMap(({ policies }) => policies) });
  const managed = (name: string): Grant => ({
    address: "a",
    policies: [{ kind: "managed", arn: `arn:aws:iam::aws:policy/${name}` }],
  });

  test.each([
    ["no policy", { grants: [] }, "no"],
    ["a Deny of something else beside the Allow", { grants: [grant(all, { ...deny, Action: "s3:*" })] }, "yes"],
    ["a statement that is no object", { grants: [grantOf({ Statement: ["x"] })] }, "unknown"],
    ["a statement that may be an Allow or a Deny", { grants: [grant(all), oneOfTwo(all, deny)] }, "unknown"],
    ["a Deny", { grants: [grant(all), grant({ ...all, Effect: "Deny" })] }, "no"],
    ["a boundary without it", { grants: [grant(all)], boundary: grant({ ...all, Action: "s3:*" }) }, "no"],
    ["a boundary with it", { grants: [grant(all)], boundary: grant(all) }, "yes"],
    ["a Deny in the boundary", { grants: [grant(all)], boundary: grant(all, { ...all, Effect: "Deny" }) }, "no"],
    ["a policy that may be attached", { grants: [perhaps(grant(all))] }, "unknown"],
    ["one that may be attached, and would not do", { grants: [perhaps(grant({ ...all, Action: "s3:*" }))] }, "no"],
    ["one that may be attached before one that is", { grants: [perhaps(grant(all)), grant(all)] }, "yes"],
    ["two that may be attached", { grants: [perhaps(grant(all)), perhaps(grant(all))] }, "unknown"],
    ["a Deny that may be attached", { grants: [grant(all), perhaps(grant(deny))] }, "unknown"],
    ["a Deny behind one that may be attached", { grants: [grant(all), perhaps(grant(deny)), grant(deny)] }, "no"],
    ["a boundary that may be there", { grants: [grant(all)], boundary: perhaps(grant(all)) }, "unknown"],
    ["one of two that both would do", { grants: [either(grant(all), grant(allow({})))] }, "yes"],
    ["one of two of which one would do", { grants: [either(grant(all), grant())] }, "unknown"],
    ["an Allow or a Deny", { grants: [grant(all), either(grant(all), grant(deny))] }, "unknown"],
    ["AWS's policy for everything", { grants: [managed("AdministratorAccess")] }, "yes"],
    ["AWS's policy for reading", { grants: [managed("AmazonBedrockReadOnly")] }, "no"],
    ["AWS's policy for logs", { grants: [managed("service-role/AWSLambdaBasicExecutionRole")] }, "no"],
    ["a policy of AWS's that is in no table", { grants: [managed("NewsFullAccess")] }, "unknown"],
    [
      "one that is not known",
      {
        grants: [
          grant(all),
          { address: "b", policies: [{ kind: "undetermined" as const, because: "", settledBy: "" }] },
        ],
      },
      "unknown",
    ],
  ] as const)("%s", (_, permissions: Permissions, expected) => {
    expect(allows(permissions, request())).toBe(expected);
  });
});
