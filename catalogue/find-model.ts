import type { ModelEntry, SystemProfile } from "./model-entry";
import { models } from "./models";

const FOUNDATION_MODEL_ARN = /^arn:aws[a-z-]*:bedrock:[a-z0-9-]*::foundation-model\/(?<id>[^/\s]+)$/;
const SYSTEM_PROFILE_ARN = /^arn:aws[a-z-]*:bedrock:[a-z0-9-]+:\d{12}:inference-profile\/(?<id>[^/\s]+)$/;

// A profile's id is its geography and the model's id, so a geography that no row lists still leads to the model.
const GEOGRAPHY = /^(?:us|us-gov|eu|apac|au|ca|jp|in|global)\./;

/** The bare id inside a foundation-model ARN or a system-defined profile ARN; any other text is returned unchanged. */
const bareId = (reference: string): string =>
  FOUNDATION_MODEL_ARN.exec(reference)?.groups?.id ?? SYSTEM_PROFILE_ARN.exec(reference)?.groups?.id ?? reference;

/**
 * The row for a model id, a foundation-model ARN, a system-defined profile id or that profile's ARN.
 * `undefined` means that the catalogue has no row for it, which says nothing about the model.
 */
export function findModel(reference: string): ModelEntry | undefined {
  const modelId = bareId(reference).replace(GEOGRAPHY, "");
  return models.find((entry) => entry.modelId === modelId);
}

/** The system-defined profile with this id or ARN, with its routes. `undefined`: the catalogue does not know it. */
export function findSystemProfile(reference: string): SystemProfile | undefined {
  const id = bareId(reference);
  return models.flatMap((entry) => entry.systemProfiles).find((profile) => profile.id === id);
}
