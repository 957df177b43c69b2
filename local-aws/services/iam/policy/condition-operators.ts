import { BlockList, isIPv6 } from "node:net";
import { fits, fitsArn, plain } from "./wildcards";

/** Whether one value of the request meets one value of the policy, as `fillIn` gives it. */
type Compare = (wanted: string, given: string) => boolean;

interface Operator {
  readonly compare: Compare;
  /** True when no value of the policy is met, and when the request lacks the key. */
  readonly negated: boolean;
}

const is = (compare: Compare): Operator => ({ compare, negated: false });
const isNot = (compare: Compare): Operator => ({ compare, negated: true });

const equal: Compare = (wanted, given) => plain(wanted) === given;
const equalInAnyCase: Compare = (wanted, given) => plain(wanted).toLowerCase() === given.toLowerCase();
const byNumber =
  (holds: (given: number, wanted: number) => boolean): Compare =>
  (wanted, given) =>
    holds(Number(given), Number(wanted));
const byTime =
  (holds: (given: number, wanted: number) => boolean): Compare =>
  (wanted, given) =>
    holds(time(given), time(wanted));
const inRange: Compare = (wanted, given) => {
  const [address = "", bits = isIPv6(address) ? "128" : "32"] = wanted.split("/");
  const family = (text: string) => (isIPv6(text) ? "ipv6" : "ipv4");
  const range = new BlockList();
  range.addSubnet(address, Number(bits), family(address));
  return range.check(given, family(given));
};

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators: Readonly<Record<string, Operator>> = {
  StringEquals: is(equal),
  StringNotEquals: isNot(equal),
  StringEqualsIgnoreCase: is(equalInAnyCase),
  StringNotEqualsIgnoreCase: isNot(equalInAnyCase),
  StringLike: is(fits),
  StringNotLike: isNot(fits),
  ArnEquals: is(fitsArn),
  ArnLike: is(fitsArn),
  ArnNotEquals: isNot(fitsArn),
  ArnNotLike: isNot(fitsArn),
  NumericEquals: is(byNumber((given, wanted) => given === wanted)),
  NumericNotEquals: isNot(byNumber((given, wanted) => given === wanted)),
  NumericLessThan: is(byNumber((given, wanted) => given < wanted)),
  NumericLessThanEquals: is(byNumber((given, wanted) => given <= wanted)),
  NumericGreaterThan: is(byNumber((given, wanted) => given > wanted)),
  NumericGreaterThanEquals: is(byNumber((given, wanted) => given >= wanted)),
  DateEquals: is(byTime((given, wanted) => given === wanted)),
  DateNotEquals: isNot(byTime((given, wanted) => given === wanted)),
  DateLessThan: is(byTime((given, wanted) => given < wanted)),
  DateLessThanEquals: is(byTime((given, wanted) => given <= wanted)),
  DateGreaterThan: is(byTime((given, wanted) => given > wanted)),
  DateGreaterThanEquals: is(byTime((given, wanted) => given >= wanted)),
  Bool: is(equalInAnyCase),
  BinaryEquals: is(equal),
  IpAddress: is(inRange),
  NotIpAddress: isNot(inRange),
};

/** Not a comparison: whether the key is absent. */
export const nullOperator = "Null";

export const isOperator = (name: string): boolean => name === nullOperator || Object.hasOwn(operators, name);

export function operatorOf(name: string): Operator {
  const operator = operators[name];
  if (!operator) throw new Error(`IAM has no condition operator ${name}.`);
  return operator;
}

/** An ISO time, or seconds since 1970. */
const time = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));
