import { beforeAll, describe, expect, test } from "@jest/globals";
import { known, type PossibleValue } from "../../../policies/attribute";
import type { Agent, Estate, Role } from "../../../policies/estate";
import type { Grant } from "../../../policies/iam";
import type { Finding } from "../../../policies/rule";
import { agentRoleInvokesItsProfile } from "../../../policies/rules/agent-role-invokes-its-profile";
import { one, open, resolved, text } from "../attributes";
import { grant } from "../iam/support";
import { gatePlan, recordedPlan } from "../support";

const profile = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc123";
const model = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-lite-v1:0";
const roleArn = "arn:aws:iam::123456789012:role/service/own";
const invoke = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];
const through = { StringEquals: { "bedrock:InferenceProfileArn": profile } };
const onProfile = { Effect: "Allow", Action: [...invoke, "bedrock:GetInferenceProfile"], Resource: profile };
const onModel = { Effect: "Allow", Action: invoke, Resource: model, Condition: through };
const unread: Grant = {
  address: "unread",
  policies: [{ kind: "undetermined", because: "it is elsewhere", settledBy: "" }],
};

let base: Estate;
beforeAll(async () => {
  ({ estate: base } = await gatePlan(recordedPlan("news-agent")));
});

interface Written {
  readonly calls?: readonly PossibleValue[];
  readonly role?: readonly PossibleValue[];
  readonly grants?: readonly Grant[];
  readonly required?: boolean;
}

/** An agent with the role "own", whose grants are given, and another role that may do nothing. */
function judge({
  calls = [text(profile)],
  role = [text(roleArn)],
  grants = [],
  required,
}: Written): Finding | undefined {
  const [agent] = base.agents as [Agent];
  const [written] = base.roles as [Role];
  const make = (name: string, given: readonly Grant[]): Role => ({
    ...written,
    address: `aws_iam_role.${name}`,
    name: known(name),
    arn: known(name === "own" ? roleArn : `arn:aws:iam::123456789012:role/${name}`),
    grants: given,
    boundary: undefined,
  });
  const [inferenceProfile] = base.inferenceProfiles;
  const estate: Estate = {
    ...base,
    agents: [{ ...agent, address: "agent", foundationModel: one(...calls), role: one(...role) }],
    roles: [make("own", grants), make("other", [])],
    inferenceProfiles: [
      {
        ...(inferenceProfile as Estate["inferenceProfiles"][number]),
        address: "p",
        arn: known(profile),
        models: known([{ model_arn: model }]),
      },
    ],
  };
  return agentRoleInvokesItsProfile.examine(estate, { tagKey: "Project", now: new Date(), required })[0];
}

describe("an agent's role", () => {
  test.each<[string, Written, string, RegExp]>([
    [
      "that may call the profile and its model",
      { grants: [grant(onProfile, onModel)] },
      "pass",
      /^its role may call .* and every model/,
    ],
    [
      "that may call them by two policies",
      { grants: [grant(onProfile), grant(onModel)] },
      "pass",
      /^its role may call/,
    ],
    [
      "that may do everything",
      { grants: [grant({ Effect: "Allow", Action: "*", Resource: "*" })] },
      "pass",
      /^its role may call/,
    ],
    [
      "without the model",
      { grants: [grant(onProfile)] },
      "fail",
      new RegExp(`may not ${invoke.join(" and ")} on ${model}: calls`),
    ],
    [
      "without the profile",
      { grants: [grant(onModel)] },
      "fail",
      /may not bedrock:GetInferenceProfile and bedrock:InvokeModel/,
    ],
    ["without either", {}, "fail", /on "arn:aws:bedrock\S+ nor bedrock:InvokeModel and/],
    [
      "without streaming",
      { grants: [grant(onProfile, { ...onModel, Action: invoke[0] })] },
      "fail",
      /may not bedrock:InvokeModelWithResponseStream on/,
    ],
    [
      "with a policy that is not known",
      { grants: [grant(onProfile), unread] },
      "undetermined",
      /^nothing proves that its role aws_iam_role\.own may .* \(it is elsewhere\)$/,
    ],
    [
      "with the profile only where the request names it",
      { grants: [grant({ ...onProfile, Condition: through }, onModel)] },
      "undetermined",
      /^nothing proves .* may bedrock:GetInferenceProfile and bedrock:InvokeModel and [^,]*$/,
    ],
    [
      "that is one of two",
      { role: [text(roleArn), text("arn:aws:iam::123456789012:role/other")], grants: [grant(onProfile, onModel)] },
      "undetermined",
      /^its role aws_iam_role\.own or aws_iam_role\.other may not/,
    ],
    [
      "of another stack",
      { role: [text("arn:aws:iam::123456789012:role/x")] },
      "undetermined",
      /^its role, "arn:aws:iam::123456789012:role\/x", is not in/,
    ],
    [
      "that is not known",
      { role: [open] },
      "undetermined",
      /^which role it has is not known: it may be something undetermined/,
    ],
    [
      "for a profile that is not known",
      { calls: [open] },
      "undetermined",
      /^which inference profile its role must be able to call is not known/,
    ],
    [
      "for a model without a profile",
      { calls: [text("amazon.nova-lite-v1:0")] },
      "notApplicable",
      /^it calls its model through no profile$/,
    ],
    [
      "for a profile that another stack has, with every model",
      { calls: [text(`${profile}x`)], grants: [grant({ Effect: "Allow", Action: "*", Resource: "*" })] },
      "pass",
      /^its role may call/,
    ],
    [
      "for a profile that another stack has, with one model",
      { calls: [text(`${profile}x`)], grants: [grant(onProfile, onModel)] },
      "fail",
      /may not/,
    ],
    [
      "for a profile by reference to another stack",
      { calls: [resolved("aws_bedrock_inference_profile.q", "arn")], grants: [grant(onProfile, onModel)] },
      "undetermined",
      /on aws_bedrock_inference_profile\.q\.arn/,
    ],
  ])("%s", (_, written, verdict, message) => {
    expect(judge(written)).toMatchObject({ verdict, message: expect.stringMatching(message) });
  });

  test("that passes is shown with its policies and with what it may do", () => {
    expect(judge({ grants: [grant(onProfile), { ...grant(onModel), address: "b" }] })?.evidence).toEqual([
      "the link",
      "its role is aws_iam_role.own, with the policies of a, b",
      ...["bedrock:GetInferenceProfile", ...invoke].map((action) => `it may ${action} on "${profile}"`),
      ...invoke.map((action) => `it may ${action} on ${model}`),
    ]);
  });

  test("without policies is said to have nobody's", () => {
    expect(judge({})?.evidence).toEqual(["the link", "its role is aws_iam_role.own, with the policies of nobody"]);
  });

  test("of another stack blocks when the rule is required, and one that is not known always does", () => {
    const elsewhere = { role: [text("arn:aws:iam::123456789012:role/x")] };
    const levels = [judge(elsewhere), judge({ ...elsewhere, required: true }), judge({ role: [open] })];
    expect(levels.map((found) => found?.level)).toEqual(["advisory", undefined, undefined]);
    expect(levels.map((found) => found?.remedy)).toEqual([
      ...Array<string>(2).fill(
        "make the role in this stack, or see that the other stack lets it call the profile and its models",
      ),
      "ask somebody",
    ]);
  });
});
