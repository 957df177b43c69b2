import { beforeAll, expect, test } from "@jest/globals";
import { known } from "../../policies/attribute";
import type { InferenceProfile } from "../../policies/estate";
import { stepsOf } from "../../policies/iam";
import { modelsOf } from "../../policies/profile-models";
import { gatePlan, recordedPlan } from "./support";

const bedrock = "arn:aws:bedrock:eu-west-2:";
const model = (id: string, region = "eu-west-2"): string => `arn:aws:bedrock:${region}::foundation-model/${id}`;
const every = ["every foundation model"];

let profile: InferenceProfile;
beforeAll(async () => {
  const { estate } = await gatePlan(recordedPlan("news-agent"));
  profile = { ...(estate.inferenceProfiles[0] as InferenceProfile), address: "p", models: known(null) };
});

const told = (copyFrom: unknown, models: unknown = null): string[][] =>
  modelsOf({ ...profile, copyFrom: known(copyFrom), models: known(models) }).map((way) =>
    way.map(({ shown }) => shown),
  );

test.each<[string, unknown, unknown, string[][]]>([
  ["the list that AWS gave", null, [{ model_arn: "a" }, { model_arn: "b" }], [["a", "b"], every]],
  ["no empty list", null, [], [["p.models[*].model_arn"], every]],
  ["no list of something else", null, [{ model_arn: "a" }, {}], [["p.models[*].model_arn"], every]],
  ["no list of nothing", null, [null], [["p.models[*].model_arn"], every]],
  ["no text", null, "a", [["p.models[*].model_arn"], every]],
  [
    "the one model that it was copied from",
    model("amazon.nova-lite-v1:0"),
    null,
    [["p.models[0].model_arn"], ["p.models[*].model_arn"], [model("amazon.nova-lite-v1:0")], every],
  ],
  ["nothing of a text around an ARN", `x${model("y")}`, null, [["p.models[*].model_arn"], every]],
  ["nothing of a model's path", model("y/z"), null, [["p.models[*].model_arn"], every]],
  [
    "nothing of a system-defined profile that is in no catalogue",
    `${bedrock}123456789012:inference-profile/eu.new.model-v1:0`,
    null,
    [["p.models[*].model_arn"], every],
  ],
  [
    "nothing of a system-defined profile that calls any Region",
    `${bedrock}123456789012:inference-profile/global.anthropic.claude-sonnet-4-6`,
    null,
    [["p.models[*].model_arn"], every],
  ],
  ["nothing where nothing is known", undefined, null, [["p.models[*].model_arn"], every]],
])("a profile's models are told by %s", (_, copyFrom, models, expected) => {
  expect(told(copyFrom, models)).toEqual(expected);
});

test("a system-defined profile's models are its model in each Region of its route", () => {
  const ways = told("arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0");
  const [all, routed, last] = ways;
  expect([all, last]).toEqual([["p.models[*].model_arn"], every]);
  expect(routed?.length).toBeGreaterThan(1);
  expect(routed).toContain(model("amazon.nova-lite-v1:0", "eu-west-1"));
});

test("what is told by reference is asked of a policy as that reference", () => {
  const [one, list] = modelsOf({ ...profile, copyFrom: known(model("amazon.nova-lite-v1:0")) }).flat();
  for (const [told, attribute] of [
    [one, "models[0].model_arn"],
    [list, "models[*].model_arn"],
  ] as const) {
    expect(told?.resource).toEqual(stepsOf([{ kind: "reference", of: "p", type: profile.type, attribute }]));
  }
});

test("of a profile that is not here nothing but every model is told", () => {
  expect(modelsOf(undefined).map((way) => way.map(({ shown }) => shown))).toEqual([every]);
});
