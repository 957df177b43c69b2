import * as sdk from "@aws-sdk/client-bedrock-runtime";
import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { meterModelCall } from "../../ledger/meter-model-call";
import { modelled } from "../../protocol/aws-error";
import { type AccessRequest, isAllowed, refusal } from "../iam/evaluate";
import { type CalledModel, calledModel } from "./called-model";
import { countTokens } from "./count-tokens";

belief(
  "Bedrock Runtime",
  "A call through a profile is checked on the profile and on the model in every Region of its route, with the profile as bedrock:InferenceProfileArn.",
  sourced("https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html"),
);
belief(
  "Bedrock Runtime",
  "A call through an application profile is not checked on the profile of AWS's that it was copied from.",
  assumed("AWS's policy for such a profile does not name that one"),
);

export interface ModelCallProps {
  /** Model id, profile id or the ARN of either. */
  readonly identifier: string;
  readonly by: AccessRequest["by"];
  /** All that the model reads. */
  readonly prompt: string;
  /** What it says. */
  readonly answer: string;
}

export interface ModelUsage {
  readonly called: CalledModel;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/**
 * A call of a model, by its caller's permissions, put on the bill of what was called.
 * @throws AccessDeniedException, ValidationException, ResourceNotFoundException
 */
export function callModel({ identifier, by, prompt, answer }: ModelCallProps, context: Context): ModelUsage {
  const called = calledModel(identifier, context);
  for (const request of requestsOf(called, by))
    if (!isAllowed(request, context)) throw modelled(sdk.AccessDeniedException, refusal(request));
  const usage = { inputTokens: countTokens(prompt), outputTokens: countTokens(answer) };
  const { model, resourceArn, tags } = called;
  meterModelCall({ modelId: model.modelId, resourceArn, tags, ...usage }, context);
  return { called, ...usage };
}

function requestsOf({ resourceArn, throughProfile, modelArns }: CalledModel, by: AccessRequest["by"]): AccessRequest[] {
  const conditions = throughProfile ? { "bedrock:InferenceProfileArn": resourceArn } : {};
  const resources = new Set([resourceArn, ...modelArns]);
  return [...resources].map((resource) => ({ by, action: "bedrock:InvokeModel", resource, conditions }));
}
