import { ANY_COMMERCIAL_REGION, findModel, routedRegions } from "../catalogue";
import { certainText, certainValue } from "./attribute";
import type { InferenceProfile } from "./estate";
import { allFoundationModels, literalText, stepsOf, type Steps } from "./iam";

/** A foundation model that a profile sends calls to, as a policy is asked about it. */
export interface RoutedModel {
  /** For messages. */
  readonly shown: string;
  readonly resource: Steps;
}

/** One way to tell all the models of a profile. Who may call all of one way may call every model of the profile. */
export type RoutedModels = readonly RoutedModel[];

/**
 * The models that a profile routes to, told in every way that is at hand: the list that AWS gives, the one model that it was
 * copied from, the catalogue's routes of a system-defined profile, and always every foundation model there is.
 */
export function modelsOf(profile: InferenceProfile | undefined): readonly RoutedModels[] {
  const everyModel: RoutedModels = [{ shown: "every foundation model", resource: allFoundationModels }];
  if (profile === undefined) return [everyModel];
  const listed = listedModels(profile);
  if (listed !== undefined) return [listed.map(literal), everyModel];
  const copied = copiedModels(profile);
  const symbolic = (attribute: string): RoutedModels => [
    {
      shown: `${profile.address}.${attribute}`,
      resource: stepsOf([{ kind: "reference", of: profile.address, type: profile.type, attribute }]),
    },
  ];
  return [
    ...(copied?.length === 1 ? [symbolic("models[0].model_arn")] : []),
    symbolic("models[*].model_arn"),
    ...(copied === undefined ? [] : [copied.map(literal)]),
    everyModel,
  ];
}

const literal = (arn: string): RoutedModel => ({ shown: arn, resource: stepsOf(literalText(arn), "none") });

function listedModels({ models }: InferenceProfile): readonly string[] | undefined {
  const list = certainValue(models)?.value;
  if (!Array.isArray(list) || list.length === 0) return undefined;
  const arns = list.map((model: unknown) =>
    typeof model === "object" && model !== null && "model_arn" in model ? model.model_arn : undefined,
  );
  return arns.every((arn) => typeof arn === "string") ? arns : undefined;
}

const modelArn = /^arn:aws[a-z-]*:bedrock:[a-z0-9-]+::foundation-model\/[^/]+$/;
const systemProfileArn = /^arn:(aws[a-z-]*):bedrock:([a-z0-9-]+):\d{12}:inference-profile\/([^/]+)$/;

/** A profile that was copied from a model calls that one; a system-defined one calls its model in each Region of its route. */
function copiedModels({ copyFrom }: InferenceProfile): readonly string[] | undefined {
  const source = certainText(copyFrom) ?? "";
  if (modelArn.test(source)) return [source];
  const [, partition, region, id] = systemProfileArn.exec(source) ?? [];
  if (partition === undefined || region === undefined || id === undefined) return undefined;
  const model = findModel(id)?.modelId;
  const regions = routedRegions(id, region);
  if (model === undefined || regions === undefined) return undefined;
  if (regions.includes(ANY_COMMERCIAL_REGION)) return undefined;
  return regions.map((destination) => `arn:${partition}:bedrock:${destination}::foundation-model/${model}`);
}
