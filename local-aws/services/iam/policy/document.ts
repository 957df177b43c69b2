/** A policy document with its shorthands written out: single values are lists, Not-elements are marked. */
export interface PolicyDocument {
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly effect: "Allow" | "Deny";
  /** Absent in a role's permissions, which are about that role alone. */
  readonly principal?: PrincipalClause;
  readonly action: Clause;
  /** Absent in a trust policy. */
  readonly resource?: Clause;
  readonly conditions: readonly Condition[];
}

/** `Action` or `NotAction`, `Resource` or `NotResource`. */
export interface Clause {
  readonly patterns: readonly string[];
  /** Written as the Not-element: everything but these. */
  readonly inverted: boolean;
}

export interface PrincipalClause {
  /** `AWS`, `Service` or `Federated` with what is named; `"*"` is `AWS` with `*`. */
  readonly named: readonly { readonly type: string; readonly value: string }[];
  readonly inverted: boolean;
}

/** One key of a condition block: `ForAnyValue:StringLikeIfExists` over `aws:PrincipalTag/Team`. */
export interface Condition {
  /** `StringLike` */
  readonly operator: string;
  readonly quantifier?: "ForAnyValue" | "ForAllValues";
  readonly ifExists: boolean;
  readonly key: string;
  readonly values: readonly string[];
}
