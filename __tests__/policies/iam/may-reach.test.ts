import { describe, expect, test } from "@jest/globals";
import {
  agentAliasOfId,
  allAgentAliases,
  mayReach,
  stepsOf,
  type Grant,
  type GrantedPolicy,
  type PolicyText,
} from "../../../policies/iam";
import { allow, grant, grantOf, literal, model } from "./support";

const action = "bedrock:InvokeAgent";
const alias = "arn:aws:bedrock:eu-west-2:123456789012:agent-alias/AGENT12345/ALIAS12345";
const other = "arn:aws:bedrock:eu-west-2:123456789012:agent-alias/AGENT12345/OTHER12345";
const may = (more: object): object => allow({ Action: action, Resource: alias, ...more });
const all = may({ Action: "*", Resource: "*" });
const deny = (more: object = {}): object => ({ ...may({ Action: "*", Resource: "*" }), Effect: "Deny", ...more });
const unread: Grant = { address: "b", policies: [{ kind: "undetermined", because: "", settledBy: "" }] };
const either = (...each: Grant[]): Grant => ({ address: "a", policies: each.flatMap(({ policies }) => policies) });
const perhaps = (each: Grant): Grant => ({ ...each, attached: "unknown" });
const naming = (text: PolicyText): Grant => {
  const [policy] = grant(may({})).policies;
  if (policy?.kind !== "document") throw new Error("no document");
  const resources = { negated: false, texts: [[text]] };
  const statements = policy.document.statements.map((slot) => slot.map((each) => ({ ...each, resources })));
  return { address: "a", policies: [{ kind: "document", document: { statements } }] };
};

const denying = (policy: GrantedPolicy): GrantedPolicy => {
  if (policy.kind !== "document") return policy;
  const statements = policy.document.statements.map((slot) =>
    slot.map((each) => ({ ...each, effect: "Deny" as const })),
  );
  return { kind: "document", document: { statements } };
};

describe("may an alias be invoked that is not one's own, by an ARN put together from", () => {
  const id = (address: string, attribute: string): PolicyText[number] => ({
    kind: "reference",
    of: address,
    type: address.slice(0, address.indexOf(".")),
    attribute,
  });
  const ownId = id("aws_bedrockagent_agent_alias.own", "agent_alias_id");
  const agent = id("aws_bedrockagent_agent.a", "agent_id");
  const before: PolicyText[number] = { kind: "literal", text: "arn:aws:bedrock:eu-west-2:123456789012:agent-alias/" };
  const slash: PolicyText[number] = { kind: "literal", text: "/" };

  test.each<[string, PolicyText, string]>([
    ["the agent's id and one's own", [before, agent, slash, ownId], "no"],
    ["a known agent's id and one's own", [before, { kind: "literal", text: "AGENT12345/" }, ownId], "no"],
    ["one's own, with something behind it", [before, agent, slash, ownId, { kind: "literal", text: "*" }], "unknown"],
    ["any agent's and one's own", [before, { kind: "literal", text: "*/" }, ownId], "unknown"],
    ["another alias's id", [before, agent, slash, id("aws_bedrockagent_agent_alias.other", "agent_alias_id")], "yes"],
    ["any alias's", [before, agent, slash, { kind: "literal", text: "*" }], "yes"],
  ])("%s", (_, text, expected) => {
    expect(mayReach({ grants: [naming(text)] }, action, allAgentAliases, [agentAliasOfId([ownId])])).toBe(expected);
  });
});

describe("may an alias be invoked that is not one's own", () => {
  test.each<[string, Grant[], string]>([
    ["without a policy", [], "no"],
    ["with another action", [grant(may({ Action: "s3:*" }))], "no"],
    ["with another kind of resource", [grant(may({ Resource: model }))], "no"],
    ["with one's own alias", [grant(may({}))], "no"],
    ["with another alias", [grant(may({ Resource: other }))], "yes"],
    ["with one's own and another", [grant(may({ Resource: [alias, other] }))], "yes"],
    ["with every alias of the agent", [grant(may({ Resource: alias.replace("ALIAS12345", "*") }))], "yes"],
    ["with a wildcard that is one's own alone", [grant(may({ Resource: alias.replace("S12345", "S1234?") }))], "yes"],
    ["with everything", [grant(all)], "yes"],
    ["with all but a bucket", [grant(may({ Resource: undefined, NotResource: "arn:aws:s3:::x" }))], "yes"],
    [
      "with all but aliases",
      [grant(may({ Resource: undefined, NotResource: "arn:aws:bedrock:*:*:agent-alias/*" }))],
      "no",
    ],
    [
      "with all but some aliases",
      [grant(may({ Resource: undefined, NotResource: "arn:aws:bedrock:us-east-1:*" }))],
      "unknown",
    ],
    ["with a Deny alone", [grant(deny())], "no"],
    ["with a Deny of one alias alone", [grant(deny({ Resource: other }))], "no"],
    ["with all but a bucket, denied", [grant(may({ Resource: undefined, NotResource: "x" })), grant(deny())], "no"],
    ["with one's own alias and a model", [grant(may({ Resource: [alias, model] }))], "no"],
    ["with everything denied", [grant(all), grant(deny())], "no"],
    ["with that alias denied", [grant(may({ Resource: other })), grant(deny({ Resource: other }))], "no"],
    [
      "with part of it denied",
      [grant(may({ Resource: other.replace("OTHER", "*") })), grant(deny({ Resource: other }))],
      "yes",
    ],
    [
      "with a condition that is not read",
      [grant(may({ Resource: other, Condition: { Bool: { "aws:x": "true" } } }))],
      "unknown",
    ],
    [
      "with a Deny that is not read",
      [grant(all), grant(deny({ Condition: { Bool: { "aws:x": "true" } } }))],
      "unknown",
    ],
    ["with a policy that is not known", [unread], "unknown"],
    ["with a statement that is not known", [grantOf({ Statement: ["x"] })], "unknown"],
    ["with one of two policies", [either(grant(all), grant())], "unknown"],
    ["with one of two policies that both give it", [either(grant(all), grant(all))], "yes"],
    ["with a policy that may be attached", [perhaps(grant(all))], "unknown"],
    ["with one's own in a policy that may be attached", [perhaps(grant(may({})))], "no"],
    ["with a policy that may be attached, and one that is", [perhaps(grant(all)), grant(all)], "yes"],
    ["with a resource that is not known", [naming([{ kind: "open", because: "", settledBy: "" }])], "unknown"],
  ])("%s", (_, grants, expected) => {
    expect(mayReach({ grants }, action, allAgentAliases, [literal(alias)])).toBe(expected);
  });

  test.each([
    ["the one", alias, "no"],
    ["the other", other, "no"],
    ["a wildcard of which one of them is the example", other.replace("OTHER12345", "OTHER1234?"), "unknown"],
    ["a wildcard for more", other.replace("OTHER12345", "*"), "yes"],
  ])("of two that are one's own, %s", (_, resource, expected) => {
    const own = [alias, other, other.replace("OTHER12345", "OTHER1234a")].map(literal);
    expect(mayReach({ grants: [grant(may({ Resource: resource }))] }, action, allAgentAliases, own)).toBe(expected);
  });

  test("a reference of which not even the form is known is still the same as itself", () => {
    const reference: PolicyText = [{ kind: "reference", of: "module.x", type: "module", attribute: "y" }];
    expect(mayReach({ grants: [naming(reference)] }, action, allAgentAliases, [stepsOf(reference)])).toBe("no");
  });

  test("a reference that is denied by itself is not reached", () => {
    const type = "aws_bedrockagent_agent_alias";
    const named = naming([{ kind: "reference", of: `${type}.x`, type, attribute: "agent_alias_arn" }]);
    const denied: Grant = { address: "b", policies: named.policies.map(denying) };
    expect(mayReach({ grants: [named, denied] }, action, allAgentAliases)).toBe("no");
  });

  test("an alias that is known by reference is one's own by the same reference alone", () => {
    const type = "aws_bedrockagent_agent_alias";
    const reference = (of: string): PolicyText => [
      { kind: "reference", of: `${type}.${of}`, type, attribute: "agent_alias_arn" },
    ];
    const reach = (of: string): string =>
      mayReach({ grants: [naming(reference(of))] }, action, allAgentAliases, [stepsOf(reference("a"))]);
    expect([reach("a"), reach("b")]).toEqual(["no", "yes"]);
  });
});
