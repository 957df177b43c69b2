import { findModel, models } from "../catalogue";
import type { PossibleValue } from "./attribute";
import { isApplicationProfileArn, namesApplicationProfile } from "./inference-profile";

/**
 * What a text or a reference tells of a model: `model` is a foundation model or a system-defined profile, `alike` has the form of a
 * model's id that the catalogue has no row for, `open` may be anything, and `both` names a model beside a profile.
 */
export type ModelName = "profile" | "model" | "both" | "alike" | "open" | "none";

export function modelNameOf(value: PossibleValue): ModelName {
  if (value.kind === "undetermined") return "open";
  if ("value" in value) return typeof value.value === "string" ? modelNameIn(value.value) : "none";
  if (namesApplicationProfile(value) === "yes") return "profile";
  const { type, attribute } = value;
  if (profileTypes.has(type)) return /^models\b.*model_arn$|copy_from$/.test(attribute) ? "model" : "none";
  if (/^data\.aws_bedrock_foundation_models?$/.test(type))
    return /model_(id|arn)$|^id$/.test(attribute) ? "model" : "none";
  // What is read from elsewhere can hold any text; an attribute of a resource of this plan is an id, an ARN or a name of its own.
  return type.startsWith("data.") || type === "aws_ssm_parameter" ? "open" : "none";
}

const profileTypes = new Set(["aws_bedrock_inference_profile", "awscc_bedrock_application_inference_profile"]);

/** A variable may hold a list or JSON, with words in it that are for nobody to read: here are those that name a model or a profile. */
export function modelsIn(value: PossibleValue): readonly PossibleValue[] {
  if (value.kind !== "known" || typeof value.value !== "string" || value.sensitive) return [value];
  const words = new Set(wordsOf(value.value).filter((word) => nameOfWord(word) !== "none"));
  return [...words].map((word) => ({ ...value, value: word }));
}

/** What stands between the words of a text in which models may be named. */
export const betweenWords = /[^\w.:/-]+/;

const wordsOf = (text: string): readonly string[] => text.split(betweenWords);

function modelNameIn(text: string): ModelName {
  const names = new Set(wordsOf(text).map(nameOfWord));
  if (names.has("model")) return names.has("profile") ? "both" : "model";
  if (names.has("profile")) return "profile";
  return names.has("alike") ? "alike" : "none";
}

/** What a single word tells; of an id whose model is redacted, what the id told before. */
export function nameOfWord(word: string): ModelName {
  if (isApplicationProfileArn(word)) return "profile";
  if (modelArn.test(word) || findModel(word) !== undefined || redactedModel.test(word)) return "model";
  return ofKnownProvider.test(word) || versioned.test(word) ? "alike" : "none";
}

const modelArn = /^arn:aws[a-z-]*:bedrock:[a-z0-9-]*:\d*:(?:foundation-model|inference-profile)\/./;
const providers = [...new Set(models.map(({ modelId }) => modelId.split(".")[0]))].join("|");
/** Such as `anthropic.claude-opus-4-8` and `eu.amazon.nova-lite-v1:0`, and no host's name such as `amazon.com`. */
const ofKnownProvider = new RegExp(`^(?:[a-z-]{2,6}\\.)?(?:${providers})\\.[a-z0-9.]*-[a-z0-9.-]*\\d[a-z0-9.:-]*$`);
/** A model of the catalogue in a redacted plan: one that the catalogue does not have keeps its version, too. */
const redactedModel = new RegExp(`^(?:[a-z-]{2,6}\\.)?(?:${providers})\\.redacted[0-9a-z]{6}$`);
/** Of any provider, such as `cohere.command-r-v1:0`. */
const versioned = /^(?:[a-z-]{2,6}\.)?[a-z0-9]+\.[a-z0-9.-]+-v\d+:\d+(?::\w+)?$/;
