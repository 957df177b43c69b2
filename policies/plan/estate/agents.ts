import type { ActionGroup, Agent, AgentAlias, InferenceProfile } from "../../estate";
import { lazily } from "../../lazily";
import type { PlanSource } from "./source";

export const readAgents = ({ standing, place, read, own }: PlanSource): Agent[] =>
  standing("aws_bedrockagent_agent", "awscc_bedrock_agent").map((agent) =>
    lazily(place(agent), {
      name: () => read(agent, "agent_name"),
      id: () => own(agent, "agent_id"),
      foundationModel: () => read(agent, "foundation_model"),
    }),
  );

export const readAliases = ({ standing, place, read, link, own }: PlanSource): AgentAlias[] =>
  standing("aws_bedrockagent_agent_alias", "awscc_bedrock_agent_alias").map((alias) =>
    lazily(place(alias), {
      name: () => read(alias, "agent_alias_name"),
      id: () => own(alias, "agent_alias_id"),
      agentId: () => link(alias, "agent_id"),
    }),
  );

export const readActionGroups = ({ standing, place, link }: PlanSource): ActionGroup[] =>
  standing("aws_bedrockagent_agent_action_group").map((group) =>
    lazily(place(group), {
      agentId: () => link(group, "agent_id"),
      executor: () => link(group, "action_group_executor", 0, "lambda"),
    }),
  );

export const readInferenceProfiles = ({ standing, place, read }: PlanSource): InferenceProfile[] => [
  ...standing("aws_bedrock_inference_profile").map((profile) =>
    lazily(place(profile), {
      name: () => read(profile, "name"),
      arn: () => read(profile, "arn"),
      copyFrom: () => read(profile, "model_source", 0, "copy_from"),
    }),
  ),
  ...standing("awscc_bedrock_application_inference_profile").map((profile) =>
    lazily(place(profile), {
      name: () => read(profile, "inference_profile_name"),
      arn: () => read(profile, "inference_profile_arn"),
      copyFrom: () => read(profile, "model_source", "copy_from"),
    }),
  ),
];
