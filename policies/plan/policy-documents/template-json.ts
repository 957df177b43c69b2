import { literalText, openNode, type NodeSlot } from "../../iam";
import { plain, type Value, type Values } from "../values/value";
import { nodesOf, textsOf, type Settle } from "./nodes";

type Template = Extract<Value, { kind: "text" }>;

/** Characters of Unicode's private use, which no policy holds: an open part's number stands between two of them. */
const mark = "\uE000";
const marked = /\uE000(\d+)\uE000/;

/**
 * A document written as JSON text with interpolations in it: the open parts are taken out, what is left is parsed, and they are
 * put back where they were.
 */
export function nodesOfTemplate({ parts }: Template, settle: Settle): NodeSlot {
  const taken: Values[] = [];
  let json = "";
  for (const part of parts) {
    const [only, ...others] = part.map(settle);
    const text = only === undefined || others.length > 0 ? undefined : plain(only)?.value;
    if (typeof text === "string" || typeof text === "number" || typeof text === "boolean") json += String(text);
    else {
      const place = `${mark}${taken.length}${mark}`;
      // jsonencode() makes a whole JSON value, which stands without quotes around it.
      json += only?.kind === "document" && others.length === 0 ? `"${place}"` : place;
      taken.push(part);
    }
  }
  try {
    return putBack(JSON.parse(json), taken, settle);
  } catch {
    return [openNode("the policy's text is JSON only once its unknown parts are known", "use jsonencode()")];
  }
}

function putBack(json: unknown, taken: readonly Values[], settle: Settle): NodeSlot {
  if (Array.isArray(json)) {
    return [{ kind: "list", items: json.map((item: unknown) => putBack(item, taken, settle)) }];
  }
  if (typeof json === "object" && json !== null) {
    if (Object.keys(json).some((key) => key.includes(mark)))
      return [openNode("a map whose keys are computed", "write the keys out")];
    const entries = Object.entries(json).map(([key, value]) => [key, putBack(value, taken, settle)] as const);
    return [{ kind: "map", entries: new Map(entries) }];
  }
  if (typeof json !== "string") return nodesOf([{ kind: "known", value: json }], settle);
  // Most texts of a document are whole.
  if (!json.includes(mark)) return [{ kind: "text", text: json === "" ? [] : literalText(json) }];
  return putBackText(json, taken, settle);
}

function putBackText(text: string, taken: readonly Values[], settle: Settle): NodeSlot {
  const pieces = text.split(marked);
  const [only, ...alternatives] = taken[Number(pieces[1])] ?? [];
  // What one jsonencode() makes brought its own quotes, so it stands alone. It may be any of several values.
  if (only?.kind === "document" && alternatives.length === 0) return nodesOf(only.of, settle);
  const parts = pieces.map((piece, at): Values =>
    at % 2 === 1 ? (taken[Number(piece)] ?? []) : [{ kind: "known", value: piece }],
  );
  const texts = textsOf([{ kind: "text", parts: parts.filter((_, at) => at % 2 === 1 || pieces[at] !== "") }], settle);
  const [one, ...others] = texts;
  return one === undefined || others.length > 0
    ? [openNode("a text that may be put together in several ways", "write it out")]
    : [{ kind: "text", text: one }];
}
