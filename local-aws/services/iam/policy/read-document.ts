import * as z from "zod/mini";
import { isOperator } from "./condition-operators";
import type { Clause, Condition, PolicyDocument, PrincipalClause, Statement } from "./document";

const texts = z.union([z.string(), z.array(z.string())]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const principal = z.union([
  z.literal("*"),
  z.partialRecord(z.enum(["AWS", "Service", "Federated", "CanonicalUser"]), texts),
]);

const statementSchema = z.strictObject({
  Sid: z.optional(z.string()),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: z.optional(principal),
  NotPrincipal: z.optional(principal),
  Action: z.optional(texts),
  NotAction: z.optional(texts),
  Resource: z.optional(texts),
  NotResource: z.optional(texts),
  Condition: z.optional(z.record(z.string(), z.record(z.string(), z.union([scalar, z.array(scalar)])))),
});

const documentSchema = z.strictObject({
  Version: z.optional(z.enum(["2012-10-17", "2008-10-17"])),
  Id: z.optional(z.string()),
  Statement: z.union([z.array(statementSchema), statementSchema]),
});

type RawStatement = z.infer<typeof statementSchema>;

/** A text that is no policy. Its message is IAM's. */
export class NotAPolicy extends Error {
  override name = "NotAPolicy";
}

/**
 * Reads a policy's JSON text.
 * @throws NotAPolicy for anything that IAM's grammar does not have
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readDocument(text: string): PolicyDocument {
  const parsed = documentSchema.safeParse(json(text));
  if (!parsed.success) throw new NotAPolicy("Syntax errors in policy.");
  return { statements: listOf(parsed.data.Statement).map(readStatement) };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotAPolicy("This policy contains invalid Json");
  }
}

function readStatement(raw: RawStatement): Statement {
  const action = clause(raw.Action, raw.NotAction);
  if (!action) throw new NotAPolicy("Policy statement must contain actions.");
  if (!action.patterns.every((pattern) => pattern === "*" || /^[a-z0-9-]+:\S+$/i.test(pattern)))
    throw new NotAPolicy("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
  const who = principalClause(raw.Principal, false) ?? principalClause(raw.NotPrincipal, true);
  const resource = clause(raw.Resource, raw.NotResource);
  return {
    effect: raw.Effect,
    action,
    conditions: Object.entries(raw.Condition ?? {}).flatMap(([operator, keys]) => readConditions(operator, keys)),
    ...(who && { principal: who }),
    ...(resource && { resource }),
  };
}

function clause(is?: string | string[], isNot?: string | string[]): Clause | undefined {
  if (is !== undefined && isNot !== undefined) throw new NotAPolicy("Syntax errors in policy.");
  const patterns = is ?? isNot;
  return patterns === undefined ? undefined : { patterns: listOf(patterns), inverted: isNot !== undefined };
}

function principalClause(raw: RawStatement["Principal"], inverted: boolean): PrincipalClause | undefined {
  if (raw === undefined) return undefined;
  if (raw === "*") return { named: [{ type: "AWS", value: "*" }], inverted };
  const named = Object.entries(raw).flatMap(([type, values]) => listOf(values).map((value) => ({ type, value })));
  return { named, inverted };
}

function readConditions(written: string, keys: Record<string, unknown>): Condition[] {
  const [, quantifier, name = "", ifExists] = /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/.exec(written) ?? [];
  if (!isOperator(name)) throw new NotAPolicy(`Invalid Condition type : ${written}`);
  return Object.entries(keys).map(([key, values]) => ({
    operator: name,
    ...(quantifier !== undefined && { quantifier: quantifier as "ForAnyValue" | "ForAllValues" }),
    ifExists: ifExists !== undefined,
    key,
    values: listOf(values).map(String),
  }));
}

const listOf = <T>(value: T | readonly T[]): T[] => (Array.isArray(value) ? [...(value as T[])] : [value as T]);
