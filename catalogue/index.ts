/** The model catalogue: what AWS documents about Bedrock text models, as data with sources, and questions to it. */
export { liveAlternatives, type Alternative } from "./alternatives";
export { defaultModel } from "./default-model";
export { findModel, findSystemProfile } from "./find-model";
export { lifecycle } from "./lifecycle";
export type { CallMode, Lifecycle, ModelEntry, Source, SystemProfile } from "./model-entry";
export { models } from "./models";
export { callableInRegion, routedRegions, systemProfileFor } from "./regions";
export { ANY_COMMERCIAL_REGION } from "./routes";
