export { collectSecrets, type CollectOptions } from "./collect-secrets";
export { knownForms, type KnownForm } from "./known-forms";
export { mayHoldPlaceholder } from "./placeholders";
export { redactPlan } from "./redact-plan";
export { redactName, redactText } from "./redact-text";
export type { Secrets } from "./secrets";
