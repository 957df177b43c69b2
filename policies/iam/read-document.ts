import {
  isOpen,
  type Condition,
  type Open,
  type PolicyDocument,
  type Selection,
  type Statement,
  type StatementSlot,
} from "./document";
import type { NodeSlot, PolicyNode } from "./policy-node";
import { knownText, openPart, type TextSlot } from "./policy-text";

const settledBy = "write the policy with known statements, or with references that stand alone";

const open = (because: string, by = settledBy): Open => ({ open: true, because, settledBy: by });

/** A tree as the policy document that IAM makes of it. What it does not understand stays open. */
export function readDocument(node: PolicyNode): readonly (PolicyDocument | Open)[] {
  if (node.kind === "open") return [open(node.because, node.settledBy)];
  if (node.kind !== "map") return [open("the policy is no JSON object")];
  const statements = entry(node, "statement");
  return statements === undefined
    ? [open("the policy has no Statement")]
    : statements.map((each) => ({ statements: readStatements(each) }));
}

function readStatements(node: PolicyNode): readonly StatementSlot[] {
  if (node.kind !== "list") return [[readStatement(node)]];
  return node.items.flatMap((slot) => {
    const [only, ...others] = slot;
    // concat() and flatten() may leave a list where a statement is meant.
    if (only?.kind === "list" && others.length === 0) return readStatements(only);
    return [slot.map(readStatement)];
  });
}

function readStatement(node: PolicyNode): Statement | Open {
  if (node.kind === "open") return open(node.because, node.settledBy);
  if (node.kind !== "map") return open("a statement is no JSON object");
  const sid = textOf(entry(node, "sid"));
  return {
    sid: sid === undefined || typeof sid === "string" ? sid : open("its Sid is not known yet"),
    effect: readEffect(textOf(entry(node, "effect"))),
    actions: readSelection(node, "action"),
    resources: readSelection(node, "resource"),
    conditions: readConditions(entry(node, "condition")),
  };
}

function readEffect(effect: string | undefined | Open): Statement["effect"] {
  return effect === "Allow" || effect === "Deny" ? effect : open("its Effect is not known yet");
}

/** A statement without either of the two, or with both, is none that IAM takes: nothing is proven by it. */
function readSelection(node: Extract<PolicyNode, { kind: "map" }>, name: "action" | "resource"): Selection {
  const positive = entry(node, name);
  const negative = entry(node, `not${name}`);
  if (positive !== undefined && negative === undefined) return { negated: false, texts: texts(positive) };
  if (negative !== undefined && positive === undefined) return { negated: true, texts: texts(negative) };
  return { negated: false, texts: [[[openPart(`it has no single ${name}`, settledBy)]]] };
}

function readConditions(slot: NodeSlot | undefined): readonly Condition[] {
  if (slot === undefined) return [];
  const [block, ...others] = slot;
  if (block === undefined || others.length > 0 || block.kind !== "map") return [unreadable];
  return [...block.entries].flatMap(([operator, keys]): Condition[] => {
    const [map, ...more] = keys;
    if (map === undefined || more.length > 0 || map.kind !== "map") return [unreadable];
    return [...map.entries].map(([key, values]) => ({ operator, key, values: texts(values) }));
  });
}

/** No operator is called so: whether it holds is never known. */
const unreadable: Condition = { operator: "?", key: "?", values: [] };

/** One text, or a list of them at any depth; a place of which several things are possible keeps them apart. */
function texts(slot: NodeSlot): readonly TextSlot[] {
  const [only, ...others] = slot;
  if (only?.kind === "list" && others.length === 0) return only.items.flatMap(texts);
  return [slot.map((node) => (node.kind === "text" ? node.text : [openTextOf(node)]))];
}

function openTextOf(node: PolicyNode): ReturnType<typeof openPart> {
  if (node.kind === "open") return openPart(node.because, node.settledBy);
  return openPart(`a ${node.kind} stands where a text is expected`, settledBy);
}

/** The one text that is certain; undefined where the member is not set. */
function textOf(slot: NodeSlot | undefined): string | undefined | Open {
  if (slot === undefined) return undefined;
  const [only, ...others] = slot;
  if (only?.kind === "null" && others.length === 0) return undefined;
  const text = only?.kind === "text" && others.length === 0 ? knownText(only.text) : undefined;
  return text ?? open("it is not known yet");
}

/** A member by its name, which IAM reads in any case; a member that is null alone is not set. */
function entry({ entries }: Extract<PolicyNode, { kind: "map" }>, name: string): NodeSlot | undefined {
  for (const [key, slot] of entries) {
    if (key.toLowerCase() === name) return slot.every(({ kind }) => kind === "null") ? undefined : slot;
  }
  return undefined;
}

/**
 * Documents laid over each other, as `aws_iam_policy_document` does: a statement takes the place of an earlier one with its Sid.
 * Undefined when a Sid is not known.
 */
export function layOver(documents: readonly PolicyDocument[]): PolicyDocument | undefined {
  let statements: StatementSlot[] = [];
  for (const { statements: more } of documents) {
    const sids = more.map(sidOf);
    if (documents.length > 1 && sids.some(isOpen)) return undefined;
    const replaced = new Set(sids.filter((sid) => typeof sid === "string" && sid !== ""));
    statements = statements.filter((slot) => !replaced.has(sidOf(slot)));
    statements.push(...more);
  }
  return { statements };
}

function sidOf(slot: StatementSlot): string | undefined | Open {
  const [only, ...others] = slot;
  if (only === undefined || others.length > 0 || isOpen(only)) return open("which statement it is is not known yet");
  return only.sid;
}
