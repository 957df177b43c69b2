import { AccessDeniedException, ValidationException } from "@aws-sdk/client-bedrock-agent";
import { BadRequestException } from "@aws-sdk/client-api-gateway";
import { assumed, belief, sourced } from "./belief";
import type { Context } from "./context";
import { AwsError, modelled } from "./protocol/aws-error";
import { iamSlice } from "./services/iam/state";

belief(
  "IAM",
  "A role is not everywhere at once: for some seconds services answer as if it could not be assumed or had no permissions. Here only where that fault is injected.",
  sourced("https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html"),
);
belief(
  "Bedrock Agent",
  "CreateAgent and UpdateAgent with an inference profile then answer AccessDeniedException about the agent's role.",
  sourced("https://github.com/hashicorp/terraform-provider-aws/issues/42847"),
);
belief(
  "Bedrock Agent",
  "With a foundation model they then answer ValidationException.",
  assumed("AWS's provider waits for its words: cannot assume role"),
);

/** A role that a request hands to a service, and what the service says while the role has not come there. */
export interface HandedRole {
  /** Of the local AWS's time; a role that is not there has none. */
  readonly ageSeconds: number | undefined;
  readonly refusal: Error;
}

/** The role that a request hands over, where a service would have to assume it at once. */
export function handedRole(service: string, input: unknown, { state, clock }: Context): HandedRole | undefined {
  const handed = handings[service]?.(input as Given);
  if (!handed) return undefined;
  const role = Object.values(state(iamSlice).roles).find(({ arn }) => arn === handed.arn);
  const ageSeconds = role && (clock.now().getTime() - Date.parse(role.createdAt)) / 1000;
  return { ageSeconds, refusal: handed.refusal };
}

interface Given {
  readonly Role?: string;
  readonly RoleArn?: string;
  readonly agentResourceRoleArn?: string;
  readonly foundationModel?: string;
  readonly patchOperations?: readonly { readonly path?: string; readonly value?: string }[];
}

type Handing = (input: Given) => { readonly arn: string; readonly refusal: Error } | undefined;

const handings: Readonly<Record<string, Handing>> = {
  Lambda: ({ Role: arn }) =>
    arn === undefined ? undefined : { arn, refusal: new AwsError("InvalidParameterValueException", 400, notByLambda) },
  "Bedrock Agent": ({ agentResourceRoleArn: arn, foundationModel = "" }) =>
    arn === undefined ? undefined : { arn, refusal: agentRefusal(arn, foundationModel) },
  "API Gateway": ({ patchOperations = [] }) => {
    const arn = patchOperations.find(({ path }) => path === "/cloudwatchRoleArn")?.value;
    return arn ? { arn, refusal: modelled(BadRequestException, notByGateway) } : undefined;
  },
  STS: ({ RoleArn: arn }) =>
    arn === undefined ? undefined : { arn, refusal: new AwsError("AccessDenied", 403, notAuthorized(arn)) },
};

const notByLambda = "The role defined for the function cannot be assumed by Lambda.";
const notByGateway =
  "The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.";
const notAuthorized = (arn: string) => `Not authorized to perform: sts:AssumeRole on resource: ${arn}`;

const agentRefusal = (arn: string, model: string): Error =>
  model.includes("inference-profile/")
    ? modelled(
        AccessDeniedException,
        `Access denied while trying to create/update an agent using InferenceProfile ${model}. Ensure Agent role has valid permissions to use the inference profile.`,
      )
    : modelled(ValidationException, `Bedrock cannot assume role ${arn}.`);
