/** XML knows these five and numbers, nothing else, unless a DOCTYPE declares more; those are refused. */
const xmlEntities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** The named ones of HTML that announcements use. */
const htmlEntities: Record<string, string> = {
  ...xmlEntities,
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  hellip: "…",
  bull: "•",
  middot: "·",
  times: "×",
  trade: "™",
  reg: "®",
  copy: "©",
  deg: "°",
  euro: "€",
  eacute: "é",
  uuml: "ü",
  auml: "ä",
  ouml: "ö",
};

/** Decodes once: `&amp;lt;` becomes `&lt;`, as XML wants it. Unknown names stay as they are. */
export function decodeXml(text: string): string {
  return decode(text, xmlEntities);
}

/** The readable text of an HTML fragment: blocks become lines, list items dashes, markup and scripts vanish. */
export function htmlToText(html: string): string {
  return tidy(decode(withoutTags(html), htmlEntities));
}

/** One line, with the runs of white space that feeds put into titles collapsed. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

function decode(text: string, named: Record<string, string>): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole;
      const codePoint = decimal === undefined ? parseInt(hex ?? "", 16) : Number(decimal);
      const isCharacter = codePoint > 0 && codePoint <= 0x10ffff && !(codePoint >= 0xd800 && codePoint <= 0xdfff);
      return isCharacter ? String.fromCodePoint(codePoint) : "�";
    },
  );
}

const lineBreaking = new Set(["p", "br", "div", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6"]);
const invisible = new Set(["script", "style"]);

/** Walks from `<` to `<` instead of matching tags by a pattern: linear time whatever the input. */
function withoutTags(html: string): string {
  const [beforeFirst = "", ...parts] = html.split("<");
  let text = beforeFirst;
  let skipping: string | undefined;
  for (const part of parts) {
    const end = part.indexOf(">");
    const [, closing, name] = /^(\/?)([a-z][a-z0-9]*|!--)/i.exec(part) ?? [];
    if (end === -1 || name === undefined) {
      if (skipping === undefined) text += `<${part}`;
      continue;
    }
    const tag = name.toLowerCase();
    if (skipping === tag && closing === "/") skipping = undefined;
    else if (skipping === undefined && closing === "" && invisible.has(tag)) skipping = tag;
    if (skipping !== undefined) continue;
    if (tag === "li" && closing === "") text += "\n- ";
    else if (lineBreaking.has(tag)) text += "\n";
    text += part.slice(end + 1);
  }
  return text;
}

function tidy(text: string): string {
  return text
    .split("\n")
    .map(oneLine)
    .filter((line) => line !== "" && line !== "-")
    .join("\n");
}
