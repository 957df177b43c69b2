import { certainText, type Attribute, type Certainty } from "./attribute";
import { isList, isObject, listOf, member, objectOf } from "./plan/json";

/**
 * Does a resource policy of an API keep strangers out? Yes if every Allow is for named principals or on a condition about where
 * the caller comes from, or if a Deny meets whoever does not. A policy written otherwise is not judged.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
export function keepsStrangersOut(policy: Attribute): Certainty {
  const statements = statementsOf(policy);
  if (statements === undefined) return "unknown";
  if (statements.some(deniesStrangers)) return "yes";
  const allowing = statements.filter(({ Effect: effect }) => effect === "Allow");
  if (allowing.every((statement) => !isForAnybody(statement) || limits(statement, positive))) return "yes";
  const plain = allowing.some((statement) => isForAnybody(statement) && statement["Condition"] === undefined);
  return plain && allowing.length === statements.length ? "no" : "unknown";
}

type Statement = Readonly<Record<string, unknown>>;

function statementsOf(policy: Attribute): readonly Statement[] | undefined {
  try {
    const statement = member(JSON.parse(certainText(policy) ?? ""), "Statement");
    const statements = isList(statement) ? statement : [statement];
    return statements.every(isStatement) ? statements : undefined;
  } catch {
    return undefined;
  }
}

/** AWS reads names in any case; whatever a member of another case would say is not judged. */
const isStatement = (value: unknown): value is Statement =>
  isObject(value) && (value["Effect"] === "Allow" || value["Effect"] === "Deny");

function isForAnybody({ Principal: principal, NotPrincipal: not }: Statement): boolean {
  if (not !== undefined || principal === undefined) return true;
  const aws = isObject(principal) ? principal["AWS"] : principal;
  return (isList(aws) ? aws : [aws]).includes("*");
}

/** What a condition can say of a caller that a stranger cannot choose. */
const origins =
  /^aws:(SourceIp|VpcSourceIp|SourceVpce?|PrincipalOrgID|PrincipalAccount|PrincipalArn|SourceAccount|SourceArn)$/i;

const positive = /^(StringEquals|StringLike|ArnEquals|ArnLike|IpAddress)$/;
const negative = /^(StringNotEquals|StringNotLike|ArnNotEquals|ArnNotLike|NotIpAddress)$/;

function limits({ Condition: condition }: Statement, operators: RegExp): boolean {
  return Object.entries(objectOf(condition)).some(
    ([operator, keys]) =>
      operators.test(operator) &&
      Object.entries(objectOf(keys)).some(([key, values]) => origins.test(key) && !holdsEverybody(values)),
  );
}

/** Half of all addresses is a stranger's too: nobody owns a range wider than /8. */
const holdsEverybody = (values: unknown): boolean =>
  (isList(values) ? values : [values]).some((value) => /[*?]|\/[0-7]$/.test(String(value)));

/** The whole API, to anybody, unless the caller comes from where the one condition says. */
function deniesStrangers(statement: Statement): boolean {
  const { Effect: effect, Action: action, Resource: resource, Condition: condition } = statement;
  const every = (value: unknown, all: RegExp): boolean => listed(value).some((each) => all.test(each));
  return (
    effect === "Deny" &&
    isForAnybody(statement) &&
    every(action, /^(\*|execute-api:(\*|Invoke))$/) &&
    every(resource, /^(\*|execute-api:\/\*|arn:[^:]*:execute-api:[^:]*:[^:]*:[^/]*\/\*)$/) &&
    Object.keys(objectOf(condition)).length === 1 &&
    Object.values(objectOf(condition)).every((keys) => Object.keys(objectOf(keys)).length === 1) &&
    limits(statement, negative)
  );
}

const listed = (value: unknown): string[] =>
  (isList(value) ? listOf(value) : [value]).filter((each) => typeof each === "string");
