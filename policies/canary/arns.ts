const account = "arn:aws:bedrock:eu-west-2:123456789012";
const model = "arn:aws:bedrock:eu-west-2::foundation-model";

export const agentId = "CANARY0001";
export const aliasId = "CANARY0002";
export const agentArn = `${account}:agent/${agentId}`;
export const aliasArn = `${account}:agent-alias/${agentId}/${aliasId}`;
export const profileArn = `${account}:application-inference-profile/canary`;
export const liveModel = `${model}/amazon.nova-lite-v1:0`;
export const retiredModel = `${model}/anthropic.claude-3-7-sonnet-20250219-v1:0`;
