import { noPlace } from "./access";
import { giveFolder } from "./settling";
import { knownValue, plain, undetermined, union, type Value, type Values } from "./value";

/** Operators over values that are certain. Anything else stays open. */
export function operate(operator: string, operands: readonly Values[]): Values {
  const logical = operator === "&&" || operator === "||" ? shortCircuit(operator, operands) : undefined;
  if (logical !== undefined) return logical;
  const isEquality = operator === "==" || operator === "!=";
  if (isEquality && isNullBesideSomething(operands)) return knownValue(operator === "!=");
  const [left, right] = operands.map(certain);
  if (left === undefined || (operands.length === 2 && right === undefined)) {
    return undetermined(`the operands of ${operator} are not known yet`);
  }
  const isLoose = operands.some(([only]) => only?.kind === "known" && only.loose === true);
  if (isLoose && isEquality && left.value !== null && right?.value !== null)
    return undetermined("the type of a variable that is compared is not in the plan", giveFolder);
  const result = operands.length === 1 ? unary(operator, left.value) : binary(operator, left.value, right?.value);
  return result === undefined ? undetermined(`${operator} over values of another type`) : knownValue(result);
}

/** Whatever something that is there will be, it is not null. */
const isNullBesideSomething = ([left = [], right = []]: readonly Values[]): boolean =>
  (isNull(left) && right.every(isThere)) || (isNull(right) && left.every(isThere));

const isNull = (values: Values): boolean => certain(values)?.value === null;

/** AWS gives all that it makes an id, and mostly an ARN. */
function isThere(value: Value): boolean {
  if (value.kind === "attribute")
    return /^aws(cc)?_/.test(value.type) && value.path.length === 1 && /^(arn|id)$/.test(String(value.path[0]));
  return value.kind === "known" ? value.value !== null : value.kind === "list" || value.kind === "map";
}

function shortCircuit(operator: "&&" | "||", operands: readonly Values[]): Values | undefined {
  const decisive = operator === "||";
  return operands.some((operand) => certain(operand)?.value === decisive) ? knownValue(decisive) : undefined;
}

function unary(operator: string, value: unknown): unknown {
  if (operator === "!") return typeof value === "boolean" ? !value : undefined;
  return typeof value === "number" ? -value : undefined;
}

function binary(operator: string, left: unknown, right: unknown): unknown {
  switch (operator) {
    case "==":
      return equal(left, right);
    case "!=": {
      const same = equal(left, right);
      return same === undefined ? undefined : !same;
    }
    case "&&":
      return typeof left === "boolean" && typeof right === "boolean" ? left && right : undefined;
    case "||":
      return typeof left === "boolean" && typeof right === "boolean" ? left || right : undefined;
  }
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  if (!Number.isSafeInteger(left) || !Number.isSafeInteger(right)) return undefined;
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "%":
      return right !== 0 ? left % right : undefined;
    default:
      return undefined;
  }
}

/** Terraform compares types too, and converts some first; JSON keeps neither. So only scalars of one type, and null, are compared. */
function equal(left: unknown, right: unknown): boolean | undefined {
  if (left === null || right === null) return left === right;
  if (typeof left === "string" && typeof right === "string") return left.normalize() === right.normalize();
  if (typeof left === "number" && typeof right === "number") return left === right ? isExact(left) : false;
  return typeof left === typeof right && typeof left !== "object" ? left === right : undefined;
}

/** Terraform counts in more digits than JavaScript: two numbers that are the same here need not be the same there. */
const isExact = (number: number): true | undefined => (Number.isSafeInteger(number) ? true : undefined);

function certain(values: Values): { readonly value: unknown } | undefined {
  const [only, ...others] = values;
  return only === undefined || others.length > 0 ? undefined : plain(only);
}

/** The functions that hand one of their arguments on unchanged. Through any other, nothing is proven. */
export function callFunction(name: string, args: readonly Values[], spread: boolean): Values {
  if (spread) return undetermined(`${name}() with a list spread into its arguments`);
  const [first, second] = args;
  if (first === undefined) return undetermined(`${name}() without an argument`);
  switch (name) {
    case "try":
      return union(args);
    case "coalesce":
      return coalesce(args);
    case "one":
      return eachOf(first, onlyOf, name);
    case "element":
      return element(first, second);
    default:
      return undetermined(`the function ${name}() is not followed`);
  }
}

/** Terraform refuses a list of several. */
function onlyOf([first, ...others]: readonly Values[]): Values {
  if (first === undefined) return knownValue(null);
  return others.length === 0 ? first : undetermined("one() of a list of several");
}

/** Null and the empty string are passed over; they are the only values that coalesce can drop. */
function coalesce(args: readonly Values[]): Values {
  const kept = args.map((set) =>
    set.filter((value) => !(value.kind === "known" && (value.value === null || value.value === ""))),
  );
  return kept.every((set) => set.length === 0) ? undetermined("coalesce() of nothing") : union(kept);
}

function element(list: Values, index: Values | undefined): Values {
  const position = index === undefined ? undefined : certain(index)?.value;
  return eachOf(
    list,
    (items) => {
      if (items.length === 0) return undetermined("element() of an empty list");
      if (typeof position !== "number") return union(items);
      const item = items[((position % items.length) + items.length) % items.length];
      return item ?? undetermined("element() at no place of the list");
    },
    "element",
  );
}

function eachOf(values: Values, pick: (items: readonly Values[]) => Values, name: string): Values {
  return union(
    values.map((value: Value) => {
      if (value.kind !== "list") return undetermined(`${name}() of something that is not a list at hand`);
      // The only item of a list is the one that it has, wherever it stands.
      const placed = value.loose !== true || (name === "one" && value.items.length === 1);
      return placed ? pick(value.items) : undetermined(noPlace);
    }),
  );
}
