import { literalText, nodeOfJson, openNode, type NodeSlot, type PolicyNode, type PolicyText } from "../../iam";
import { formatPath } from "../configuration/format-path";
import { giveFolder } from "../values/settling";
import type { Value, Values } from "../values/value";

/** How the reader of one document looks at values: with those that the plan knows already in place of attributes. */
export type Settle = (value: Value) => Value;

/** Texts that are put together from several possible parts are not enumerated beyond this. */
const maxTexts = 16;

/** What may stand in one place of a document. */
export function nodesOf(values: Values, settle: Settle): NodeSlot {
  return values.map((value) => nodeOf(settle(value), settle));
}

function nodeOf(value: Value, settle: Settle): PolicyNode {
  switch (value.kind) {
    case "known":
      return nodeOfJson(value.value, value.sensitive === true);
    case "list":
      return { kind: "list", items: value.items.map((item) => nodesOf(item, settle)) };
    case "map":
      return {
        kind: "map",
        entries: new Map([...value.entries.keys()].map((key) => [key, nodesOf(value.entries.get(key) ?? [], settle)])),
      };
    case "attribute":
    case "text": {
      const [text, ...others] = textsOf([value], settle);
      return text === undefined || others.length > 0
        ? openNode("a text that may be put together in several ways", "write it out")
        : { kind: "text", text };
    }
    case "instances":
      return openNode("which instances the module has is not known", giveFolder);
    case "document":
      return openNode("a JSON text stands where a plain one is expected", "write it as a value");
    case "undetermined":
      return openNode(value.because, value.settledBy);
  }
}

/** Every text that a set of values can be, with references and open parts in it. */
export function textsOf(values: Values, settle: Settle): readonly PolicyText[] {
  return values.flatMap((value): readonly PolicyText[] => {
    const settled = settle(value);
    switch (settled.kind) {
      case "known":
        return [knownText(settled.value, settled.sensitive === true)];
      case "attribute":
        return [[{ kind: "reference", of: settled.address, type: settled.type, attribute: formatPath(settled.path) }]];
      case "text":
        return together(settled.parts.map((part) => textsOf(part, settle)));
      case "undetermined":
        return [[{ kind: "open", because: settled.because, settledBy: settled.settledBy }]];
      default:
        return [[{ kind: "open", because: `a ${settled.kind} within a text`, settledBy: "write it as a text" }]];
    }
  });
}

function knownText(value: unknown, sensitive: boolean): PolicyText {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? literalText(String(value), sensitive)
    : [{ kind: "open", because: "something that is no text within a text", settledBy: "write it as a text" }];
}

function together(parts: readonly (readonly PolicyText[])[]): readonly PolicyText[] {
  let texts: readonly PolicyText[] = [[]];
  for (const part of parts) texts = texts.flatMap((text) => part.map((more) => [...text, ...more]));
  return texts.length <= maxTexts
    ? texts
    : [[{ kind: "open", because: "a text that may be put together in many ways", settledBy: "write it out" }]];
}
