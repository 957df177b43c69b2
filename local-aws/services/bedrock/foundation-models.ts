import * as sdk from "@aws-sdk/client-bedrock";
import { lifecycle, type ModelEntry } from "../../../catalogue";
import { belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { modelArn, modelsIn } from "./models";
import { modelAccessSlice } from "./model-access-slice";

belief(
  "Bedrock",
  "An account has access to every model, but to those whose terms it has not agreed to.",
  sourced("https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html"),
);

/** What AWS offers. */
export const foundationModels = {
  GetFoundationModel: ({ modelIdentifier }, context) => {
    const modelId = modelIdentifier.split("foundation-model/").at(-1);
    const model = modelsIn(context.region, context.clock.now()).find((each) => each.modelId === modelId);
    if (!model) throw modelled(sdk.ResourceNotFoundException, "Could not find the specified foundation model.");
    return { modelDetails: describe(model, context) };
  },

  GetFoundationModelAvailability: ({ modelId }, context) => {
    const there = modelsIn(context.region, context.clock.now()).some((each) => each.modelId === modelId);
    if (!there) throw modelled(sdk.ResourceNotFoundException, "Could not find the specified foundation model.");
    const isWithheld = context.state(modelAccessSlice).withheld.includes(modelId);
    return {
      modelId,
      agreementAvailability: { status: isWithheld ? "NOT_AVAILABLE" : "AVAILABLE" },
      authorizationStatus: "AUTHORIZED",
      entitlementAvailability: "AVAILABLE",
      regionAvailability: "AVAILABLE",
    };
  },

  ListFoundationModels: ({ byProvider, byInferenceType }, context) => ({
    modelSummaries: modelsIn(context.region, context.clock.now())
      .filter(({ provider }) => byProvider === undefined || provider.toLowerCase() === byProvider.toLowerCase())
      .map((model) => describe(model, context))
      .filter((model) => byInferenceType === undefined || model.inferenceTypesSupported.includes(byInferenceType)),
  }),
} satisfies Handlers<typeof sdk>;

function describe(model: ModelEntry, context: Context) {
  const { modelId, name, provider, legacySince, endOfLife, onDemandRegions, systemProfiles } = model;
  const inferenceTypesSupported: sdk.InferenceType[] = [];
  if (onDemandRegions.includes(context.region)) inferenceTypesSupported.push("ON_DEMAND");
  // The SDK's enumeration lacks INFERENCE_PROFILE, which AWS answers.
  if (systemProfiles.some(({ routes }) => Object.hasOwn(routes, context.region)))
    inferenceTypesSupported.push("INFERENCE_PROFILE" as sdk.InferenceType);
  const legacyTime = legacySince === undefined ? undefined : new Date(legacySince);
  const endOfLifeTime = endOfLife === undefined ? undefined : new Date(endOfLife);
  const status = lifecycle(model, context.clock.now()) === "active" ? "ACTIVE" : "LEGACY";
  return {
    modelArn: modelArn(context, context.region, modelId),
    modelId,
    modelName: name,
    providerName: provider,
    inferenceTypesSupported,
    modelLifecycle: { status, ...(legacyTime && { legacyTime }), ...(endOfLifeTime && { endOfLifeTime }) },
  } satisfies sdk.FoundationModelDetails;
}
