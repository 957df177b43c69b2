/**
 * Foreign text as a sentence of GitHub's Markdown, on one line and in a cell of a table: it makes no structure, no link, no mention
 * of a person or an issue, and no formula. What GitHub looks for after it has read the Markdown no backslash stops: a space without
 * width does.
 */
export function prose(text: string, most = 400): string {
  return clip(text, most).replaceAll(
    /[&<>|`\\*[\]~$]|(?<![a-z0-9])_|_(?![a-z0-9])|@(?=[\w-])|#(?=\d)|:(?=\/\/)|\bwww(?=\.)|\bGH(?=-\d)/gi,
    (found) => entities[found] ?? (/^[\\*_[\]~]$/.test(found) ? `\\${found}` : `${found}\u200b`),
  );
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "|": "&#124;",
  "`": "&#96;",
  $: "<span>$</span>",
};

/** Foreign text as code: an address, a path. Where backticks would not hold it, as HTML. */
export function code(text: string, most = 200): string {
  const shown = clip(text, most);
  if (shown !== "" && !/[`|<\\]|^ | $/.test(shown)) return `\`${shown}\``;
  return htmlCode(shown, most);
}

/** The same where Markdown is not read: inside HTML. */
export const htmlCode = (text: string, most = 200): string =>
  `<code>${clip(text, most).replaceAll(/[!-,/:-@[-`{-~]/g, (each) => `&#${each.charCodeAt(0)};`)}</code>`;

/** Lines as they are, in a fence that none of them closes. */
export function fenced(lines: readonly string[]): string {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []);
  const fence = "`".repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return [`${fence}text`, ...lines, fence].join("\n");
}

/** A block that is closed until somebody opens it. `title` is HTML already. */
export const folded = (title: string, body: string, open = false): string =>
  `<details${open ? " open" : ""}><summary>${title}</summary>\n\n${body}\n\n</details>`;

/** By whole characters: half of one would not be text. */
function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${Array.from(text.slice(0, most)).slice(0, -1).join("")}…`;
}
