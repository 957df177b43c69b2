import type { PrincipalClause } from "./document";
import { fits } from "./wildcards";

/** Who asks, as policies name it. */
export interface Asker {
  /** `AWS` or `Service` */
  readonly type: "AWS" | "Service";
  /** Every name that it answers to: a session's and its role's ARN, or `bedrock.amazonaws.com`. */
  readonly names: readonly string[];
  /** Of the account that it belongs to; a service belongs to none. */
  readonly accountId?: string;
}

/**
 * How a Principal element names an asker: itself, or only the account that it is of, which leaves the decision to that
 * account's own policies.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function named(clause: PrincipalClause, asker: Asker): "itself" | "by its account" | "not" {
  const said = clause.named.filter(({ type }) => type === asker.type).map(({ value }) => value);
  const itself =
    clause.named.some(({ type, value }) => type === "AWS" && value === "*") ||
    said.some((value) => asker.names.some((name) => (asker.type === "Service" ? fits(value, name) : value === name)));
  const account = said.some((value) => value === asker.accountId || value.endsWith(`:iam::${asker.accountId}:root`));
  if (clause.inverted) return itself || account ? "not" : "itself";
  if (itself) return "itself";
  return account ? "by its account" : "not";
}
