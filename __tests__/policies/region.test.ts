import { describe, expect, test } from "@jest/globals";
import type { Attribute, PossibleValue } from "../../policies/attribute";
import { inOneRegion, nameOfRegion, regionInArn, regionsNamed } from "../../policies/region";

const text = (value: unknown): PossibleValue => ({ kind: "known", value, sensitive: false });
const open: PossibleValue = { kind: "undetermined", because: "", settledBy: "" };
const provider = (of: string, attribute = "region", members: object = {}): PossibleValue => ({
  kind: "resolved",
  of,
  type: "provider",
  attribute,
  ...members,
});
const attribute = (...possible: PossibleValue[]): Attribute => ({ possible, trail: [] });
const at = (...possible: PossibleValue[]) => ({ address: "a", type: "t", region: attribute(...possible) });
const nowhere = { address: "a", type: "t" };

describe("two resources stand in one Region", () => {
  test.each<[string, PossibleValue[], PossibleValue[], string]>([
    ["the same", [text("eu-west-1")], [text("eu-west-1")], "yes"],
    ["another", [text("eu-west-1")], [text("eu-west-2")], "no"],
    ["that of one provider", [provider("aws")], [provider("aws")], "yes"],
    ["that of two providers", [provider("aws")], [provider("aws.b")], "unknown"],
    ["two attributes of one provider", [provider("aws")], [provider("aws", "alias")], "unknown"],
    ["one and that of a provider", [text("eu-west-1")], [provider("aws")], "unknown"],
    [
      "one and that of a provider that is known",
      [text("eu-west-1")],
      [provider("aws", "region", { value: "eu-west-1" })],
      "yes",
    ],
    ["one that nobody knows", [open], [open], "unknown"],
    ["one, and one that nobody knows", [text("eu-west-1")], [open], "unknown"],
    ["one of two", [text("eu-west-1")], [text("eu-west-1"), text("eu-west-2")], "unknown"],
    ["one that is none of two", [text("eu-west-3")], [text("eu-west-1"), text("eu-west-2")], "no"],
  ])("%s", (_, one, other, expected) => {
    expect(inOneRegion(at(...one), at(...other))).toBe(expected);
    expect(inOneRegion(at(...other), at(...one))).toBe(expected);
  });

  test("nothing is known of one that stands in none", () => {
    const here = at(text("eu-west-1"));
    expect([inOneRegion(nowhere, here), inOneRegion(here, nowhere), inOneRegion(nowhere, nowhere)]).toEqual(
      Array(3).fill("unknown"),
    );
  });
});

test.each<[string, PossibleValue[]]>([
  ["eu-west-1", [text("eu-west-1")]],
  ["eu-west-1 or the Region of aws.b", [text("eu-west-1"), provider("aws.b")]],
  ["eu-west-1 or a Region that is not known yet", [provider("aws", "region", { value: "eu-west-1" }), open]],
  ["no Region", [text(null)]],
])("a reader is told %s", (shown, possible) => {
  expect(nameOfRegion(at(...possible))).toBe(shown);
});

test("a reader is told that a Region is not known", () => {
  expect(nameOfRegion(nowhere)).toBe("a Region that is not known");
});

test.each([
  ["arn:aws:bedrock:eu-west-1:123456789012:agent/A", "eu-west-1"],
  ["arn:aws:s3:::bucket", undefined],
  ["xarn:aws:bedrock:eu-west-1:1:y", undefined],
  [7, undefined],
])("the ARN %s names the Region %s", (arn, region) => {
  expect(regionInArn(arn)).toBe(region);
  expect(regionsNamed(attribute(text(arn), open, provider("aws")))).toEqual([region, undefined, undefined]);
});
