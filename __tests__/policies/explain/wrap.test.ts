import { expect, test } from "@jest/globals";
import { wrap } from "../../../policies/explain/wrap";

const word = (length: number): string => "x".repeat(length);

test.each<[string, string, string[]]>([
  ["nothing", "  \n ", []],
  ["a short text, whatever its spaces", " a\n b   c ", ["  a b c"]],
  ["a text that just goes into a line", `${word(49)} ${word(48)}`, [`  ${word(49)} ${word(48)}`]],
  ["a text that is one column too long", `${word(49)} ${word(49)}`, [`  ${word(49)}`, `  ${word(49)}`]],
  ["a word that is longer than a line", `a ${word(120)} b`, ["  a", `  ${word(120)}`, "  b"]],
  ["a text that begins with such a word", `${word(120)} b`, [`  ${word(120)}`, "  b"]],
])("%s is broken into lines of a hundred columns, each indented", (_, text, lines) => {
  expect(wrap(text, "  ")).toEqual(lines);
});
