import { describe, expect, test } from "@jest/globals";
import type { Attribute } from "../../../../policies/attribute";
import { shown } from "./shown";
import { constant, estateOf, smallPlan, written, type Small } from "./small-plan";

const arn = written("${aws_bedrock_inference_profile.p.arn}");
const read = (address: string, own: Small) =>
  estateOf(smallPlan({ [address]: own, "aws_bedrock_inference_profile.p": { unknown: { arn: true } } }));

const uses = (address: string, own: Small) =>
  read(address, own).modelUses.map(({ place, attribute, model }) => [place, attribute, ...shown(model)]);
const delegations = (address: string, own: Small) =>
  read(address, own).modelDelegations.map(({ to, attribute, named }) => [to, attribute, ...shown(named)]);

/** An object as Cloud Control has it, and as the AWS provider's blocks, by a dotted way. */
const nested = (way: string, value: unknown): Record<string, unknown> =>
  way.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Record<string, unknown>;
const blocks = (way: string, value: unknown): Record<string, unknown> =>
  way
    .split(".")
    .reduceRight<unknown>(
      (inner, key, index, keys) => ({ [key]: index === keys.length - 1 ? inner : [inner] }),
      value,
    ) as Record<string, unknown>;

const ingestion = "vector_ingestion_configuration";
const bedrockModel = "bedrock_foundation_model_configuration.model_arn";
const base = "knowledge_base_configuration";

describe("a model is named", () => {
  test.each<[string, string, string]>([
    ["aws_bedrockagent_prompt", "variant.model_id", "promptVariant"],
    ["awscc_bedrock_prompt", "variants.model_id", "promptVariant"],
    [
      "aws_bedrockagent_flow",
      "definition.node.configuration.prompt.source_configuration.inline.model_id",
      "flowPrompt",
    ],
    ["aws_bedrockagent_flow", "definition.node.configuration.knowledge_base.model_id", "flowKnowledgeBase"],
    ["aws_bedrockagent_knowledge_base", `${base}.vector_knowledge_base_configuration.embedding_model_arn`, "embedding"],
    ["awscc_bedrock_knowledge_base", `${base}.managed_knowledge_base_configuration.embedding_model_arn`, "embedding"],
    ["aws_bedrockagent_data_source", `${ingestion}.parsing_configuration.${bedrockModel}`, "parsing"],
    ["awscc_bedrock_data_source", `${ingestion}.context_enrichment_configuration.${bedrockModel}`, "contextEnrichment"],
  ])("by %s at %s", (type, way, place) => {
    const after = type.startsWith("awscc_") ? nested(way, "m") : blocks(way, "m");
    const found = uses(`${type}.x`, { after });
    expect(found).toMatchObject([[place, expect.any(String), "m"]]);
    expect(String(found[0]?.[1]).replace(/\[0\]/g, "")).toBe(way);
  });

  test("nowhere where it is not set, or empty", () => {
    const variants = [{ model_id: null }, { model_id: "" }, {}, { model_id: "m" }];
    expect(uses("aws_bedrockagent_prompt.x", { after: { variant: variants } })).toEqual([
      ["promptVariant", "variant[3].model_id", "m"],
    ]);
    expect(uses("aws_bedrockagent_prompt.x", { after: { variant: null } })).toEqual([]);
  });

  test("where its expression leads, while it is unknown", () => {
    const own: Small = {
      after: { variant: [{}, {}] },
      unknown: { variant: [{}, { model_id: true }] },
      block: { variant: [{ name: constant("a") }, { model_id: arn }] },
    };
    expect(uses("aws_bedrockagent_prompt.x", own)).toEqual([
      ["promptVariant", "variant[1].model_id", "aws_bedrock_inference_profile.p.arn"],
    ]);
  });

  const open = (attribute: string) => ({
    place: "promptVariant",
    attribute,
    model: {
      possible: [
        {
          kind: "undetermined",
          because: `which blocks aws_bedrockagent_prompt.x has at ${attribute} is not known yet`,
          settledBy: "write the blocks out",
        },
      ],
      trail: [],
    },
  });

  test("somewhere, where the blocks are not known, or not all of them are written", () => {
    expect(read("aws_bedrockagent_prompt.x", { unknown: { variant: true } }).modelUses).toMatchObject([
      open("variant"),
    ]);
    const own: Small = {
      after: { variant: [{}, {}] },
      unknown: { variant: [{ model_id: true }, {}] },
      block: { variant: [{ model_id: arn }] },
    };
    // The other block is dynamic: which of the two the first one is, nobody can tell.
    expect(read("aws_bedrockagent_prompt.x", own).modelUses).toMatchObject([open("variant[0].model_id")]);
    const dynamic: Small = { ...own, block: {} };
    expect(uses("aws_bedrockagent_prompt.x", dynamic)).toEqual([["promptVariant", "variant[0].model_id", "open"]]);
    expect(read("aws_bedrockagent_prompt.x", dynamic).modelUses[0]?.model).not.toEqual(open("").model);
  });
});

describe("what names a model for a resource", () => {
  const node = "definition.node.configuration";

  test.each<[string, string, string]>([
    ["aws_bedrockagent_prompt", "variant.gen_ai_resource.agent.agent_identifier", "agent"],
    ["awscc_bedrock_prompt", "variants.gen_ai_resource.agent.agent_identifier", "agent"],
    ["aws_bedrockagent_flow", `${node}.agent.agent_alias_arn`, "agent"],
    ["aws_bedrockagent_flow", `${node}.prompt.source_configuration.resource.prompt_arn`, "prompt"],
  ])("is told for %s at %s", (type, way, to) => {
    const after = type.startsWith("awscc_") ? nested(way, "arn:x") : blocks(way, "arn:x");
    expect(delegations(`${type}.x`, { after })).toMatchObject([[to, expect.any(String), "arn:x"]]);
  });

  test("is followed through the resource that it names", () => {
    const own: Small = {
      after: { variant: [{ gen_ai_resource: [{ agent: [{}] }] }] },
      unknown: { variant: [{ gen_ai_resource: [{ agent: [{ agent_identifier: true }] }] }] },
      block: { variant: [{ gen_ai_resource: [{ agent: [{ agent_identifier: arn }] }] }] },
    };
    expect(delegations("aws_bedrockagent_prompt.x", own)).toEqual([
      ["agent", "variant[0].gen_ai_resource[0].agent[0].agent_identifier", "aws_bedrock_inference_profile.p.arn"],
    ]);
  });

  test("is not told a second time where blocks are not known: they are told as a use", () => {
    const own: Small = { unknown: { variant: true } };
    expect(uses("aws_bedrockagent_prompt.x", own)).toEqual([["promptVariant", "variant", "open"]]);
    expect(delegations("aws_bedrockagent_prompt.x", own)).toEqual([]);
  });
});

test("an agent's collaborators are told by their aliases", () => {
  const collaborators = (address: string, after: Small["after"]) =>
    read(address, { after: after ?? null }).collaborators.map(
      ({ address: at, to, attribute, named }: { address: string; to: string; attribute: string; named: Attribute }) => [
        at,
        to,
        attribute,
        ...shown(named),
      ],
    );
  const descriptor = [{ alias_arn: "arn:l" }];
  expect(collaborators("aws_bedrockagent_agent_collaborator.c", { agent_descriptor: descriptor })).toEqual([
    ["aws_bedrockagent_agent_collaborator.c", "agent", "agent_descriptor[0].alias_arn", "arn:l"],
  ]);
  const nestedOnes = [{ agent_descriptor: descriptor[0] }, { agent_descriptor: { alias_arn: "arn:m" } }];
  expect(collaborators("awscc_bedrock_agent.a", { agent_collaborators: nestedOnes })).toEqual([
    ["awscc_bedrock_agent.a", "agent", "agent_collaborators[0].agent_descriptor.alias_arn", "arn:l"],
    ["awscc_bedrock_agent.a", "agent", "agent_collaborators[1].agent_descriptor.alias_arn", "arn:m"],
  ]);
});
