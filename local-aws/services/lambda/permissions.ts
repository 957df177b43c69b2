import { randomUUID } from "node:crypto";
import * as sdk from "@aws-sdk/client-lambda";
import { assumed, belief, sourced } from "../../belief";
import { modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import type { PolicyStatement } from "./policy-statement";
import { functionOf } from "./state";

belief(
  "Lambda",
  "A function's policy has one statement a permission, with ArnLike AWS:SourceArn and StringEquals AWS:SourceAccount.",
  sourced("https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html"),
);
belief(
  "Lambda",
  "GetPolicy of a function without permissions is a ResourceNotFoundException.",
  assumed("the provider's code, which takes a permission as gone then"),
);

/** The permissions that stand on a function for services and other accounts. */
export const permissions = {
  AddPermission: (input, context) => {
    const found = functionOf(input.FunctionName, context, input.Qualifier);
    const { StatementId: Sid, Action } = input;
    if (found.policy.some((statement) => statement.Sid === Sid)) {
      const message = `The statement id (${Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`;
      throw modelled(sdk.ResourceConflictException, message, { Type: "User" });
    }
    const Condition = conditionOf(input);
    const statement: PolicyStatement = {
      ...{ Sid, Effect: "Allow", Principal: principalOf(input.Principal, context.partition), Action },
      Resource: found.arn,
      ...(Condition && { Condition }),
    };
    found.policy.push(statement);
    found.policyRevision = randomUUID();
    return { Statement: JSON.stringify(statement) };
  },

  RemovePermission: ({ FunctionName, StatementId, Qualifier }, context) => {
    const found = functionOf(FunctionName, context, Qualifier);
    const kept = found.policy.filter(({ Sid }) => Sid !== StatementId);
    if (kept.length === found.policy.length)
      throw notFound(`Statement ${StatementId} is not found in resource policy.`);
    found.policy = kept;
    found.policyRevision = randomUUID();
    return {};
  },

  GetPolicy: ({ FunctionName, Qualifier }, context) => {
    const { policy, policyRevision } = functionOf(FunctionName, context, Qualifier);
    if (policy.length === 0) throw notFound("The resource you requested does not exist.");
    const Policy = JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: policy });
    return { Policy, RevisionId: policyRevision };
  },
} satisfies Handlers<typeof sdk>;

const notFound = (message: string) => modelled(sdk.ResourceNotFoundException, message, { Type: "User" });

function principalOf(given: string, partition: string): PolicyStatement["Principal"] {
  if (given === "*") return given;
  if (/^\d{12}$/.test(given)) return { AWS: `arn:${partition}:iam::${given}:root` };
  return given.startsWith("arn:") ? { AWS: given } : { Service: given };
}

interface Restrictions {
  readonly SourceArn?: string | undefined;
  readonly SourceAccount?: string | undefined;
  readonly PrincipalOrgID?: string | undefined;
  readonly EventSourceToken?: string | undefined;
  readonly FunctionUrlAuthType?: string | undefined;
}

function conditionOf(given: Restrictions): PolicyStatement["Condition"] | undefined {
  const equals = Object.entries({
    "AWS:SourceAccount": given.SourceAccount,
    "aws:PrincipalOrgID": given.PrincipalOrgID,
    "lambda:EventSourceToken": given.EventSourceToken,
    "lambda:FunctionUrlAuthType": given.FunctionUrlAuthType,
  }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  if (equals.length === 0 && given.SourceArn === undefined) return undefined;
  return {
    ...(equals.length > 0 && { StringEquals: Object.fromEntries(equals) }),
    ...(given.SourceArn !== undefined && { ArnLike: { "AWS:SourceArn": given.SourceArn } }),
  };
}
