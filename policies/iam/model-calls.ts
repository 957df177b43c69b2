import { allOfShape, bedrockArns, oneOfShape } from "./bedrock-arns";
import { calledThrough, type RequestContext } from "./request";
import type { Steps } from "./symbols";

/** A kind of resource that answers a model call without an application inference profile, and the actions that call it. */
export interface DirectTarget {
  /** In words, for a message. */
  readonly called: string;
  readonly actions: readonly string[];
  /** Any of these resources, at will. */
  readonly any: Steps;
  /** One of them, whichever. */
  readonly one: Steps;
  /** One that certainly is among them. */
  readonly example: Steps;
  /** What may come with the request. Whether AWS names the profile in it where a profile is what is called is not documented. */
  readonly contexts: readonly RequestContext[];
}

/**
 * Converse, ConverseStream and StartAsyncInvoke are authorized as InvokeModel and InvokeModelWithResponseStream.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_bedrock.html
 */
const invoking = [
  "bedrock:InvokeModel",
  "bedrock:InvokeModelWithResponseStream",
  "bedrock:InvokeModelWithBidirectionalStream",
  "bedrock:CreateModelInvocationJob",
];

const target = (
  called: string,
  shape: string,
  example: string,
  contexts: readonly RequestContext[],
  actions: readonly string[] = invoking,
): DirectTarget => ({
  called,
  actions,
  any: allOfShape(shape),
  one: oneOfShape(shape, called),
  example: oneOfShape(example, `an example of ${called}`),
  contexts,
});

const unprofiled = calledThrough("absent");

export const systemProfile = oneOfShape(bedrockArns.systemProfile, "a system-defined inference profile");

const inProfile = calledThrough(systemProfile);

const foundationModels: DirectTarget = target(
  "a foundation model",
  bedrockArns.foundationModel,
  "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
  [unprofiled],
);

/** Every foundation model of every Region, as one of which nothing more is known. */
export const allFoundationModels = foundationModels.one;

/** Everything that answers a model call around an application inference profile. */
export const directTargets: readonly DirectTarget[] = [
  foundationModels,
  target(
    "a system-defined inference profile",
    bedrockArns.systemProfile,
    "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0",
    [unprofiled, inProfile],
  ),
  target("a prompt router", bedrockArns.promptRouter, "arn:aws:bedrock:us-east-1:123456789012:prompt-router/abc", [
    unprofiled,
  ]),
  target(
    "a default prompt router",
    bedrockArns.defaultPromptRouter,
    "arn:aws:bedrock:us-east-1:123456789012:default-prompt-router/amazon.nova:1",
    [unprofiled],
  ),
  target(
    "a model of the bedrock-mantle endpoint, which knows no inference profile",
    bedrockArns.mantleProject,
    "arn:aws:bedrock-mantle:us-east-1:123456789012:project/default",
    [unprofiled],
    ["bedrock-mantle:CreateInference"],
  ),
];

/** Calls of a foundation model for which a condition lets a system-defined profile stand where an application profile should. */
export const throughSystemProfile: DirectTarget = {
  ...foundationModels,
  called: "a foundation model through a system-defined inference profile",
  contexts: [inProfile],
};
