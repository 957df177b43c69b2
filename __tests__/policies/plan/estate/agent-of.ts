import type { Agent, Estate } from "../../../../policies/estate";
import { estateOf, smallPlan, type Small } from "./small-plan";

export type Resources = Parameters<typeof smallPlan>[0];

export const estate = (resources: Resources): Estate => estateOf(smallPlan(resources));

export const agentType = "aws_bedrockagent_agent";

/** A profile that is new. */
export const profile: Resources = { "aws_bedrock_inference_profile.p": { unknown: { arn: true } } };

export const agentOf = (own: Small, type = agentType, more: Resources = profile): Agent =>
  estate({ [`${type}.a`]: own, ...more }).agents[0] as Agent;
