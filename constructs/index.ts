/** Cost-tracked Bedrock agents, and the pieces they are made of. */
export * from "./action-group";
export * from "./adopted-agent";
export * from "./agent-alias";
export * from "./agent-api";
export { guardAgents } from "./agent-guard";
export * from "./agent-project";
export * from "./agent-role";
export type { TrackedAgent } from "./agent-with-actions";
export * from "./api-access";
export * from "./api-cors";
export * from "./api-gateway-logging";
export * from "./aws-environment";
export * from "./aws-news-agent";
export * from "./chargeback-stack";
export * from "./cost-allocation-tag";
export * from "./cost-tracked-agent";
export type { PolicyStatement } from "./iam-policy";
export * from "./import-block";
export { ChargebackInputError, type InputProblem } from "./input-error";
export * from "./model-grant";
export {
  foundationModel,
  modelKnownAtPlan,
  modelSource,
  type ModelSource,
  type ModelSourceOptions,
  systemProfile,
} from "./model-source";
export * from "./no-direct-model-access";
export * from "./project-budget";
export * from "./project-tags";
export { addStateBackend, type StateBackendProps } from "./state-backend";
export * from "./state-bucket-stack";
export * from "./tracked-function";
export * from "./tracked-inference-profile";
export * from "./tracked-model";
