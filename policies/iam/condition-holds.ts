import type { Certainty } from "../attribute";
import type { Condition } from "./document";
import { overlap } from "./overlap";
import { perObject } from "./per-object";
import { knownText, type PolicyText, type TextSlot } from "./policy-text";
import type { RequestContext } from "./request";
import { lowered, type Step, type Steps } from "./symbols";
import { stepsOf } from "./text-steps";
import { agreed, anyOf, not } from "../three-valued";

/** How each operator that is understood compares; any other is never known to hold. */
const comparisons: Readonly<Record<string, (value: PolicyText, actual: Steps) => Certainty>> = {
  stringequals: (value, actual) => overlap(stepsOf(value, "none"), actual),
  stringequalsignorecase: (value, actual) => overlap(lowered(stepsOf(value, "none")), lowered(actual)),
  stringlike: (value, actual) => overlap(stepsOf(value), actual),
  arnlike: matchesArn,
  arnequals: matchesArn,
};

/**
 * Does a condition hold for a request? Its values are alternatives, which a negated operator rules out together.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionHolds({ operator, key, values }: Condition, context: RequestContext): Certainty {
  const { set, base, ifExists } = partsOf(operator.toLowerCase());
  const actual = context.get(key.toLowerCase());
  if (actual === undefined) return "unknown";
  if (base === "null") return anyOf(values.map((slot) => isNull(slot, actual === "absent")));
  const negated = base.includes("not");
  const compare = Object.hasOwn(comparisons, base.replace("not", ""))
    ? comparisons[base.replace("not", "")]
    : undefined;
  if (compare === undefined) return "unknown";
  if (actual === "absent") {
    if (set === "forallvalues" || ifExists) return "yes";
    return negated && set === undefined ? "yes" : "no";
  }
  const matches = anyOf(values.map((slot) => agreed(slot.map((value) => compare(value, actual)))));
  return negated ? not(matches) : matches;
}

function partsOf(operator: string): { set: string | undefined; base: string; ifExists: boolean } {
  const [first = "", second] = operator.split(":");
  const whole = second ?? first;
  const base = whole.replace(/ifexists$/, "");
  return { set: second === undefined ? undefined : first, base, ifExists: base !== whole };
}

function isNull(slot: TextSlot, absent: boolean): Certainty {
  return agreed(
    slot.map((text): Certainty => {
      const value = knownText(text)?.toLowerCase();
      return value === "true" || value === "false" ? ((value === "true") === absent ? "yes" : "no") : "unknown";
    }),
  );
}

/** The six parts of an ARN are compared one by one, so that a wildcard does not reach over a colon but in the last. */
function matchesArn(value: PolicyText, actual: Steps): Certainty {
  const text = knownText(value);
  if (text === undefined) {
    const answer = overlap(stepsOf(value), actual);
    return answer === "yes" && value.some(({ kind }) => kind === "literal") ? "unknown" : answer;
  }
  const steps = stepsOfArn(value);
  if (steps === undefined) return text === "*" ? "yes" : "unknown";
  return overlap(steps, actual);
}

/** Undefined for a text that is no ARN. */
const stepsOfArn = perObject((value: PolicyText): Steps | undefined => {
  const parts = (knownText(value) ?? "").split(":");
  if (parts.length < 6) return undefined;
  const head = parts.slice(0, 5).join(":");
  const rest = parts.slice(5).join(":");
  return [...within(head), ...stepsOf([{ kind: "literal", text: `:${rest}` }])];
});

const withoutColon = String.fromCharCode(...Array.from({ length: 95 }, (_, index) => index + 32)).replace(":", "");

const within = (head: string): Steps =>
  stepsOf([{ kind: "literal", text: head }]).map((step): Step =>
    step.characters === null ? { ...step, characters: withoutColon } : step,
  );
