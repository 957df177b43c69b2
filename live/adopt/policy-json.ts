import { listOf, member, objectOf, textOf } from "../../policies/plan/json";

/** A policy document as IAM answers with it. */
export type PolicyJson = Readonly<Record<string, unknown>>;

/** IAM answers with documents that are encoded as in an address. */
export const policyOf = (encoded: string): PolicyJson => objectOf(JSON.parse(decodeURIComponent(encoded)));

/** A document without what it allowed of model calls, and whether anything was taken away. */
export interface Remainder {
  readonly document: PolicyJson;
  readonly isSmaller: boolean;
  /** Nothing is left in it: IAM takes no such policy. */
  readonly isEmpty: boolean;
}

/** Actions that call a model, and those that only come with them. */
const modelCall = /^bedrock:(invokemodel\S*|createmodelinvocationjob|converse\S*|startasyncinvoke)$/i;
const besides = /^bedrock:(getinferenceprofile|getfoundationmodel)$/i;

/**
 * Takes model calls out of a policy's statements: a statement that allows nothing else goes, and of one with a list of actions
 * those actions go. A wildcard that means more than model calls stays.
 */
export function withoutModelCalls(document: PolicyJson): Remainder {
  const statements = asList(document["Statement"]);
  const kept = statements.flatMap(statementWithout);
  const isSmaller = kept.length < statements.length || kept.some((each, index) => each !== statements[index]);
  return { document: { ...document, Statement: kept }, isSmaller, isEmpty: kept.length === 0 };
}

function statementWithout(statement: unknown): unknown[] {
  if (member(statement, "Effect") !== "Allow" || member(statement, "Action") === undefined) return [statement];
  const actions = asList(member(statement, "Action"));
  const calls = actions.filter((action) => modelCall.test(textOf(action) ?? ""));
  if (calls.length === 0) return [statement];
  const left = actions.filter((action) => !calls.includes(action));
  if (left.every((action) => besides.test(textOf(action) ?? ""))) return [];
  return [{ ...objectOf(statement), Action: left }];
}

const asList = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return listOf(value);
  return value === undefined ? [] : [value];
};
