import { describe, expect, test } from "@jest/globals";
import { known, type Attribute } from "../../../policies/attribute";
import { goodEstate } from "../../../policies/canary/estates";
import type { Agent, Estate, InferenceProfile } from "../../../policies/estate";
import { companionsOf } from "../../../policies/rules/agent-companions";
import { one, open, resolved, text } from "../attributes";

const type = "aws_bedrock_inference_profile";

/** The profiles that an agent's calls go through, or may go through, when its model is that: by Region, in the estate's order. */
function profilesOf(foundationModel: Attribute, regions: readonly (string | undefined)[]): string[][] {
  const base: Estate = goodEstate("Project");
  const [[agent], [profile]] = [base.agents, base.inferenceProfiles] as [readonly [Agent], readonly [InferenceProfile]];
  const inferenceProfiles = regions.map((region, index) => ({
    ...Object.assign(Object.create(null) as object, profile),
    address: `${type}.p${index}`,
    arn: known(`arn:p${index}`),
    region: region === undefined ? undefined : known(region),
  })) as InferenceProfile[];
  return companionsOf({ ...agent, foundationModel }, { ...base, inferenceProfiles })
    .map((all) => all.filter(({ what }) => what === "inference profile"))
    .filter((all) => all.length > 0)
    .map((all) => all.map(({ resource, belongs }) => `${resource.address.split(".")[1] ?? ""} ${belongs}`));
}

describe("the profiles that an agent's calls go through", () => {
  const here = "eu-west-1";

  test.each<[string, Attribute, (string | undefined)[], string[][]]>([
    ["are the one that it names", one(resolved(`${type}.p1`, "arn")), [here, here], [["p1 yes"]]],
    [
      "are perhaps each of two that it may name",
      one(text("arn:p0"), text("arn:p1")),
      [here, here, here],
      [["p0 unknown"], ["p1 unknown"]],
    ],
    ["are none where it names a model", known("amazon.nova-lite-v1:0"), [here], []],
    [
      "are perhaps all, by Region, where nobody knows its model",
      one(open),
      [here, "eu-west-2", here],
      [["p0 unknown", "p2 unknown"], ["p1 unknown"]],
    ],
    [
      "are perhaps those that stand in no Region, too",
      one(open),
      [undefined, here, undefined],
      [["p0 unknown", "p2 unknown"], ["p1 unknown"]],
    ],
  ])("%s", (_, foundationModel, regions, expected) => {
    expect(profilesOf(foundationModel, regions)).toEqual(expected);
  });
});
