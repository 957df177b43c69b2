import { describe, expect, test } from "@jest/globals";
import { agentOf, agentType, type Resources, profile } from "./agent-of";
import { written, type Small } from "./small-plan";

describe("what a plan changes about an agent", () => {
  const changes = (own: Small, more: Resources = {}) =>
    agentOf({ actions: ["update"], ...own }, agentType, { ...profile, ...more }).changes.map(
      ({ name, certain }) => `${name}${certain ? "" : " perhaps"}`,
    );
  const both = (before: object, after: object): Small => ({
    before: before as Record<string, unknown>,
    after: after as Record<string, unknown>,
  });

  test("is what is not as it was, sorted by name", () => {
    expect(changes(both({ z: 1, a: { b: [1] }, same: [1] }, { z: 2, a: { b: [2] }, same: [1] }))).toEqual(["a", "z"]);
    expect(changes(both({ gone: 1, nothing: null }, { added: 1, other: null }))).toEqual(["added", "gone"]);
  });

  test.each([["create"], ["no-op"], ["read"]])("is nothing when it is to %s", (action) => {
    expect(changes({ ...both({ a: 1 }, { a: 2 }), actions: [action] })).toEqual([]);
  });

  test("is told of a replacement as of an update", () => {
    expect(changes({ ...both({ a: 1 }, { a: 2 }), actions: ["delete", "create"] })).toEqual(["a"]);
  });

  test("is nothing of tags, timeouts and how Terraform goes about it", () => {
    const names = [
      ...["tags", "tags_all", "test_alias_tags", "timeouts", "region", "prepare_agent", "auto_prepare"],
      ...["skip_resource_in_use_check", "skip_resource_in_use_check_on_delete"],
    ];
    const all = (value: number) => Object.fromEntries(names.map((name) => [name, value]));
    expect(changes(both(all(1), all(2)))).toEqual([]);
  });

  test("is nothing that AWS alone computes, unknown as it is at every update", () => {
    expect(changes({ before: { prepared_at: "t" }, unknown: { prepared_at: true } })).toEqual([]);
  });

  test("may be what is set and not known, or a block that a plan leaves out", () => {
    const block = { instruction: written("${var.i}") };
    expect(changes({ before: { instruction: "i" }, unknown: { instruction: true }, block })).toEqual([
      "instruction perhaps",
    ]);
    expect(changes({ before: { memory_configuration: [] }, unknown: { memory_configuration: true } })).toEqual([
      "memory_configuration perhaps",
    ]);
    expect(changes({ before: { routing_configuration: [] }, unknown: { routing_configuration: true } })).toEqual([]);
  });

  test("is certain, or not, by what each attribute itself holds", () => {
    const own: Small = { before: { a: 1, b: "x" }, after: { a: 2 }, unknown: { b: true } };
    expect(changes({ ...own, block: { b: written("${var.never}") } })).toEqual(["a", "b perhaps"]);
    expect(changes(own)).toEqual(["a"]);
    expect(changes({ before: { n: 1, f: false }, unknown: { n: true, f: true } })).toEqual([]);
  });

  test("is not certain where it leads to what the plan knows already", () => {
    const known = { "aws_bedrock_inference_profile.p": { actions: ["create"], after: { arn: "arn:p" } } };
    const own = {
      before: { m: "x" },
      unknown: { m: true },
      block: { m: written("${aws_bedrock_inference_profile.p.arn}") },
    };
    expect(changes(own, known)).toEqual(["m perhaps"]);
  });

  test.each<[string, string, string[], string]>([
    ["a profile that is new", "aws_bedrock_inference_profile.p.arn", ["create"], ""],
    ["a profile that is made anew", "aws_bedrock_inference_profile.p.arn", ["delete", "create"], ""],
    ["a profile that is updated", "aws_bedrock_inference_profile.p.arn", ["update"], " perhaps"],
    ["a profile's name", "aws_bedrock_inference_profile.p.name", ["create"], " perhaps"],
    ["an agent that is updated", "aws_bedrockagent_agent.b.prepared_at", ["update"], ""],
    ["the id of an agent that is updated", "aws_bedrockagent_agent.b.agent_id", ["update"], " perhaps"],
    ["another resource that is new", "aws_sns_topic.t.arn", ["create"], " perhaps"],
    [
      "either of two, one of them new",
      "var.x ? aws_bedrock_inference_profile.p.arn : aws_sns_topic.t.arn",
      ["create"],
      " perhaps",
    ],
  ])("is certain where it leads to what is given anew: %s", (_, name, actions, expected) => {
    const unknown = { arn: true, name: true, agent_id: true, prepared_at: true };
    const more = {
      "aws_bedrock_inference_profile.p": { actions, unknown },
      "aws_bedrockagent_agent.b": { actions, unknown },
      "aws_sns_topic.t": { actions, unknown },
    };
    const own = { before: { m: "x" }, unknown: { m: true }, block: { m: written(`\${${name}}`) } };
    expect(changes(own, more)).toEqual([`m${expected}`]);
  });
});
