/** Text that stands in the source as it is: a name, a call. */
export class Code {
  constructor(readonly text: string) {}
}

export const code = (text: string): Code => new Code(text);

const lineLength = 120;

/** Where a value is written: the indentation of its line, and what stands before it on that line. */
export interface Place {
  readonly indent: string;
  readonly before: string;
}

const start: Place = { indent: "", before: "" };

/**
 * A value as TypeScript, over several lines where one would be too long. Members that are undefined are left out. Texts are
 * escaped for Terraform too, which would take `${` in them for the start of an expression.
 */
export function source(value: unknown, place: Place = start): string {
  if (value instanceof Code) return value.text;
  if (typeof value === "string") return textSource(value);
  if (Array.isArray(value)) return listSource(value, place);
  if (typeof value === "object" && value !== null) return objectSource(value, place);
  return JSON.stringify(value);
}

function listSource(items: readonly unknown[], place: Place): string {
  const short = `[${items.map((item) => source(item)).join(", ")}]`;
  if (fits(short, place)) return short;
  const inside = { indent: `${place.indent}  `, before: "" };
  return `[\n${items.map((item) => `${inside.indent}${source(item, inside)},\n`).join("")}${place.indent}]`;
}

function objectSource(value: object, place: Place): string {
  const members = Object.entries(value).filter(([, item]) => item !== undefined);
  if (members.length === 0) return "{}";
  const short = `{ ${members.map(([name, item]) => memberSource(name, item)).join(", ")} }`;
  if (fits(short, place)) return short;
  const inside = { indent: `${place.indent}  `, before: "" };
  const lines = members.map(([name, item]) => `${inside.indent}${memberSource(name, item, inside)},\n`);
  return `{\n${lines.join("")}${place.indent}}`;
}

function memberSource(name: string, item: unknown, { indent }: Place = start): string {
  if (item instanceof Code && item.text === name) return name;
  const before = `${nameSource(name)}: `;
  return `${before}${source(item, { indent, before })}`;
}

/** With what closes the line behind it. */
const fits = (text: string, { indent, before }: Place): boolean =>
  !text.includes("\n") && indent.length + before.length + text.length + 1 <= lineLength;

/** A member's name is a text of Terraform as well where the object becomes JSON. */
const nameSource = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(escaped(name)));

function textSource(text: string): string {
  const safe = escaped(text);
  return text.includes("\n") ? template(safe) : JSON.stringify(safe);
}

/** What Terraform reads as the text again. */
const escaped = (text: string): string => text.replace(/[$%]\{/g, (opening) => `${opening.charAt(0)}${opening}`);

/** A text of several lines, as it is read by people. A template turns CR LF into LF, unless CR is written out. */
const template = (text: string): string =>
  `\`${text.replace(/[\\`]|\$\{/g, (each) => `\\${each}`).replace(/\r/g, "\\r")}\``;
