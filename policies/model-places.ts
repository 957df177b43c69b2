/** Where, other than in an agent, AWS takes the name of a model. */
export interface ModelPlace {
  /** In words, for a message. */
  readonly what: string;
  /** Whether AWS takes an application inference profile there. */
  readonly takesProfile: boolean;
  /** AWS's page that says so. */
  readonly source: string;
}

const api = (shape: string): string =>
  `https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent_${shape}.html`;
const guide = "https://docs.aws.amazon.com/bedrock/latest/userguide";

/** A page that speaks of "the model or inference profile" takes a profile; one that speaks of the model alone does not. */
export const modelPlaces = {
  promptVariant: { what: "a prompt's variant", takesProfile: true, source: api("PromptVariant") },
  flowPrompt: { what: "a flow's prompt node", takesProfile: true, source: api("PromptFlowNodeInlineConfiguration") },
  flowKnowledgeBase: {
    what: "a flow's knowledge base node",
    takesProfile: true,
    source: api("KnowledgeBaseFlowNodeConfiguration"),
  },
  parsing: {
    what: "the parser of a data source",
    takesProfile: true,
    source: `${guide}/knowledge-base-supported.html`,
  },
  contextEnrichment: {
    what: "the context enrichment of a data source",
    takesProfile: false,
    source: api("BedrockFoundationModelContextEnrichmentConfiguration"),
  },
  embedding: {
    what: "the embeddings of a knowledge base",
    takesProfile: false,
    source: api("VectorKnowledgeBaseConfiguration"),
  },
  functionVariable: {
    what: "a function's environment",
    takesProfile: true,
    source: `${guide}/inference-profiles-use.html`,
  },
} as const satisfies Record<string, ModelPlace>;

export type ModelPlaceName = keyof typeof modelPlaces;
