import type { ModelDelegation } from "../../estate";
import type { ModelPlaceName } from "../../model-places";

/** Members from the resource down; lists between them, of blocks or of objects, are gone through. */
export type Members = readonly string[];

export interface ModelPaths {
  readonly models: readonly (readonly [ModelPlaceName, Members])[];
  readonly delegations: readonly (readonly [ModelDelegation["to"], Members])[];
}

const members = (dotted: string): Members => dotted.split(".");

const variants = (list: string): ModelPaths => ({
  models: [["promptVariant", members(`${list}.model_id`)]],
  delegations: [["agent", members(`${list}.gen_ai_resource.agent.agent_identifier`)]],
});

const dataSource: ModelPaths = {
  models: [
    [
      "parsing",
      members("vector_ingestion_configuration.parsing_configuration.bedrock_foundation_model_configuration.model_arn"),
    ],
    [
      "contextEnrichment",
      members(
        "vector_ingestion_configuration.context_enrichment_configuration.bedrock_foundation_model_configuration.model_arn",
      ),
    ],
  ],
  delegations: [],
};

const knowledgeBase: ModelPaths = {
  models: ["vector", "managed"].map((kind) => [
    "embedding",
    members(`knowledge_base_configuration.${kind}_knowledge_base_configuration.embedding_model_arn`),
  ]),
  delegations: [],
};

/**
 * Where resource types name a model, or what names one for them. Cloud Control has no resource for a flow: a node of one may hold
 * a flow again.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/bedrockagent_flow
 * @see https://registry.terraform.io/providers/hashicorp/awscc/latest/docs/resources/bedrock_prompt
 */
export const modelPaths: Readonly<Record<string, ModelPaths>> = {
  aws_bedrockagent_prompt: variants("variant"),
  awscc_bedrock_prompt: variants("variants"),
  aws_bedrockagent_flow: {
    models: [
      ["flowPrompt", members("definition.node.configuration.prompt.source_configuration.inline.model_id")],
      ["flowKnowledgeBase", members("definition.node.configuration.knowledge_base.model_id")],
    ],
    delegations: [
      ["agent", members("definition.node.configuration.agent.agent_alias_arn")],
      ["prompt", members("definition.node.configuration.prompt.source_configuration.resource.prompt_arn")],
    ],
  },
  aws_bedrockagent_knowledge_base: knowledgeBase,
  awscc_bedrock_knowledge_base: knowledgeBase,
  aws_bedrockagent_data_source: dataSource,
  awscc_bedrock_data_source: dataSource,
};
