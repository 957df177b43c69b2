import {
  isOpen,
  layOver,
  openNode,
  readDocument,
  type NodeSlot,
  type PolicyDocument,
  type PolicyNode,
} from "../../iam";
import type { AttributePath } from "../configuration/module";
import { listOf, member, objectOf, type JsonObject } from "../json";
import { plannedValue, type PlannedResource } from "../planned-resources";
import type { PlanReader } from "../reader";
import { structured, type Values } from "../values/value";
import type { WrittenBlock } from "../values/written-blocks";
import { nodesOf } from "./nodes";
import { open, type DocumentReading, type PossibleDocument } from "./possible-document";

/**
 * The document that `data.aws_iam_policy_document` makes of its blocks, for one that is read at apply only.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export function documentsOfDataSource(data: PlannedResource, reader: DocumentReading): readonly PossibleDocument[] {
  const own = readDocument(ownDocument(data, reader));
  const sources = givenDocuments(data, "source_policy_documents", "source_json", reader);
  const overrides = givenDocuments(data, "override_policy_documents", "override_json", reader);
  const all = [...sources, ...own, ...overrides];
  const known = all.filter((document): document is PolicyDocument => !isOpen(document));
  if (known.length < all.length) return all.filter(isOpen);
  return [layOver(known) ?? open("which statements replace each other is not known yet")];
}

function givenDocuments(
  data: PlannedResource,
  list: string,
  single: string,
  reader: DocumentReading,
): readonly PossibleDocument[] {
  return [list, single].flatMap((name) => {
    const planned = plannedValue(data, [name]);
    if (planned.state === "known" && (planned.value === undefined || planned.value === null)) return [];
    const { values, settled } = reader.reader.structure(data, [name]);
    const items = values.length === 1 ? listItems(values, name === list) : undefined;
    return (
      items?.flatMap((item): readonly PossibleDocument[] => {
        const documents = reader.documentsOf(item, settled);
        return documents.length === 1 ? documents : [open(`which document is among its ${name} is not known yet`)];
      }) ?? [open(`its ${name} are not known yet`)]
    );
  });
}

function listItems(values: Values, isList: boolean): readonly Values[] | undefined {
  if (!isList) return [values];
  const [only] = values.map(structured);
  return only?.kind === "list" ? only.items : undefined;
}

const settledBy = "write the blocks out, or give the configuration folder with --config DIR";

function ownDocument(data: PlannedResource, { reader }: DocumentReading): PolicyNode {
  const rows = listOf(member(data.after, "statement"));
  if (member(data.afterUnknown, "statement") === true) return openNode("its statements are not known yet", settledBy);
  const writtenOut = reader.writtenBlocks(data, "statement") === rows.length;
  // The plan tells blocks that are written out by their place. Of dynamic ones all is read where they are written.
  const expanded = writtenOut ? undefined : reader.expandedBlocks(data, "statement");
  const statements =
    expanded?.length === rows.length
      ? expanded.map((block) => writtenStatement(block, reader))
      : rows.map((row, index) => plannedStatement(data, index, objectOf(row), writtenOut, reader));
  return { kind: "map", entries: new Map([["Statement", [{ kind: "list", items: statements }]]]) };
}

/** A statement of which each part is what the plan knows of it, else what is written there, if the blocks can be told apart. */
function plannedStatement(
  data: PlannedResource,
  index: number,
  row: JsonObject,
  writtenOut: boolean,
  reader: PlanReader,
): NodeSlot {
  const at = (...path: AttributePath): NodeSlot => {
    const planned = plannedValue(data, path);
    if (planned.state === "unknown" && !writtenOut) return [openNode("a dynamic block is not followed", settledBy)];
    const { values, settled } = reader.structure(data, path);
    return nodesOf(values, settled).map(withVariables);
  };
  const isEffectSet = row["effect"] !== undefined && row["effect"] !== null;
  return statementOf(
    isEffectSet ? at("statement", index, "effect") : allow,
    (name) => at("statement", index, name),
    plannedConditions(data, index, listOf(row["condition"]).length, writtenOut, reader),
  );
}

function plannedConditions(
  data: PlannedResource,
  index: number,
  count: number,
  writtenOut: boolean,
  reader: PlanReader,
): NodeSlot {
  const block = ["statement", index, "condition"] as const;
  const planned = plannedValue(data, block);
  const written = reader.writtenBlocks(data, ...block);
  // The plan holds these blocks as a set, in an order of its own: what is not known of one is read from the blocks alone.
  if (planned.state === "unknown" && (!writtenOut || written !== count))
    return [openNode("a dynamic condition is not followed", settledBy)];
  const read = (condition: number, name: string): NodeSlot => {
    const path = [...block, condition, name];
    const { values, settled } =
      planned.state === "known" ? reader.structure(data, path) : reader.structureWritten(data, path);
    return nodesOf(values, settled).map(withVariables);
  };
  return [conditionBlock(Array.from({ length: count }, (_, each) => (name: string) => read(each, name)))];
}

function writtenStatement(block: WrittenBlock, { settled }: PlanReader): NodeSlot {
  const read = (from: WrittenBlock, name: string): NodeSlot => nodesOf(from.values(name), settled).map(withVariables);
  const effect = read(block, "effect");
  const conditions = block.blocks("condition");
  return statementOf(
    effect.every(isUnset) ? allow : effect,
    (name) => read(block, name),
    conditions === undefined
      ? [openNode("a dynamic condition is not followed", settledBy)]
      : [conditionBlock(conditions.map((condition) => (name: string) => read(condition, name)))],
  );
}

function statementOf(effect: NodeSlot, at: (name: string) => NodeSlot, conditions: NodeSlot): NodeSlot {
  const entries = new Map<string, NodeSlot>([
    ["Effect", effect],
    ["Sid", at("sid")],
    ["Condition", conditions],
  ]);
  for (const [name, element] of elements) {
    const slot = at(name);
    if (!slot.every(isUnset)) entries.set(element, slot);
  }
  return [{ kind: "map", entries }];
}

const allow: NodeSlot = [{ kind: "text", text: [{ kind: "literal", text: "Allow" }] }];

const elements = [
  ["actions", "Action"],
  ["not_actions", "NotAction"],
  ["resources", "Resource"],
  ["not_resources", "NotResource"],
] as const;

const isUnset = (node: PolicyNode): boolean =>
  node.kind === "null" || (node.kind === "list" && node.items.length === 0);

/** Operators, each with its keys; a test and key that stand in two blocks have the values of both. */
function conditionBlock(blocks: readonly ((name: string) => NodeSlot)[]): PolicyNode {
  const operators = new Map<string, Map<string, NodeSlot>>();
  for (const read of blocks) {
    const [test, variable] = [oneText(read("test")), oneText(read("variable"))];
    if (test === undefined || variable === undefined) return openNode("a condition's test is not known yet", settledBy);
    const keys = operators.get(test) ?? new Map<string, NodeSlot>();
    operators.set(test, keys);
    const before = keys.get(variable);
    const values = read("values");
    keys.set(variable, before === undefined ? values : [{ kind: "list", items: [before, values] }]);
  }
  const entries = [...operators].map(([test, keys]): [string, NodeSlot] => [test, [{ kind: "map", entries: keys }]]);
  return { kind: "map", entries: new Map(entries) };
}

function oneText(slot: NodeSlot): string | undefined {
  const [only, ...others] = slot;
  if (only?.kind !== "text" || others.length > 0) return undefined;
  const [part, ...more] = only.text;
  return part?.kind === "literal" && more.length === 0 ? part.text : undefined;
}

/** The data source writes IAM's policy variables with `&`, since `${` is Terraform's. */
function withVariables(node: PolicyNode): PolicyNode {
  if (node.kind === "list") return { kind: "list", items: node.items.map((slot) => slot.map(withVariables)) };
  if (node.kind !== "text" || !node.text.some((part) => part.kind === "literal" && part.text.includes("&{")))
    return node;
  return openNode("a policy variable differs from request to request", "write the text without it");
}
