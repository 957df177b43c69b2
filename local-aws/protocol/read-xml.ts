import { XMLParser, XMLValidator } from "fast-xml-parser";
import { checkMembers, memberFinder } from "./check-members";
import { malformed, mistypedMember, unknownMember, within } from "./input-fault";
import { readText } from "./scalar-text";
import { membersOf, type Member, type Shape } from "./schema";
import { mapNames, xmlName } from "./xml-names";

/** An element: text alone, or attributes (`@name`), text (`#text`) and children by name; several of a name are a list. */
export type XmlTree = string | { readonly [name: string]: XmlTree | readonly XmlTree[] };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  htmlEntities: true,
});

/** The root element of a document, whatever its name. */
export function parseXml(body: Uint8Array): XmlTree {
  const text = Buffer.from(body).toString("utf8");
  if (XMLValidator.validate(text) !== true) throw malformed("The body is not well-formed XML.");
  const [root] = Object.entries(parser.parse(text) as Record<string, XmlTree>).filter(([name]) => name !== "#text");
  if (!root) throw malformed("The body has no XML element.");
  return root[1];
}

/** An element as the SDK would have it. `only` leaves out members that are bound elsewhere. */
export function readXml(shape: Shape, tree: XmlTree, path = "", only = membersOf(shape)): unknown {
  if (shape.isStructSchema()) return readStructure(shape, tree, path, only);
  if (shape.isListSchema()) {
    const item = shape.getValueSchema();
    return childrenOf(tree, item.getMergedTraits().xmlName ?? "member", path).map((child, index) =>
      readXml(item, child, within(path, index)),
    );
  }
  if (shape.isMapSchema()) return readMap(shape, childrenOf(tree, "entry", path), path);
  return readText(shape, textOf(tree, path), path, "date-time");
}

function readStructure(shape: Shape, tree: XmlTree, path: string, only: readonly Member[]): unknown {
  const find = memberFinder(only, (member) => (member.traits.xmlAttribute ? `@${xmlName(member)}` : xmlName(member)));
  const result: Record<string, unknown> = {};
  for (const [name, child] of Object.entries(typeof tree === "string" ? textOnly(tree, path) : tree)) {
    if (name === "#text" || name.startsWith("@xmlns")) continue;
    const { name: key, shape: member, traits } = find(name, path);
    const at = within(path, key);
    const items = Array.isArray(child) ? (child as readonly XmlTree[]) : [child as XmlTree];
    if (traits.xmlFlattened && member.isListSchema())
      result[key] = items.map((item, index) => readXml(member.getValueSchema(), item, within(at, index)));
    else if (traits.xmlFlattened && member.isMapSchema()) result[key] = readMap(member, items, at);
    else if (items.length > 1) throw mistypedMember(at, "one element", items);
    else result[key] = readXml(member, items[0] ?? "", at);
  }
  if (only.length === membersOf(shape).length) checkMembers(shape, result, path);
  return result;
}

function readMap(shape: Shape, entries: readonly XmlTree[], path: string): Record<string, unknown> {
  const [keyName, valueName] = mapNames(shape);
  return Object.fromEntries(
    entries.map((entry) => {
      const [key = ""] = childrenOf(entry, keyName, path, valueName);
      const [value = ""] = childrenOf(entry, valueName, path, keyName);
      const text = textOf(key, path);
      return [text, readXml(shape.getValueSchema(), value, within(path, text))];
    }),
  );
}

/** The children of one name, in their order; any other child but those in `beside` is refused. */
function childrenOf(tree: XmlTree, name: string, path: string, beside = name): readonly XmlTree[] {
  const fields = typeof tree === "string" ? textOnly(tree, path) : tree;
  for (const key of Object.keys(fields))
    if (key !== name && key !== beside && key !== "#text" && !key.startsWith("@"))
      throw unknownMember(within(path, key));
  const found = fields[name] ?? [];
  return Array.isArray(found) ? (found as readonly XmlTree[]) : [found as XmlTree];
}

/** White space between elements is no content. */
function textOnly(text: string, path: string): Record<string, never> {
  if (text.trim() !== "") throw mistypedMember(path, "elements", text);
  return {};
}

function textOf(tree: XmlTree, path: string): string {
  if (typeof tree === "string") return tree;
  const names = Object.keys(tree).filter((name) => name !== "#text" && !name.startsWith("@"));
  if (names.length > 0) throw mistypedMember(path, "text", tree);
  return typeof tree["#text"] === "string" ? tree["#text"] : "";
}
