import { expect, test } from "@jest/globals";
import { grouped, groupedBySome } from "../../policies/grouped";

const words = ["apple", "bean", "avocado", "cherry", "banana"];

test("a list by a key of its members has the groups, and each group its members, in the list's order", () => {
  expect([...grouped(words, (word) => word[0])]).toEqual([
    ["a", ["apple", "avocado"]],
    ["b", ["bean", "banana"]],
    ["c", ["cherry"]],
  ]);
  expect(grouped([], () => "")).toEqual(new Map());
});

test("a list by several keys of its members has each in every group that it belongs to, or in none", () => {
  const vowels = (word: string) => [...new Set(word.match(/[aeu]/g))];
  expect([...groupedBySome(["bean", "plum", "sky", "cake"], vowels)]).toEqual([
    ["e", ["bean", "cake"]],
    ["a", ["bean", "cake"]],
    ["u", ["plum"]],
  ]);
});
