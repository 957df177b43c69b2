import { evaluateLoop, type Taken } from "./loops";
import { goodArn, type Model, type Place, type Test } from "./model";

/** What Terraform does not know before the apply. */
export const unknown = Symbol("unknown");

/** What unknowns turn out to be; at plan time they are `unknown` themselves. */
export interface Outcome {
  readonly flag: boolean | typeof unknown;
  readonly place: 0 | 1 | typeof unknown;
  readonly key: "red" | "blue" | typeof unknown;
  readonly profileArn: string | typeof unknown;
  readonly profileId: string | typeof unknown;
  readonly laterArn: string | typeof unknown;
}

export const atPlan: Outcome = {
  flag: unknown,
  place: unknown,
  key: unknown,
  profileArn: unknown,
  profileId: unknown,
  laterArn: unknown,
};

/** Every way in which the apply can turn out. */
export const outcomes: readonly Outcome[] = [true, false].flatMap((flag) =>
  ([0, 1] as const).flatMap((place) =>
    (["red", "blue"] as const).flatMap((key) =>
      ["arn:aws:sns:eu-west-2:123456789012:later", goodArn].map((laterArn) => ({
        flag,
        place,
        key,
        laterArn,
        profileArn: goodArn,
        profileId: "abc123xyz",
      })),
    ),
  ),
);

/** Terraform refuses the expression. */
export class InvalidExpression extends Error {}

type Result = string | null | typeof unknown;

/** Terraform's own meaning of the expression, written independently of the gate. @throws InvalidExpression */
export function evaluateModel(model: Model, outcome: Outcome): Result {
  const of = (part: Model): Result => evaluateModel(part, outcome);
  switch (model.kind) {
    case "literal":
      return model.value;
    case "attribute":
      return attributeOf(model.of, model.attribute, outcome);
    case "variable":
      return model.name === "good" ? goodArn : "amazon.nova-lite-v1:0";
    case "conditional":
    case "eitherModule": {
      const decided = evaluateTest(model.test, outcome);
      return decided === unknown ? unknown : of(decided ? model.then : model.otherwise);
    }
    case "directive": {
      const decided = evaluateTest(model.test, outcome);
      if (decided === unknown) return unknown;
      const text = of(decided ? model.then : model.otherwise);
      if (text === null) throw new InvalidExpression("null in a template");
      return text;
    }
    case "loop": {
      const found = evaluateLoop(model, of(model.red), of(model.blue), (taken, value, isFirst) =>
        isTaken(taken, value, isFirst, outcome),
      );
      if (found === "refused") throw new InvalidExpression("nothing there, or two with the same key");
      return found === "unknown" ? unknown : found.value;
    }
    case "call":
      return call(model.name, model.args, of, outcome === atPlan);
    case "element":
    case "index":
      return pick(model.items, model.at, outcome, of);
    case "splat":
      return placeOf(model.at, outcome) === unknown ? unknown : attributeOf("counted[0]", model.attribute, outcome);
    case "member": {
      const entries: Record<"red" | "blue", Result> = { red: of(model.red), blue: of(model.blue) };
      const key = model.key === "unknown" ? outcome.key : model.key;
      if (key === "missing") throw new InvalidExpression("no such key");
      return key === unknown ? unknown : entries[key];
    }
    case "text": {
      const inner = of(model.of);
      if (inner === null) throw new InvalidExpression("null in a template");
      return inner === unknown ? unknown : `x${inner}`;
    }
    case "parentheses":
    case "template":
    case "local":
    case "output":
      return of(model.of);
  }
}

function isTaken(taken: Taken<Test>, value: Result, isFirst: boolean, outcome: Outcome): boolean | undefined {
  switch (taken.kind) {
    case "all":
      return true;
    case "first":
      return isFirst;
    case "notNull":
      return value === unknown ? undefined : value !== null;
    case "when": {
      const decided = evaluateTest(taken.test, outcome);
      return decided === unknown ? undefined : decided;
    }
  }
}

function attributeOf(reference: string, attribute: string, outcome: Outcome): Result {
  if (attribute === "name") return "name-of-it";
  if (reference === "settled") return "amazon.nova-lite-v1:0";
  if (reference === "later") return attribute === "arn" ? outcome.laterArn : unknownUnless(outcome, "later");
  return attribute === "arn" ? outcome.profileArn : outcome.profileId;
}

const unknownUnless = (outcome: Outcome, value: string): Result => (outcome.laterArn === unknown ? unknown : value);

function call(name: string, args: readonly Model[], of: (part: Model) => Result, isPlan: boolean): Result {
  const [first] = args;
  if (first === undefined) throw new InvalidExpression("no argument");
  switch (name) {
    case "try":
      return firstValid(args, of, isPlan);
    case "coalesce": {
      const kept = args.map(of).filter((value) => value !== null && value !== "");
      if (kept[0] === undefined) throw new InvalidExpression("coalesce of nothing");
      return kept[0];
    }
    case "one":
      return of(first);
  }
  const text = of(first);
  if (text === null) throw new InvalidExpression("null is no text");
  if (text === unknown) return unknown;
  return name === "lower" ? text.toLowerCase() : text.replaceAll("arn", "nra");
}

/** Whether an argument is valid is not decided before all that it is made of is known. */
function firstValid(args: readonly Model[], of: (part: Model) => Result, isPlan: boolean): Result {
  for (const arg of args) {
    if (isPlan && dependsOnUnknown(arg)) return unknown;
    try {
      return of(arg);
    } catch (error) {
      if (!(error instanceof InvalidExpression)) throw error;
    }
  }
  throw new InvalidExpression("no argument is valid");
}

function dependsOnUnknown(part: unknown): boolean {
  if (typeof part !== "object" || part === null) return false;
  const { kind, of, attribute, at, key } = part as Record<string, unknown>;
  const isOpen =
    kind === "unknown" ||
    kind === "splat" ||
    at === "unknown" ||
    key === "unknown" ||
    (kind === "attribute" && attributeOf(String(of), String(attribute), atPlan) === unknown && typeof of === "string");
  return isOpen || Object.values(part).some(dependsOnUnknown);
}

function pick(items: readonly Model[], at: Place, outcome: Outcome, of: (part: Model) => Result): Result {
  const values = items.map(of);
  const place = placeOf(at, outcome);
  return place === unknown ? unknown : (values[place] ?? null);
}

const placeOf = (at: Place, outcome: Outcome): 0 | 1 | typeof unknown => (at === "unknown" ? outcome.place : at);

export function evaluateTest(test: Test, outcome: Outcome): boolean | typeof unknown {
  switch (test.kind) {
    case "variable":
    case "attribute":
      return test.value;
    case "word":
      return (test.word === "x") === (test.operator === "==");
    case "number":
      return test.operator === "<" ? 2 < test.than : 2 >= test.than;
    case "unknown":
      return outcome.flag;
    case "not": {
      const inner = evaluateTest(test.of, outcome);
      return inner === unknown ? unknown : !inner;
    }
    case "both": {
      const sides = [evaluateTest(test.left, outcome), evaluateTest(test.right, outcome)];
      const decisive = test.operator === "||";
      if (sides.includes(decisive)) return decisive;
      return sides.includes(unknown) ? unknown : !decisive;
    }
  }
}
