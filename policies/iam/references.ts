import { bedrockArns, oneOfShape } from "./bedrock-arns";
import type { TextPart } from "./policy-text";
import { anyCharacter, type Steps } from "./symbols";

type Reference = Extract<TextPart, { kind: "reference" }>;

/** What the value of an attribute looks like, whatever it will be. Indices are written as in `models[*].model_arn`. */
const shapes: Readonly<Record<string, string>> = {
  "aws_bedrock_inference_profile.arn": bedrockArns.applicationProfile,
  "awscc_bedrock_application_inference_profile.inference_profile_arn": bedrockArns.applicationProfile,
  "aws_bedrock_inference_profile.models[*].model_arn": bedrockArns.foundationModel,
  "awscc_bedrock_application_inference_profile.models[*].model_arn": bedrockArns.foundationModel,
  "data.aws_bedrock_inference_profile.models[*].model_arn": bedrockArns.foundationModel,
  "data.aws_bedrock_foundation_model.model_arn": bedrockArns.foundationModel,
  "aws_bedrockagent_agent.agent_arn": bedrockArns.agent,
  "awscc_bedrock_agent.agent_arn": bedrockArns.agent,
  "aws_bedrockagent_agent.agent_id": "<id>",
  "aws_bedrockagent_agent.id": "<id>",
  "awscc_bedrock_agent.agent_id": "<id>",
  "aws_bedrockagent_agent_alias.agent_alias_arn": bedrockArns.agentAlias,
  "awscc_bedrock_agent_alias.agent_alias_arn": bedrockArns.agentAlias,
  "aws_bedrockagent_agent_alias.agent_alias_id": "<id>",
  "awscc_bedrock_agent_alias.agent_alias_id": "<id>",
  "data.aws_caller_identity.account_id": "<account>",
  "data.aws_partition.partition": "aws<partition>",
  "data.aws_partition.dns_suffix": "<model>",
  "data.aws_region.name": "<region>",
  "data.aws_region.region": "<region>",
  "data.aws_region.id": "<region>",
};

/** No service is called by this character: the ARN of another service's resource is none of Bedrock's. */
const otherService = "arn:aws<partition>:\u0000<any>";

/** An attribute of a resource as steps: its form where that is certain, and a name that it shares with nothing else. */
export function referenceSteps({ of, type, attribute }: Reference): Steps {
  const name = `${of}.${attribute}`;
  const key = `${type}.${attribute.replaceAll(/\[\d+\]/g, "[*]")}`;
  const shape = Object.hasOwn(shapes, key) ? shapes[key] : undefined;
  if (shape === bedrockArns.applicationProfile) return withMadeEnd(oneOfShape(shape, name));
  if (shape !== undefined) return oneOfShape(shape, name);
  if (attribute === "arn" && /^aws(cc)?_(?!bedrock)/.test(type)) return oneOfShape(otherService, name);
  return [{ kind: "symbol", name, characters: anyCharacter }];
}

/** No two profiles have the same id, which is what their ARNs end with. */
const withMadeEnd = (steps: Steps): Steps =>
  steps.map((step, index) => (step.kind === "symbol" && index === steps.length - 1 ? { ...step, made: true } : step));
