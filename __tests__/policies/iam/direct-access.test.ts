import { describe, expect, test } from "@jest/globals";
import { directAccess, literalText, nodeOfJson, type Grant, type Permissions } from "../../../policies/iam";
import { allow, grant, grantOf, model, oneOfTwo, profile } from "./support";

const key = "bedrock:InferenceProfileArn";
const all = { Effect: "Allow", Action: "*", Resource: "*" };
const deny = { ...all, Effect: "Deny" };
const unread: Grant = { address: "b", policies: [{ kind: "undetermined", because: "nobody knows", settledBy: "ask" }] };
const either = (...each: Grant[]): Grant => ({ address: "a", policies: each.flatMap(({ policies }) => policies) });
const perhaps = (each: Grant): Grant => ({ ...each, attached: "unknown" });

const ways = (permissions: Permissions): string[] =>
  directAccess(permissions).map(({ answer, action, called }) => `${answer} ${action} on ${called}`);

const system = "a system-defined inference profile";
const onModel = "bedrock:InvokeModel on a foundation model";

describe("a way around an application inference profile", () => {
  test.each<[string, Grant[], string[]]>([
    ["everything", [grant(all)], [`yes ${onModel}`]],
    ["one model", [grant(allow({}))], [`yes ${onModel}`]],
    ["all models of a Region", [grant(allow({ Resource: "arn:aws:bedrock:eu-west-2::*" }))], [`yes ${onModel}`]],
    [
      "streaming",
      [grant(allow({ Action: "bedrock:InvokeModelWithResponseStream" }))],
      ["yes bedrock:InvokeModelWithResponseStream on a foundation model"],
    ],
    [
      "batches",
      [grant(allow({ Action: "bedrock:CreateModelInvocationJob" }))],
      ["yes bedrock:CreateModelInvocationJob on a foundation model"],
    ],
    [
      "speech",
      [grant(allow({ Action: "bedrock:InvokeModelWithBidirectionalStream" }))],
      ["yes bedrock:InvokeModelWithBidirectionalStream on a foundation model"],
    ],
    [
      "a profile of AWS's",
      [grant(allow({ Resource: "arn:aws:bedrock:*:*:inference-profile/*" }))],
      [`yes bedrock:InvokeModel on ${system}`],
    ],
    [
      "a prompt router",
      [grant(allow({ Resource: "arn:aws:bedrock:*:*:prompt-router/*" }))],
      ["yes bedrock:InvokeModel on a prompt router"],
    ],
    [
      "a default prompt router",
      [grant(allow({ Resource: "arn:aws:bedrock:*:*:default-prompt-router/*" }))],
      ["yes bedrock:InvokeModel on a default prompt router"],
    ],
    [
      "bedrock-mantle",
      [grant(allow({ Action: "bedrock-mantle:*", Resource: "*" }))],
      [
        "yes bedrock-mantle:CreateInference on a model of the bedrock-mantle endpoint, which knows no inference profile",
      ],
    ],
    ["all but one bucket", [grant({ ...all, Resource: undefined, NotResource: "arn:aws:s3:::x" })], [`yes ${onModel}`]],
    ["an application profile alone", [grant(allow({ Resource: profile }))], []],
    ["another action", [grant(allow({ Action: "bedrock:GetAgent" }))], []],
    ["a model through a profile", [grant(allow({ Condition: { StringEquals: { [key]: profile } } }))], []],
    ["a model through some profile", [grant(allow({ Condition: { Null: { [key]: "false" } } }))], []],
    [
      "a model through any profile",
      [grant(allow({ Condition: { StringLike: { [key]: "*" } } }))],
      ["yes bedrock:InvokeModel on a foundation model through a system-defined inference profile"],
    ],
    [
      "a model over TLS",
      [grant(allow({ Condition: { Bool: { "aws:SecureTransport": "true" } } }))],
      [`unknown ${onModel}`],
    ],
    ["an effect that nobody knows", [grant({ ...all, Effect: "x" })], [`unknown ${onModel}`]],
    ["a Deny alone", [grant(deny)], []],
    ["a Deny that may not hold", [grant({ ...deny, Condition: { Bool: { "aws:x": "true" } } })], []],
    ["everything, denied", [grant(all), grant(deny)], []],
    [
      "everything but models",
      [grant(all), grant({ ...deny, Resource: "arn:aws:bedrock:*::foundation-model/*" })],
      [`yes bedrock:InvokeModel on ${system}`],
    ],
    ["everything but one model", [grant(all), grant({ ...deny, Resource: model })], [`yes ${onModel}`]],
    ["one model, denied", [grant(allow({}), { ...deny, Resource: model })], []],
    ["a policy that is not known", [unread], [`unknown ${onModel}`]],
    ["a policy that is not known, all denied", [unread, grant(deny)], []],
    [
      "a policy that is not known, denied without a profile",
      [unread, grant({ ...deny, Condition: { Null: { [key]: "true" } } })],
      [`unknown bedrock:InvokeModel on ${system}`],
    ],
    ["all but one bucket, denied", [grant({ ...all, Resource: undefined, NotResource: "x" }), grant(deny)], []],
    ["a statement that is not known", [grantOf({ Statement: ["x"] })], [`unknown ${onModel}`]],
    ["one of two policies", [either(grant(all), grant())], [`unknown ${onModel}`]],
    [
      "one of two policies, which is doubtful itself",
      [either(grant({ ...all, Effect: "x" }), grant())],
      [`unknown ${onModel}`],
    ],
    ["a policy that may be attached", [perhaps(grant(all))], [`unknown ${onModel}`]],
    ["two policies that may be attached", [perhaps(grant(all)), perhaps(grant(all))], [`unknown ${onModel}`]],
    ["a policy that may be attached, and gives none", [perhaps(grant()), grant(all)], [`yes ${onModel}`]],
    ["two policies", [grant(all), grant(allow({}))], [`yes ${onModel}`, `yes ${onModel}`]],
  ])("%s", (_, grants, expected) => {
    expect(ways({ grants })).toEqual(expected);
  });

  test.each<[string, Grant, string[]]>([
    ["without models", grant({ ...all, Action: "s3:*" }), []],
    ["with everything", grant(all), [`yes ${onModel}`]],
    ["with profiles alone", grant({ ...all, Resource: "arn:aws:bedrock:*:*:application-inference-profile/*" }), []],
    ["that may be there", perhaps(grant(all)), [`unknown ${onModel}`]],
  ])("everything within a boundary %s", (_, boundary, expected) => {
    expect(ways({ grants: [grant(all)], boundary })).toEqual(expected);
  });
});

describe("what is said of a way", () => {
  const text = (resource: object): Grant => {
    const [policy] = grant(allow({})).policies;
    if (policy?.kind !== "document") throw new Error("no document");
    const statements = policy.document.statements.map((slot) => slot.map((each) => ({ ...each, ...resource })));
    return { address: "a", policies: [{ kind: "document", document: { statements } }] };
  };
  const because = (condition: object): string[] | undefined => {
    const [way] = directAccess({ grants: [grant(allow({ Condition: condition }))] });
    return way && [way.because ?? "", way.settledBy ?? ""];
  };

  test("a certain one names the resource as the statement does, and has no doubt to settle", () => {
    expect(directAccess({ grants: [grant(allow({ Resource: ["arn:aws:s3:::x", "*"] }))] })).toMatchObject([
      { answer: "yes", resource: "*", address: "a", because: undefined, settledBy: undefined },
    ]);
  });

  test("a statement that gives none is not named beside one that does", () => {
    const through = grant(allow({ Condition: { StringEquals: { [key]: profile } } }));
    const grants = [
      { ...through, address: "through" },
      { ...grant(all), address: "around" },
    ];
    expect(directAccess({ grants }).map(({ address }) => address)).toEqual(["around"]);
  });

  test("all but some things are named by those", () => {
    const [way] = directAccess({ grants: [grant(allow({ Resource: undefined, NotResource: ["a", "b"] }))] });
    expect(way?.resource).toBe("all but a, b");
  });

  test.each<[string, Grant, object]>([
    ["an unread policy", unread, { resource: undefined, address: "b", because: "nobody knows", settledBy: "ask" }],
    [
      "a managed policy",
      { address: "c", policies: [{ kind: "managed", arn: "arn:aws:iam::1:policy/x" }] },
      {
        because: "what the managed policy arn:aws:iam::1:policy/x allows is not in this plan",
        settledBy: "write its statements in this stack, or attach a policy that the gate knows",
      },
    ],
    [
      "a policy that may be attached",
      perhaps(grant(all)),
      {
        because: "whom this policy is attached to is not known",
        settledBy: "name the role by reference, or give the configuration folder with --config DIR",
      },
    ],
    ["an unread policy that may be attached", perhaps(unread), { because: "nobody knows", settledBy: "ask" }],
    ["one of two", either(grant(all), grant()), { because: "whether this policy will be the one is not known yet" }],
    ["one of two statements", oneOfTwo(all, deny), { because: "whether this policy will be the one is not known yet" }],
    [
      "an open resource",
      text({ resources: { negated: false, texts: [[[{ kind: "open", because: "x", settledBy: "y" }]]] } }),
      { because: "not all of its resource is known yet", settledBy: "name the profile or its models by reference" },
    ],
    [
      "an open action",
      text({ actions: { negated: false, texts: [[[{ kind: "open", because: "x", settledBy: "y" }]]] } }),
      { because: "x", settledBy: "y" },
    ],
    [
      "an effect that nobody knows",
      grant({ ...all, Effect: "x" }),
      { because: "a Deny takes part of it away, or a profile may not be named", settledBy: "narrow the Allow itself" },
    ],
  ])("of %s", (_, each, expected) => {
    expect(directAccess({ grants: [each] })).toMatchObject([{ answer: "unknown", ...expected }]);
  });

  test("of conditions that are not read, their keys", () => {
    expect(because({ Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:x": "y", [key]: "${z}" } })).toEqual(
      [
        "whether its condition on aws:SecureTransport, aws:x holds is not known",
        "add a condition StringEquals on bedrock:InferenceProfileArn",
      ],
    );
  });

  test("of a condition's value that is not known, why", () => {
    expect(because({ StringEquals: { [key]: "${aws:x}" } })).toEqual([
      "the policy variable aws:x differs from request to request",
      "write the text without it",
    ]);
  });

  test("a sensitive resource is not shown", () => {
    const resources = { negated: false, texts: [[literalText("*", true)]] };
    const [way] = directAccess({ grants: [text({ resources })] });
    expect(way?.resource).toBe("(sensitive value)");
    expect(nodeOfJson("x", true)).toMatchObject({ text: [{ sensitive: true }] });
  });
});
