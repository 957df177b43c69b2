import { checkMembers, memberFinder } from "./check-members";
import { mistypedMember, within } from "./input-fault";
import { writeText } from "./scalar-text";
import { membersOf, type Member, type Shape } from "./schema";
import { element, escapeXml } from "./xml-element";
import { mapNames, xmlName } from "./xml-names";

/** The content of an element that holds a value, without the element itself. */
export function writeXml(shape: Shape, value: unknown, path = "", only = membersOf(shape)): string {
  if (shape.isStructSchema()) {
    const object = objectOf(value, path);
    if (only.length === membersOf(shape).length) checkMembers(shape, object, path);
    const find = memberFinder(membersOf(shape), ({ name }) => name);
    const bound = Object.keys(object).filter((key) => object[key] !== undefined && only.includes(find(key, path)));
    return only
      .filter(({ name, traits }) => bound.includes(name) && !traits.xmlAttribute)
      .map((member) => writeMember(member, object[member.name], within(path, member.name)))
      .join("");
  }
  if (shape.isListSchema()) {
    const item = shape.getValueSchema();
    const name = item.getMergedTraits().xmlName ?? "member";
    return listOf(value, path)
      .map((each, index) => writeElement(name, item, each, within(path, index)))
      .join("");
  }
  if (shape.isMapSchema()) return writeEntries(shape, "entry", value, path);
  return escapeXml(writeText(shape, value, path, "date-time"));
}

function writeMember(member: Member, value: unknown, path: string): string {
  const { shape, traits } = member;
  const name = xmlName(member);
  if (traits.xmlFlattened && shape.isListSchema())
    return listOf(value, path)
      .map((item, index) => writeElement(name, shape.getValueSchema(), item, within(path, index)))
      .join("");
  if (traits.xmlFlattened && shape.isMapSchema()) return writeEntries(shape, name, value, path);
  return writeElement(name, shape, value, path);
}

/** An element with the attributes that its structure's members and namespaces ask for. */
export function writeElement(name: string, shape: Shape, value: unknown, path = ""): string {
  const attributes: Record<string, string> = {};
  const namespace = shape.getMergedTraits().xmlNamespace;
  if (namespace) attributes[namespace[0] === "" ? "xmlns" : `xmlns:${namespace[0]}`] = namespace[1];
  for (const member of shape.isStructSchema() ? membersOf(shape) : []) {
    const given = (value as Record<string, unknown>)[member.name];
    if (!member.traits.xmlAttribute || given === undefined) continue;
    attributes[xmlName(member)] = writeText(member.shape, given, within(path, member.name), "date-time");
  }
  return element(name, writeXml(shape, value, path), attributes);
}

function writeEntries(shape: Shape, name: string, value: unknown, path: string): string {
  const [keyName, valueName] = mapNames(shape);
  return Object.entries(objectOf(value, path))
    .map(([key, item]) => {
      const written = writeElement(valueName, shape.getValueSchema(), item, within(path, key));
      return element(name, element(keyName, escapeXml(key)) + written);
    })
    .join("");
}

function objectOf(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw mistypedMember(path, "an object", value);
  return value as Record<string, unknown>;
}

function listOf(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw mistypedMember(path, "a list", value);
  return value as readonly unknown[];
}
