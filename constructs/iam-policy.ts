import { Fn, Token } from "cdktf";

/** One statement of an IAM policy. */
export interface PolicyStatement {
  /** As in IAM's JSON. */
  readonly Effect: "Allow" | "Deny";
  /** @default none, as in a role's permissions */
  readonly Principal?: Readonly<Record<string, string>> | "*";
  /** As in IAM's JSON. */
  readonly Action: string | readonly string[];
  /** @default none, as in a trust policy */
  readonly Resource?: string | readonly string[];
  /** All but these. @default none */
  readonly NotResource?: string | readonly string[];
  /** @default unconditional */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

const policy = (statements: readonly PolicyStatement[]) => ({ Version: "2012-10-17", Statement: statements });

/**
 * A policy as JSON text. Plain text with references inside, so that a reader of the configuration can parse it before
 * the references have values. Statements with a list token need `rolePolicyText`.
 */
export const policyText = (statements: readonly PolicyStatement[]): string => JSON.stringify(policy(statements));

/** A role's permissions: as text wherever they can be, by `jsonencode` where Terraform alone knows a list of resources. */
export const rolePolicyText = (statements: readonly PolicyStatement[]): string =>
  statements.some(({ Resource }) => Array.isArray(Resource) && Token.isUnresolved(Resource))
    ? Fn.jsonencode(policy(statements))
    : policyText(statements);

/** Trust policy of a role that one AWS service assumes. */
export const trustedBy = (service: string, condition?: PolicyStatement["Condition"]): string =>
  policyText([
    {
      Effect: "Allow",
      Principal: { Service: service },
      Action: "sts:AssumeRole",
      ...(condition && { Condition: condition }),
    },
  ]);
