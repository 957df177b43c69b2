import fc from "../../support/fast-check";
import { loop, type Loop } from "./loops";

/** An expression that names an agent's model, as somebody might write it. */
export type Model =
  | { readonly kind: "literal"; readonly value: string | null }
  /** An attribute of a resource: `of` is the reference up to the attribute. */
  | { readonly kind: "attribute"; readonly of: Reference; readonly attribute: string }
  | { readonly kind: "variable"; readonly name: VariableName }
  | { readonly kind: "conditional"; readonly test: Test; readonly then: Model; readonly otherwise: Model }
  | { readonly kind: "call"; readonly name: FunctionName; readonly args: readonly Model[] }
  | { readonly kind: "element"; readonly items: readonly Model[]; readonly at: Place }
  | { readonly kind: "index"; readonly items: readonly Model[]; readonly at: Place }
  | { readonly kind: "member"; readonly red: Model; readonly blue: Model; readonly key: Key }
  | { readonly kind: "splat"; readonly attribute: string; readonly at: Place }
  | { readonly kind: "parentheses" | "template" | "text" | "local" | "output"; readonly of: Model }
  | Loop<Model, Test>
  /** `%{ if test }${then}%{ else }${otherwise}%{ endif }` */
  | { readonly kind: "directive"; readonly test: Test; readonly then: Model; readonly otherwise: Model }
  /** `(test ? module.a : module.b).out` */
  | { readonly kind: "eitherModule"; readonly test: Test; readonly then: Model; readonly otherwise: Model };

/** Profiles that stand once, by count and by for_each; a topic nothing of which is known, and one that is known. */
export type Reference = "one" | "counted[0]" | "counted[1]" | 'keyed["red"]' | 'keyed["blue"]' | "later" | "settled";
export type VariableName = "good" | "bad";
export type FunctionName = "try" | "coalesce" | "one" | "lower" | "replace";

export type Test =
  | { readonly kind: "variable" | "attribute"; readonly value: boolean }
  | { readonly kind: "word"; readonly operator: "==" | "!="; readonly word: string }
  | { readonly kind: "number"; readonly operator: "<" | ">="; readonly than: number }
  | { readonly kind: "unknown" }
  | { readonly kind: "not"; readonly of: Test }
  | { readonly kind: "both"; readonly operator: "&&" | "||"; readonly left: Test; readonly right: Test };

export type Place = 0 | 1 | "unknown";
export type Key = "red" | "blue" | "missing" | "unknown";

export const goodArn = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc123xyz";
const badNames = ["amazon.nova-lite-v1:0", "eu.amazon.nova-lite-v1:0", "", `${goodArn}/x`];

const references: readonly Reference[] = [
  "one",
  "counted[0]",
  "counted[1]",
  'keyed["red"]',
  'keyed["blue"]',
  "later",
  "settled",
];

export const test: fc.Arbitrary<Test> = fc.letrec<{ test: Test }>((tie) => ({
  test: fc.oneof(
    { maxDepth: 2 },
    fc.record({ kind: fc.constantFrom("variable" as const, "attribute" as const), value: fc.boolean() }),
    fc.record({
      kind: fc.constant("word" as const),
      operator: fc.constantFrom("==" as const, "!=" as const),
      word: fc.constantFrom("x", "y"),
    }),
    fc.record({
      kind: fc.constant("number" as const),
      operator: fc.constantFrom("<" as const, ">=" as const),
      than: fc.integer({ min: 0, max: 4 }),
    }),
    fc.constant<Test>({ kind: "unknown" }),
    fc.record({ kind: fc.constant("not" as const), of: tie("test") }),
    fc.record({
      kind: fc.constant("both" as const),
      operator: fc.constantFrom("&&" as const, "||" as const),
      left: tie("test"),
      right: tie("test"),
    }),
  ),
})).test;

const place = fc.constantFrom<Place>(0, 1, "unknown");
const two = (each: fc.Arbitrary<Model>) => fc.array(each, { minLength: 2, maxLength: 2 });

const leaf: fc.Arbitrary<Model> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom(goodArn, null, ...badNames).map((value): Model => ({ kind: "literal", value })),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("attribute" as const),
      of: fc.constantFrom(...references),
      attribute: fc.constantFrom("arn", "arn", "arn", "id", "name"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("variable" as const), name: fc.constantFrom("good", "bad") }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("splat" as const),
      attribute: fc.constantFrom("arn", "arn", "id"),
      at: place,
    }),
  },
);

export const model: fc.Arbitrary<Model> = fc.letrec<{ model: Model }>((tie) => ({
  model: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom(
        "conditional" as const,
        "conditional" as const,
        "eitherModule" as const,
        "directive" as const,
      ),
      test,
      then: tie("model"),
      otherwise: tie("model"),
    }),
    loop(tie("model"), test),
    fc.record({
      kind: fc.constant("call" as const),
      name: fc.constantFrom<FunctionName>("try", "try", "coalesce", "coalesce"),
      args: two(tie("model")),
    }),
    fc.record({
      kind: fc.constant("call" as const),
      name: fc.constantFrom<FunctionName>("one", "lower", "replace"),
      args: fc.array(tie("model"), { minLength: 1, maxLength: 1 }),
    }),
    fc.record({
      kind: fc.constantFrom("element" as const, "index" as const),
      items: two(tie("model")),
      at: place,
    }),
    fc.record({
      kind: fc.constant("member" as const),
      red: tie("model"),
      blue: tie("model"),
      key: fc.constantFrom<Key>("red", "red", "blue", "blue", "missing", "unknown"),
    }),
    fc.record({
      kind: fc.constantFrom(
        "parentheses" as const,
        "template" as const,
        "text" as const,
        "local" as const,
        "local" as const,
        "output" as const,
        "output" as const,
      ),
      of: tie("model"),
    }),
  ),
})).model;
