/**
 * A template of JSON configuration, `text ${expression} text`, with its texts and the quoted texts of its expressions rewritten.
 * What an expression refers to stays as it is: names, attributes, indices, the keys of objects. Reads once, from left to right.
 */
export function rewriteTemplate(template: string, rewrite: (text: string, quoted: boolean) => string): string {
  let result = "";
  let place = 0;
  /** The innermost is last: the braces that an expression has open, or a quoted text. */
  const open: (Expression | Quoted)[] = [];
  while (place < template.length) {
    const inside = open.at(-1);
    if (inside?.kind === "expression") {
      const character = template.charAt(place);
      if (character === '"') open.push({ kind: "quoted", isName: followsName(template, place) });
      else if (character === "{") inside.braces++;
      else if (character === "}" && --inside.braces === 0) open.pop();
      result += character;
      place++;
      continue;
    }
    const end = endOfText(template, place, inside !== undefined);
    const text = template.slice(place, end);
    place = end;
    // Text outside of expressions ends at no quote.
    const closes = template.charAt(place) === '"';
    const afterName = inside?.isName === true ? /^"\s*\]/ : /^"\s*=(?!=)/;
    const isName = closes && afterName.test(template.slice(place, place + lookahead));
    result += isName ? text : rewrite(text, closes);
    if (closes) {
      result += '"';
      place++;
      open.pop();
      continue;
    }
    result += template.slice(place, place + 2);
    place += 2;
    open.push({ kind: "expression", braces: 1 });
  }
  return result;
}

interface Expression {
  readonly kind: "expression";
  braces: number;
}

interface Quoted {
  readonly kind: "quoted";
  /** It stands where an index stands, `x["name"]`; a list, `["text"]`, follows no name. */
  readonly isName: boolean;
}

/** Nobody writes more blanks than this between a bracket and its quote. */
const lookahead = 16;

function followsName(template: string, place: number): boolean {
  return /[\w\])"*-]\[\s*$/.test(template.slice(Math.max(0, place - lookahead), place));
}

/** Where a text ends: at an interpolation, at a directive, or at its closing quote. Escapes are part of the text. */
function endOfText(template: string, from: number, quoted: boolean): number {
  const next = quoted ? /\\[\s\S]|\$\$\{|%%\{|[$%]\{|"/g : /\$\$\{|%%\{|[$%]\{/g;
  next.lastIndex = from;
  for (let found = next.exec(template); found !== null; found = next.exec(template)) {
    if (found[0] === '"' || found[0] === "${" || found[0] === "%{") return found.index;
  }
  return template.length;
}
