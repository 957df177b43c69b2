import { expect, test } from "@jest/globals";
import { known, type Attribute, type PossibleValue } from "../../../policies/attribute";
import { filterValue, isTagged, projectOf } from "../../../policies/project-tag";

const may = (...possible: PossibleValue[]): Attribute => ({ possible, trail: [] });
const resolved = (members: object = {}): PossibleValue => ({
  kind: "resolved",
  of: "aws_x.y",
  type: "aws_x",
  attribute: "name",
  ...members,
});

test.each<[string, Attribute, string, string | undefined]>([
  ["a value", known("news"), "yes", "news"],
  ["a value with white space around it", known(" news "), "yes", " news "],
  ["an empty value", known(""), "no", undefined],
  ["white space", known(" \t"), "no", undefined],
  ["no tag", known(null), "no", undefined],
  ["a number", known(1), "no", undefined],
  ["a reference", may(resolved()), "unknown", undefined],
  ["a reference whose value is known", may(resolved({ value: "news" })), "yes", "news"],
  ["a reference to nothing", may(resolved({ value: "" })), "no", undefined],
  ["something open", may({ kind: "undetermined", because: "", settledBy: "" }), "unknown", undefined],
  ["one of two projects", may(...known("a").possible, ...known("b").possible), "yes", undefined],
  ["a project or none", may(...known("a").possible, ...known(null).possible), "unknown", undefined],
])("%s", (_, tag, tagged, project) => {
  expect(isTagged(tag)).toBe(tagged);
  expect(projectOf(tag)).toBe(project);
});

test("a budget's filter for it", () => {
  expect(filterValue("Project", "news")).toBe("user:Project$news");
});
