import {
  GetFoundationModelAvailabilityCommand,
  GetFoundationModelCommand,
  GetInferenceProfileCommand,
} from "@aws-sdk/client-bedrock";
import type { LiveClients } from "../clients";
import { ifThere } from "../live-failure";
import type { Asked } from "./asked";

/** May this account call what an inference profile copies, and does AWS go on serving it? @param source ARN of a model or a system-defined profile */
export async function modelIsGranted(clients: LiveClients, source: string): Promise<Asked> {
  const modelId = /:foundation-model\/(.+)$/.exec(source)?.[1] ?? (await modelBehind(clients, source));
  if (modelId === undefined)
    return {
      failure: `${source} is not there in ${clients.region}. Choose a model or profile that the Region has: chargeback explain model-is-live`,
    };
  const { bedrock, region } = clients;
  const [access, model] = await Promise.all([
    ifThere(bedrock.send(new GetFoundationModelAvailabilityCommand({ modelId }))),
    ifThere(bedrock.send(new GetFoundationModelCommand({ modelIdentifier: modelId }))),
  ]);
  if (access === undefined || model === undefined)
    return {
      failure: `${region} has no model ${modelId}, or has it no longer. Choose another: chargeback explain model-is-live`,
    };
  const { agreementAvailability: agreement, authorizationStatus, entitlementAvailability, regionAvailability } = access;
  const ask = `Ask for it in the Bedrock console of ${region}, under model access`;
  if (regionAvailability === "NOT_AVAILABLE")
    return { failure: `${modelId} is not available in ${region}. Choose another` };
  if (agreement?.status === "NOT_AVAILABLE" || agreement?.status === "ERROR")
    return {
      failure: `this account has not agreed to the terms of ${modelId}${agreement.errorMessage === undefined ? "" : ` (${agreement.errorMessage})`}. ${ask}`,
    };
  if (authorizationStatus === "NOT_AUTHORIZED" || entitlementAvailability === "NOT_AVAILABLE")
    return { failure: `this account has no access to ${modelId}. ${ask}` };
  const { status, endOfLifeTime } = model.modelDetails?.modelLifecycle ?? {};
  if (status !== "LEGACY") return {};
  const end = endOfLifeTime === undefined ? "" : `, and stops answering on ${endOfLifeTime.toISOString().slice(0, 10)}`;
  return { note: `${modelId} is a legacy model${end}` };
}

/** Every route of a system-defined profile leads to the same model. */
async function modelBehind({ bedrock }: LiveClients, profile: string): Promise<string | undefined> {
  const asked = new GetInferenceProfileCommand({ inferenceProfileIdentifier: profile });
  const [model] = (await ifThere(bedrock.send(asked)))?.models ?? [];
  return model?.modelArn?.split("/").at(-1);
}
