import { belief, sourced } from "../../belief";
import type { Context } from "../../context";
import type { Principal } from "../../principals";
import { awsManagedDocument } from "./aws-managed";
import { conditionHolds } from "./policy/condition-holds";
import type { Clause, Statement } from "./policy/document";
import { type Asker, named } from "./policy/principals";
import { readDocument } from "./policy/read-document";
import { fillIn, fits, fitsArn, type LookUp } from "./policy/wildcards";
import { keysOf, lookUpIn } from "./request-keys";
import { iamSlice, policyOf, type Role, versionOf } from "./state";

belief(
  "IAM",
  "A Deny that applies wins; else one Allow is enough within an account, of the caller's own policies or of the resource's; else the call is refused.",
  sourced(
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html",
  ),
);
belief(
  "IAM",
  "A resource's policy that names the account, not the caller, leaves it to the caller's own policies.",
  sourced("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"),
);

/** A call that is to be decided about. */
export interface AccessRequest {
  /** Who calls: a request's caller, a role (such as an agent's), or an AWS service (`bedrock.amazonaws.com`). */
  readonly by: Principal | { readonly roleArn: string } | { readonly service: string };
  /** `bedrock:InvokeModel` */
  readonly action: string;
  /** ARN of what is called. */
  readonly resource: string;
  /**
   * Condition keys that the service puts there, beside those of every request:
   * `{ "bedrock:InferenceProfileArn": "arn:..." }`, `{ "aws:SourceArn": "arn:...", "aws:SourceAccount": "..." }`.
   * @default none
   */
  readonly conditions?: Readonly<Record<string, string | readonly string[]>>;
  /** JSON text of the policy that stands on the resource itself, such as a function's. @default none */
  readonly resourcePolicy?: string;
}

export type IamContext = Pick<Context, "accountId" | "region" | "clock" | "state">;

/**
 * Whether IAM lets a call through. Exact: there is no "unknown". The account's administrator may do everything that no
 * resource's policy denies; a role what its policies allow; a service only what a resource's policy lets it.
 */
export function isAllowed(request: AccessRequest, context: IamContext): boolean {
  const { by, resourcePolicy } = request;
  const role = "roleArn" in by ? roleByArn(by.roleArn, context) : undefined;
  const asker = askerOf(by, context);
  const lookUp = lookUpIn({ ...keysOf(asker, role, context), ...request.conditions });
  const applies = (statement: Statement) => applicable(statement, request, lookUp);

  const own = (role ? documentsOf(role, context) : []).flatMap((text) => readDocument(text).statements).filter(applies);
  const onResource = (resourcePolicy === undefined ? [] : readDocument(resourcePolicy).statements)
    .filter(applies)
    .map(({ effect, principal }) => ({ effect, names: principal ? named(principal, asker) : "not" }))
    .filter(({ names }) => names !== "not");

  if ([...own, ...onResource].some(({ effect }) => effect === "Deny")) return false;
  if (onResource.some(({ names }) => names === "itself")) return true;
  // A role's trust alone says who may assume it: no permission of one's own stands in for it.
  if (request.action === "sts:AssumeRole" && onResource.length === 0) return false;
  return own.length > 0 || isAdministrator(by);
}

/**
 * Whether a service may act as a role: what its trust policy says. Bedrock asks it with the agent's ARN as `aws:SourceArn`.
 * `mayAssume({ service: "bedrock.amazonaws.com" }, roleArn, { "aws:SourceArn": agentArn, "aws:SourceAccount": accountId }, context)`
 */
export function mayAssume(
  by: AccessRequest["by"],
  roleArn: string,
  conditions: NonNullable<AccessRequest["conditions"]>,
  context: IamContext,
): boolean {
  const role = roleByArn(roleArn, context);
  if (!role) return false;
  const asked = { by, action: "sts:AssumeRole", resource: roleArn, conditions, resourcePolicy: role.trustPolicy };
  return isAllowed(asked, context);
}

/** What AWS says to who was refused: the message of its AccessDeniedException. */
export function refusal({ by, action, resource }: AccessRequest): string {
  const who = "service" in by ? by.service : "arn" in by ? by.arn : by.roleArn;
  return `User: ${who} is not authorized to perform: ${action} on resource: ${resource} because no policy allows the ${action} action, or one denies it`;
}

const isAdministrator = (by: AccessRequest["by"]): boolean => "arn" in by && by.roleArn === undefined;

function askerOf(by: AccessRequest["by"], { accountId }: IamContext): Asker {
  if ("service" in by) return { type: "Service", names: [by.service] };
  const names = ["arn" in by ? by.arn : undefined, by.roleArn].filter((name) => name !== undefined);
  return { type: "AWS", names, accountId };
}

function roleByArn(arn: string, { state }: IamContext): Role | undefined {
  return Object.values(state(iamSlice).roles).find((role) => role.arn === arn);
}

/** Texts of all policies that say what a role may do. */
function documentsOf(role: Role, context: IamContext): string[] {
  const managed = role.attached.map((arn) => awsManagedDocument(arn) ?? versionOf(policyOf(arn, context)).document);
  return [...Object.values(role.policies), ...managed];
}

function applicable({ action, resource, conditions }: Statement, request: AccessRequest, lookUp: LookUp): boolean {
  return (
    covers(action, (pattern) => fits(pattern, request.action, "i")) &&
    (resource === undefined || covers(filledIn(resource, lookUp), (pattern) => fitsArn(pattern, request.resource))) &&
    conditions.every((condition) => conditionHolds(condition, lookUp))
  );
}

const covers = ({ patterns, inverted }: Clause, fitting: (pattern: string) => boolean): boolean =>
  patterns.some(fitting) !== inverted;

const filledIn = ({ patterns, inverted }: Clause, lookUp: LookUp): Clause => ({
  patterns: patterns.flatMap((pattern) => fillIn(pattern, lookUp) ?? []),
  inverted,
});
