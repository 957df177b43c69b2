import { certainty, describe, type Attribute, type Certainty, type PossibleValue } from "../attribute";
import type { LambdaPermission } from "../estate";
import { agreed, allOf } from "../three-valued";

const agentArn = /^arn:aws[a-z-]*:bedrock:[a-z0-9-]+:(\d{12}):agent\/[0-9A-Za-z]+$/;

/** A flow's node calls its function by a permission as well; that is no agent's. */
const flowArn = /^arn:aws[a-z-]*:bedrock:[^:]*:[^:]*:flow\//;

/** Asks a known value, of a resource or not; what is not known yet is answered by the attribute that it comes from. */
function ask(
  attribute: Attribute,
  known: (value: unknown) => boolean,
  resolved: (value: Extract<PossibleValue, { kind: "resolved" }>) => Certainty,
): Certainty {
  return certainty(attribute, (value) => {
    if (value.kind === "undetermined") return "unknown";
    if ("value" in value) return known(value.value) ? "yes" : "no";
    return resolved(value);
  });
}

const isText = (value: unknown, form: RegExp): boolean => typeof value === "string" && form.test(value);

/** A permission may be to look at the function alone. */
const letsInvoke = ({ action }: LambdaPermission): Certainty =>
  ask(
    action,
    (value) => [value].flat().some((each) => isText(each, /^(?:\*|lambda:(?:\*|InvokeFunction))$/i)),
    () => "unknown",
  );

export const isForBedrock = (permission: LambdaPermission): Certainty =>
  allOf([
    letsInvoke(permission),
    ask(
      permission.principal,
      (value) => value === "bedrock.amazonaws.com",
      () => "unknown",
    ),
  ]);

/** Bedrock is among those whom the principal `*` lets in. */
export const isForAnybody = (permission: LambdaPermission): Certainty =>
  allOf([
    letsInvoke(permission),
    ask(
      permission.principal,
      (value) => value === "*",
      () => "no",
    ),
  ]);

export const isForFlow = ({ sourceArn }: LambdaPermission): Certainty =>
  ask(
    sourceArn,
    (value) => isText(value, flowArn),
    ({ type, attribute }) => (type === "aws_bedrockagent_flow" && attribute === "arn" ? "yes" : "unknown"),
  );

/** Is the source one agent, by its whole ARN? */
const isOneAgent = ({ sourceArn }: LambdaPermission): Certainty =>
  ask(
    sourceArn,
    (value) => isText(value, agentArn),
    ({ type, attribute }) => {
      if (type !== "aws_bedrockagent_agent" && type !== "awscc_bedrock_agent") return "unknown";
      return attribute === "agent_arn" ? "yes" : "no";
    },
  );

const isAccount = ({ sourceAccount }: LambdaPermission): Certainty =>
  ask(
    sourceAccount,
    (value) => isText(value, /^\d{12}$/),
    ({ type, attribute }) => (type === "data.aws_caller_identity" && attribute === "account_id" ? "yes" : "unknown"),
  );

/** Whether it lets any agent at all, or any of an account, call: such a permission covers every agent, and fails by itself. */
export const isForAnyAgent = ({ sourceArn }: LambdaPermission): Certainty =>
  ask(
    sourceArn,
    (value) => value === null || value === "" || (typeof value === "string" && /[*?]/.test(value)),
    () => "no",
  );

/** What a permission of Bedrock lacks, in words; `certain` where that is proven. */
export function scopeFaults(permission: LambdaPermission): { readonly message: string; readonly certain: boolean }[] {
  const { sourceArn, sourceAccount } = permission;
  const [agent, account] = [isOneAgent(permission), isAccount(permission)];
  const faults = [
    { answer: agent, message: `its source_arn is ${describe(sourceArn)}, not the ARN of one agent` },
    { answer: account, message: `its source_account is ${describe(sourceAccount)}, not the agent's account` },
  ]
    .filter(({ answer }) => answer !== "yes")
    .map(({ answer, message }) => ({ message, certain: answer === "no" }));
  if (faults.length > 0) return faults;
  const owned = agreed(
    sourceArn.possible.flatMap((arn) => sourceAccount.possible.map((account) => mayBeOwner(account, arn))),
  );
  const whose = `its source_account ${describe(sourceAccount)} is not the account of its source_arn: nobody may call`;
  return owned === "yes" ? [] : [{ message: whose, certain: owned === "no" }];
}

/** Only two known values can be held against each other; what AWS will give is taken to fit. */
function mayBeOwner(account: PossibleValue, arn: PossibleValue): Certainty {
  if (!("value" in account) || !("value" in arn)) return "yes";
  return agentArn.exec(String(arn.value))?.[1] === account.value ? "yes" : "no";
}
