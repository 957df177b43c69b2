import { describe, expect, test } from "@jest/globals";
import { withoutControls } from "../../../policies/report/control-characters";

const codes = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("a character that nobody sees is taken out", () => {
  test.each([
    ["controls", [...codes(0x00, 0x1f), ...codes(0x7f, 0x9f)]],
    ["overrides and embeddings of direction", codes(0x202a, 0x202e)],
    ["isolates of direction", codes(0x2066, 0x2069)],
    ["marks of direction", [0x061c, 0x200e, 0x200f]],
    ["what has no width", [...codes(0x200b, 0x200d), ...codes(0x2060, 0x2064), 0xfeff]],
  ])("%s", (_, hidden) => {
    for (const code of hidden)
      expect([code, withoutControls(`pa${String.fromCodePoint(code)}ss`)]).toEqual([code, "pass"]);
  });
});

test("letters of any script, spaces and emoji stay as they are", () => {
  const text = "añejo שלום مرحبا 日本 🙂 a b";
  expect(withoutControls(text)).toBe(text);
});

test("half a surrogate pair is replaced, and the deepest string is cleaned", () => {
  expect(withoutControls({ list: [{ text: "a\ud800b\u202ec" }], number: 1, none: null })).toEqual({
    list: [{ text: "a\ufffdbc" }],
    number: 1,
    none: null,
  });
});
