import { belief, sourced } from "../../../belief";
import { nullOperator, operatorOf } from "./condition-operators";
import type { Condition } from "./document";
import { fillIn, type LookUp } from "./wildcards";

belief(
  "IAM",
  "A condition on a key that the request lacks does not hold, but for the negated operators, ...IfExists, ForAllValues and Null.",
  sourced("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"),
);
belief(
  "IAM",
  "ForAllValues holds for a request without the key, ForAnyValue does not.",
  sourced(
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html",
  ),
);

/** Whether one key of a condition block holds for a request. */
export function conditionHolds(condition: Condition, lookUp: LookUp): boolean {
  const given = lookUp(condition.key);
  if (condition.operator === nullOperator) return condition.values.includes(String(given === undefined));
  const { compare, negated } = operatorOf(condition.operator);
  if (given === undefined) {
    if (condition.quantifier === "ForAnyValue") return false;
    return negated || condition.ifExists || condition.quantifier === "ForAllValues";
  }
  const wanted = condition.values.flatMap((value) => fillIn(value, lookUp) ?? []);
  const meets = (value: string) => wanted.some((each) => compare(each, value)) !== negated;
  if (condition.quantifier === "ForAllValues") return given.every(meets);
  if (condition.quantifier === "ForAnyValue") return given.some(meets);
  return negated ? given.every(meets) : given.some(meets);
}
