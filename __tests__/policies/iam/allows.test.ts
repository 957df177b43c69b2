import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  allows,
  directAccess,
  isOpen,
  nodeOfJson,
  readDocument,
  stepsOf,
  type Grant,
  type Permissions,
} from "../../../policies/iam";

const profile = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc";
const model = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-lite-v1:0";
const literal = (text: string) => stepsOf([{ kind: "literal", text }], "none");

function grant(...statements: object[]): Grant {
  const [document] = readDocument(nodeOfJson({ Statement: statements }));
  if (document === undefined || isOpen(document)) throw new Error("not read");
  return { address: "a", policies: [{ kind: "document", document }] };
}

const allow = (more: object) => ({ Effect: "Allow", Action: "bedrock:InvokeModel", Resource: model, ...more });
const request = (context: Record<string, string | null> = {}, action = "bedrock:InvokeModel", resource = model) => ({
  action,
  resource: literal(resource),
  context: new Map(
    Object.entries(context).map(
      ([key, value]) => [key.toLowerCase(), value === null ? "absent" : literal(value)] as const,
    ),
  ),
});

describe("one statement and one request", () => {
  test.each([
    ["the very action and resource", {}, "yes"],
    ["an action in another case", { Action: "BEDROCK:invokemodel" }, "yes"],
    ["a resource in another case", { Resource: model.toUpperCase() }, "no"],
    ["an action with a wildcard", { Action: ["s3:*", "bedrock:Invoke*"] }, "yes"],
    ["one character", { Resource: model.replace("v1", "v?") }, "yes"],
    ["another action", { Action: "bedrock:GetAgent" }, "no"],
    ["NotAction of it", { Action: undefined, NotAction: "bedrock:*" }, "no"],
    ["NotAction of another", { Action: undefined, NotAction: "iam:*" }, "yes"],
    ["NotResource of it", { Resource: undefined, NotResource: "*" }, "no"],
    ["NotResource of another", { Resource: undefined, NotResource: ["arn:aws:s3:::x"] }, "yes"],
    ["both Action and NotAction", { NotAction: "s3:*" }, "unknown"],
    ["a policy variable", { Resource: "arn:${aws:PrincipalTag/x}" }, "unknown"],
    ["an escaped wildcard", { Resource: `${model.slice(0, -1)}\${*}` }, "no"],
    ["an effect in another case", { Effect: "allow" }, "unknown"],
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
    ["StringNotEquals", profile, profile, "no"],
    ["StringEqualsIgnoreCase", profile.toUpperCase(), profile, "yes"],
    ["StringLike", "arn:*/abc", profile, "yes"],
    ["StringNotLike", "arn:*/abc", profile, "no"],
    ["ArnLike", "arn:aws:bedrock:*:*:application-inference-profile/*", profile, "yes"],
    ["ArnLike", "arn:*:*:*:*:application-inference-profile/*", profile, "yes"],
    ["ArnLike", "arn:aws:bedrock:*2:application-inference-profile/*", profile, "unknown"],
    ["ArnNotEquals", profile, profile, "no"],
    ["Null", "false", profile, "yes"],
    ["Null", "false", null, "no"],
    ["Null", "true", null, "yes"],
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

  test.each([
    ["no policy", { grants: [] }, "no"],
    ["a Deny", { grants: [grant(all), grant({ ...all, Effect: "Deny" })] }, "no"],
    ["a boundary without it", { grants: [grant(all)], boundary: grant({ ...all, Action: "s3:*" }) }, "no"],
    ["a boundary with it", { grants: [grant(all)], boundary: grant(all) }, "yes"],
    ["a Deny in the boundary", { grants: [grant(all)], boundary: grant(all, { ...all, Effect: "Deny" }) }, "no"],
    ["a policy that may be attached", { grants: [{ ...grant(all), attached: "unknown" as const }] }, "unknown"],
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

describe("properties", () => {
  const texts = (...of: string[]) => fc.oneof(fc.constantFrom(...of), fc.subarray(of, { minLength: 1 }));
  const statement = fc.record({
    Effect: fc.constantFrom("Allow", "Deny"),
    Action: texts("*", "bedrock:*", "bedrock:InvokeModel", "bedrock:Get*", "s3:*"),
    Resource: texts("*", model, profile, "arn:aws:bedrock:*::foundation-model/*", "arn:aws:s3:::*", "${aws:x}"),
    Condition: fc.constantFrom(
      {},
      { StringEquals: { "bedrock:InferenceProfileArn": profile } },
      { Null: { "bedrock:InferenceProfileArn": "false" } },
      { Bool: { "aws:SecureTransport": "true" } },
    ),
  });
  const statements = fc.array(statement, { maxLength: 4 });
  const order = { no: 0, unknown: 1, yes: 2 } as const;

  test("a Deny more never allows more, and an Allow more never less", () => {
    fc.assert(
      fc.property(statements, statement, (before, more) => {
        const answer = (list: object[]) => order[allows({ grants: [grant(...list)] }, request())];
        const [without, withOne] = [answer(before), answer([...before, more])];
        return more.Effect === "Deny" ? withOne <= without : withOne >= without;
      }),
    );
  });

  test("where no way around a profile is found, no example of one is allowed", () => {
    const direct = ["amazon.nova-lite-v1:0", "anthropic.claude-x", "x"].map(
      (id) => `arn:aws:bedrock:us-east-1::foundation-model/${id}`,
    );
    fc.assert(
      fc.property(statements, fc.constantFrom(model, ...direct), (list, resource) => {
        const permissions = { grants: [grant(...list)] };
        const answer = allows(
          permissions,
          request({ "bedrock:InferenceProfileArn": null }, "bedrock:InvokeModel", resource),
        );
        return directAccess(permissions).length > 0 || answer === "no";
      }),
    );
  });
});
