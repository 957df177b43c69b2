import { expect, test } from "@jest/globals";
import fc from "../../support/fast-check";
import { TextFinder } from "../../../policies/redaction/text-finder";

/** What it must find, told the slow way. */
function longestAtEachStart(texts: readonly string[], text: string): [number, number][] {
  return Array.from(text, (_, start): [number, number] => {
    const lengths = texts.filter((each) => text.startsWith(each, start)).map(({ length }) => length);
    return [start, start + Math.max(0, ...lengths)];
  }).filter(([start, end]) => end > start);
}

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 6 });

test("finds the longest text that begins at each place", () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), fc.array(word), (texts, parts) => {
      const text = parts.join("");
      const hits = new TextFinder(new Map(texts.map((each) => [each, each]))).hits(text);
      expect(hits.map(({ start, end }) => [start, end])).toEqual(longestAtEachStart(texts, text));
      for (const { start, end, replacement } of hits) expect(replacement).toBe(text.slice(start, end));
    }),
  );
});
