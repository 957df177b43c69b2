/**
 * Terraform expressions, as far as the gate follows them. Whatever is not modelled is `opaque`: it is never followed, so it can
 * never be taken for a proof.
 */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "get"; readonly of: Expression; readonly key: Expression }
  | { readonly kind: "splat"; readonly of: Expression; readonly each: readonly Expression[] }
  | {
      readonly kind: "conditional";
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[]; readonly spread: boolean }
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  | { readonly kind: "tuple"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | ForExpression
  | { readonly kind: "operation"; readonly operator: string; readonly operands: readonly Expression[] }
  | { readonly kind: "opaque"; readonly why: string };

/** `[for KEY, VALUE in IN : RESULT if TEST]`, or with `by`, the key of an object, `{for KEY, VALUE in IN : BY => RESULT if TEST}`. */
export interface ForExpression {
  readonly kind: "for";
  readonly key: string | undefined;
  readonly value: string;
  readonly in: Expression;
  readonly by: Expression | undefined;
  readonly result: Expression;
  /** `...` behind the result: each key has the list of all results that have it. */
  readonly grouped: boolean;
  readonly test: Expression | undefined;
}

export const literal = (value: string | number | boolean | null): Expression => ({ kind: "literal", value });
