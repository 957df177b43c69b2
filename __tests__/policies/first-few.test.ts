import { expect, test } from "@jest/globals";
import { firstFew } from "../../policies/first-few";

test.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b", "c"], "a, b, c"],
  [["a", "b", "c", "d"], "a, b, c and 1 more"],
  [["a", "b", "c", "d", "e"], "a, b, c and 2 more"],
])("of %j a reader is shown %s", (texts, shown) => {
  expect(firstFew(texts)).toBe(shown);
});
