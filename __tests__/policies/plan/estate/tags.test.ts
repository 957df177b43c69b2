import { describe, expect, test } from "@jest/globals";
import type { Attribute } from "../../../../policies/attribute";
import type { SourceOf } from "../../../../policies/plan/configuration/module";
import { constant, estateOf, smallPlan, written, type Small } from "./small-plan";

const aws = (expressions: object, more: object = {}) => ({ aws: { name: "aws", expressions, ...more } });
const defaults = (tags: unknown) => ({ default_tags: [{ tags }] });

interface Around {
  readonly providers?: object;
  /** What the folder has of the provider. */
  readonly folder?: SourceOf;
  readonly type?: string;
}

/** The tag Project of one resource. */
function tagOf(own: Small, { providers = aws({}), folder, type = "aws_x" }: Around = {}): Attribute {
  const plan = smallPlan({ [`${type}.a`]: own, "aws_sns_topic.t": { unknown: { arn: true } } });
  Object.assign(plan.configuration, { provider_config: providers });
  const estate = estateOf(plan, folder === undefined ? {} : { providers: new Map([["aws", folder]]) });
  const [found] = estate.taggable;
  if (found === undefined) throw new Error("it can be tagged");
  return found.tag("Project");
}

const known = (value: unknown, sensitive = false) => [{ kind: "known", value, sensitive }];
const taggable = { tags_all: true };

describe("a tag of a resource", () => {
  test("is what all its tags say, where the plan knows them", () => {
    const own: Small = { after: { tags_all: { Project: "news" }, tags: { Project: "x" } } };
    expect(tagOf(own)).toEqual({ possible: known("news"), trail: ["aws_x.a.tags_all is known in the plan"] });
    expect(tagOf({ after: { tags_all: {} } }).possible).toEqual(known(null));
    expect(tagOf({ ...own, sensitive: { tags_all: true } }).possible).toEqual(known("news", true));
  });

  test("is what its own tags say otherwise", () => {
    const own: Small = { after: { tags: { Project: "news" } }, unknown: taggable };
    expect(tagOf(own)).toEqual({ possible: known("news"), trail: ["aws_x.a.tags is known in the plan"] });
    expect(tagOf({ ...own, sensitive: { tags: { Project: true } } }).possible).toEqual(known("news", true));
    expect(tagOf(own, { providers: aws(defaults(constant({ Project: "default" }))) }).possible).toEqual(known("news"));
  });

  test("is where its own tags lead, while they are unknown", () => {
    const own: Small = {
      unknown: { tags_all: true, tags: { Project: true } },
      block: { tags: written({ Project: "${aws_sns_topic.t.arn}" }) },
    };
    expect(tagOf(own).possible).toMatchObject([{ kind: "resolved", of: "aws_sns_topic.t" }]);
    expect(tagOf({ unknown: { tags_all: true, tags: true } }).possible).toMatchObject([{ kind: "undetermined" }]);
  });

  test("is the provider's, where its own tags have it not", () => {
    const providers = aws(defaults(constant({ Project: "default" })));
    const bare: Small = { after: { tags: null }, unknown: taggable };
    const unset = "provider aws sets no default tag Project";
    expect(tagOf(bare, { providers })).toEqual({
      possible: known("default"),
      trail: ["provider aws sets the default tag Project"],
    });
    const template = aws(defaults(written({ Project: "${aws_sns_topic.t.arn}" })));
    expect(tagOf(bare, { providers: template })).toMatchObject({
      possible: [{ of: "aws_sns_topic.t" }],
      trail: [expect.stringContaining("provider aws: default_tags")],
    });
    const others: Small = {
      unknown: { tags_all: true, tags: { Other: true } },
      block: { tags: written({ Other: "${aws_sns_topic.t.arn}" }) },
    };
    expect(tagOf(others, { providers }).possible).toEqual(known("default"));
    expect(tagOf(bare)).toEqual({ possible: known(null), trail: [unset] });
    expect(tagOf(bare, { providers: aws(defaults(constant({ Other: "x" }))) })).toEqual({
      possible: known(null),
      trail: [unset],
    });
  });

  test("may be the provider's, where one of two ways has it", () => {
    const providers = aws(defaults(written('${var.x ? {Project = "default"} : {}}')));
    const { possible } = tagOf({ unknown: taggable }, { providers });
    expect(possible).toMatchObject([{ kind: "known", value: "default" }, { kind: "undetermined" }]);
  });

  test("is open where the provider's default tags cannot be read", () => {
    const open = (because: string) => [expect.objectContaining({ kind: "undetermined", because })];
    const bare: Small = { unknown: taggable };
    expect(tagOf(bare, { providers: aws({ default_tags: {} }) }).possible).toEqual(
      open("the default tags of provider aws cannot be read"),
    );
    expect(tagOf(bare, { providers: aws(defaults({ references: ["local.t"] })) }).possible).toMatchObject([
      { kind: "undetermined" },
    ]);
    expect(tagOf(bare, { providers: aws(defaults({}), { module_address: "m" }) }).possible).toEqual(
      open("the module of provider aws cannot be told"),
    );
    expect(tagOf(bare, { providers: aws(defaults(constant({})), { module_address: "module.m" }) }).possible).toEqual(
      open("the module of provider aws: default_tags is not in the configuration"),
    );
  });

  test("is the provider's of the folder, where the plan has not its text", () => {
    const bare: Small = { unknown: taggable };
    const folder: SourceOf = ([first, ...rest]) =>
      first === "default_tags"
        ? { source: { kind: "constant", json: [{ tags: { Project: "folder" } }] }, rest }
        : undefined;
    const named = aws(defaults({ references: ["local.t"] }));
    expect(tagOf(bare, { folder, providers: named }).possible).toEqual(known("folder"));
    expect(tagOf(bare, { folder }).possible).toEqual(known("folder"));
    expect(tagOf(bare, { folder, providers: aws(defaults(constant({ Project: "plan" }))) }).possible).toEqual(
      known("plan"),
    );
    const aliased = aws(defaults({ references: ["local.t"] }), { alias: "us" });
    expect(tagOf(bare, { folder, providers: aliased }).possible).toMatchObject([{ kind: "undetermined" }]);
  });

  test("is open where nobody knows the resource's provider", () => {
    const plan = smallPlan({ "aws_x.a": { unknown: taggable } });
    plan.configuration.root_module.resources = [];
    expect(estateOf(plan).taggable[0]?.tag("Project").possible).toMatchObject([
      { because: "the provider of aws_x.a is not in the plan's configuration" },
    ]);
  });

  test("is asked of each provider by itself, and for each key", () => {
    const plan = smallPlan({ "aws_x.a": { unknown: taggable }, "aws_x.b": { unknown: taggable } });
    Object.assign(plan.configuration, {
      provider_config: {
        ...aws(defaults(constant({ Project: "one", Team: "two" }))),
        "aws.us": { name: "aws", alias: "us", expressions: defaults(constant({ Project: "three" })) },
      },
    });
    Object.assign(plan.configuration.root_module.resources[1] ?? {}, { provider_config_key: "aws.us" });
    const all = estateOf(plan).taggable.flatMap((each) => [each.tag("Project"), each.tag("Team")]);
    expect(all.map(({ possible }) => possible)).toEqual(["one", "two", "three", null].map((value) => known(value)));
  });
});

describe("a tag of Cloud Control", () => {
  const type = "awscc_x";
  const trail = ["awscc_x.a.tags is known in the plan"];
  const listed = (...tags: object[]): Small => ({ after: { tags } });

  test.each<[string, Small, unknown]>([
    [
      "is in a list",
      listed({ key: "Team", value: "x" }, { key: "Project", value: "news" }),
      { possible: known("news"), trail },
    ],
    ["is not in a list", listed({ key: "Team", value: "x" }), { possible: known(null), trail }],
    ["is in a list without a value", listed({ key: "Project" }), { possible: known(null), trail }],
    [
      "is in a map",
      { after: { tags: { Project: "news" } } },
      { possible: known("news"), trail: ["awscc_x.a.tags.Project is known in the plan"] },
    ],
    [
      "is not set, where nobody sets tags",
      { unknown: { tags: true } },
      { possible: known(null), trail: ["awscc_x.a sets no tags"] },
    ],
    [
      "is sensitive",
      { ...listed({ key: "Project", value: "news" }), sensitive: { tags: [{ value: true }] } },
      { possible: known("news", true), trail },
    ],
  ])("%s", (_, own, expected) => {
    expect(tagOf(own, { type })).toEqual(expected);
  });

  const open = [
    {
      kind: "undetermined",
      because: "the tags of awscc_x.a are not known yet",
      settledBy: "write the tags as constants",
    },
  ];

  test.each<[string, Small]>([
    ["its value is", { after: { tags: [{ key: "Project" }] }, unknown: { tags: [{ value: true }] } }],
    ["another one's key is", { after: { tags: [{ value: "x" }] }, unknown: { tags: [{ key: true }] } }],
    ["all are", { unknown: { tags: true }, block: { tags: written("${var.t}") } }],
  ])("is open while it is not known: %s", (_, own) => {
    expect(tagOf(own, { type }).possible).toEqual(open);
  });
});

test("what can be tagged has all tags, or a list of Cloud Control's, known or not", () => {
  const plan = smallPlan({
    "aws_a.known": { after: { tags_all: {} } },
    "aws_b.unknown": { unknown: { tags_all: true } },
    "aws_c.own": { after: { tags: {} } },
    "aws_d.one": { after: { tags_all: {} } },
    "aws_d.bare": {},
    "aws_e.gone": { actions: ["delete"], before: { tags_all: {} }, after: null },
    "awscc_f.known": { after: { tags: [] } },
    "awscc_g.all": { after: { tags_all: {} } },
    "data.aws_h.read": { actions: ["read"], after: { tags_all: {} } },
  });
  const addresses = estateOf(plan).taggable.map(({ address }) => address);
  expect(addresses).toEqual(["aws_a.known", "aws_b.unknown", "aws_d.one", "aws_d.bare", "awscc_f.known"]);
});
