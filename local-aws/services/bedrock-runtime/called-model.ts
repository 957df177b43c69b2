import * as sdk from "@aws-sdk/client-bedrock-runtime";
import { findModel, lifecycle, type ModelEntry, models } from "../../../catalogue";
import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { modelled } from "../../protocol/aws-error";
import { applicationProfile, systemProfile } from "../bedrock/inference-profiles";
import { modelArn } from "../bedrock/models";

belief(
  "Bedrock Runtime",
  "A model id is called on demand, where its Region serves it so, or through an inference profile.",
  sourced("https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-use.html"),
);
belief(
  "Bedrock Runtime",
  "A model that has reached its end of life is a ResourceNotFoundException, through a profile too.",
  assumed("the page on lifecycles says that calls fail, not how"),
);

/** What a modelId in a request, or an agent's foundation model, stands for. */
export interface CalledModel {
  readonly model: ModelEntry;
  /** What is called and billed: an inference profile, or the model by itself. */
  readonly resourceArn: string;
  readonly throughProfile: boolean;
  /** Of the model in each Region that the call may go to. */
  readonly modelArns: readonly string[];
  /** Of an application inference profile. A model and a profile of AWS's have none. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The model or the inference profile of an id or ARN, in the request's Region.
 * @throws ValidationException for one that cannot be called there, ResourceNotFoundException after its end of life
 */
export function calledModel(identifier: string, context: Context): CalledModel {
  const called = profileOf(identifier, context) ?? onDemand(identifier, context);
  if (lifecycle(called.model, context.clock.now()) === "retired")
    throw modelled(sdk.ResourceNotFoundException, "This model version has reached the end of its life.");
  return called;
}

function profileOf(identifier: string, context: Context): CalledModel | undefined {
  const application = applicationProfile(identifier, context);
  const profile = application ?? systemProfile(identifier, context);
  const model = findModel(profile?.modelArns[0] ?? "");
  if (!profile || !model) return undefined;
  const { arn: resourceArn, modelArns } = profile;
  return { model, resourceArn, throughProfile: true, modelArns, tags: application?.tags ?? {} };
}

function onDemand(identifier: string, context: Context): CalledModel {
  const modelId = identifier.split("foundation-model/").at(-1);
  const model = models.find((each) => each.modelId === modelId);
  if (!model) throw modelled(sdk.ValidationException, "The provided model identifier is invalid.");
  if (!model.onDemandRegions.includes(context.region))
    throw modelled(
      sdk.ValidationException,
      `Invocation of model ID ${model.modelId} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`,
    );
  const resourceArn = modelArn(context, context.region, model.modelId);
  return { model, resourceArn, throughProfile: false, modelArns: [resourceArn], tags: {} };
}
