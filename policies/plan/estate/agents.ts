import type { Attribute } from "../../attribute";
import type { ActionGroup, Agent, AgentAlias, InferenceProfile, StepModel } from "../../estate";
import { lazily } from "../../lazily";
import type { AttributePath } from "../configuration/module";
import { listOf, member } from "../json";
import type { PlannedResource } from "../planned-resources";
import { changesOf } from "./changes";
import { namedPlaces } from "./named-places";
import { readRouting } from "./routing";
import type { PlanSource } from "./source";
import { readUnordered } from "./unordered";

export const readAgents = (source: PlanSource): Agent[] =>
  source.standing("aws_bedrockagent_agent", "awscc_bedrock_agent").map((agent) =>
    lazily(source.place(agent), {
      name: () => source.read(agent, "agent_name"),
      id: () => source.own(agent, "agent_id"),
      arn: () => source.own(agent, "agent_arn"),
      foundationModel: () => source.read(agent, "foundation_model"),
      stepModels: () => readStepModels(agent, source),
      role: () => source.read(agent, "agent_resource_role_arn"),
      changes: () => changesOf(agent, source),
    }),
  );

/**
 * AWS takes a model for each step; Cloud Control passes it on, and the AWS provider does not yet.
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent_PromptConfiguration.html
 */
function readStepModels(agent: PlannedResource, source: PlanSource): StepModel[] {
  const members = ["prompt_override_configuration", "prompt_configurations", "foundation_model"];
  const inSet = (resource: PlannedResource, ...path: AttributePath): Attribute =>
    readUnordered(resource, path.slice(0, -2), Number(path.at(-2)), path.slice(-1), source, "prompt_type");
  const steps = (read: PlanSource["read"]): StepModel[] =>
    namedPlaces(agent, members, source, read).map(({ attribute, value }) => ({ attribute, model: value }));
  if (agent.type !== "aws_bedrockagent_agent") return steps(source.read);
  // The AWS provider leaves all of it unknown where nobody overrides a prompt.
  return steps(inSet).filter(({ attribute }) => attribute.endsWith("foundation_model"));
}

export const readAliases = (source: PlanSource): AgentAlias[] =>
  source.standing("aws_bedrockagent_agent_alias", "awscc_bedrock_agent_alias").map((alias) =>
    lazily(source.place(alias), {
      name: () => source.read(alias, "agent_alias_name"),
      id: () => source.own(alias, "agent_alias_id"),
      arn: () => source.own(alias, "agent_alias_arn"),
      agentId: () => source.link(alias, "agent_id"),
      routing: () => readRouting(alias, source),
      changes: () => changesOf(alias, source),
    }),
  );

export const readActionGroups = (source: PlanSource): ActionGroup[] => [
  ...source.standing("aws_bedrockagent_agent_action_group").map((group) =>
    lazily(source.place(group), {
      agentId: () => source.link(group, "agent_id"),
      executor: () => source.link(group, "action_group_executor", 0, "lambda"),
    }),
  ),
  ...source.standing("awscc_bedrock_agent").flatMap((agent) => readNested(agent, source)),
];

/** Cloud Control has the action groups within their agent. */
function readNested(agent: PlannedResource, { place, read, own }: PlanSource): ActionGroup[] {
  return listOf(member(agent.after, "action_groups")).map((_, index) =>
    lazily(place(agent), {
      agentId: () => own(agent, "agent_id"),
      executor: () => read(agent, "action_groups", index, "action_group_executor", "lambda"),
    }),
  );
}

export const readInferenceProfiles = ({ standing, place, read }: PlanSource): InferenceProfile[] => [
  ...standing("aws_bedrock_inference_profile").map((profile) =>
    lazily(place(profile), {
      name: () => read(profile, "name"),
      arn: () => read(profile, "arn"),
      copyFrom: () => read(profile, "model_source", 0, "copy_from"),
      models: () => read(profile, "models"),
    }),
  ),
  ...standing("awscc_bedrock_application_inference_profile").map((profile) =>
    lazily(place(profile), {
      name: () => read(profile, "inference_profile_name"),
      arn: () => read(profile, "inference_profile_arn"),
      copyFrom: () => read(profile, "model_source", "copy_from"),
      models: () => read(profile, "models"),
    }),
  ),
];
