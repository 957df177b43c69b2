/** What IAM makes of policy documents, asked with yes, no and unknown. */
export { allows } from "./allows";
export { awsManagedPolicy } from "./aws-managed";
export { allOfShape, bedrockArns, oneOfShape } from "./bedrock-arns";
export { directAccess, type DirectAccess } from "./direct-access";
export { isOpen, type Open, type PolicyDocument } from "./document";
export { nodeOfJson } from "./from-json";
export { type Grant, type GrantedPolicy, type Permissions } from "./grant";
export { openNode, type NodeSlot, type PolicyNode } from "./policy-node";
export { literalText, type PolicyText, type TextPart } from "./policy-text";
export { agentAliasOfId, allAgentAliases, mayReach } from "./may-reach";
export { allFoundationModels } from "./model-calls";
export { layOver, readDocument } from "./read-document";
export { calledThrough, type AccessRequest } from "./request";
export type { Steps } from "./symbols";
export { stepsOf } from "./text-steps";
