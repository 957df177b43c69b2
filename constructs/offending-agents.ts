import type { TerraformStack } from "cdktf";

/** An agent that names a model where only an application inference profile keeps the spend attributable. */
export interface OffendingAgent {
  /** Id of the stack. */
  readonly stack: string;
  readonly constructPath: string;
  /** Terraform address, without an instance key. */
  readonly address: string;
  readonly message: string;
  readonly remedy: string;
}

interface RenderedAgent {
  readonly "//"?: { readonly metadata?: { readonly path?: string } };
  readonly foundation_model?: unknown;
}

const AGENT_TYPE = "aws_bedrockagent_agent";
const PROFILE_ARN = /^arn:aws[a-z-]*:bedrock:[a-z0-9-]+:\d{12}:application-inference-profile\/[a-zA-Z0-9:.-]+$/;
// Terraform reads `$${` and `%%{` as text, so neither starts an expression.
const EXPRESSION = /(?<!\$)\$\{|(?<!%)%\{/;

/**
 * Agents of a stack whose rendered `foundation_model` is a literal and no application inference profile's ARN. Read from
 * what the stack renders to: a token cannot show what an override or a stack-level escape hatch makes of it.
 */
export function agentsNamingAModel(stack: TerraformStack): OffendingAgent[] {
  const rendered = stack.toTerraform() as { resource?: Record<string, Record<string, RenderedAgent>> };
  return Object.entries(rendered.resource?.[AGENT_TYPE] ?? {}).flatMap(([name, agent]) => {
    const model = agent.foundation_model;
    if (typeof model === "string" && (EXPRESSION.test(model) || PROFILE_ARN.test(model))) return [];
    const constructPath = agent["//"]?.metadata?.path ?? stack.node.path;
    const address = `${AGENT_TYPE}.${name}`;
    return [
      {
        stack: stack.node.id,
        constructPath,
        address,
        message: `[${constructPath}] ${address} calls ${describe(model)}: its model spend would carry no project tag.`,
        remedy:
          "Create a TrackedInferenceProfile from that model and build the agent with CostTrackedAgent, or set foundationModel to the profile's arn.",
      },
    ];
  });
}

function describe(model: unknown): string {
  if (typeof model !== "string") return "no application inference profile";
  if (model.includes(":inference-profile/")) return `"${model}", a system-defined inference profile`;
  if (model.includes(":foundation-model/")) return `"${model}", a foundation model's ARN`;
  return `"${model}", which is not the ARN of an application inference profile`;
}
