import { describe, expect, test } from "@jest/globals";
import { literalText, nodeOfJson } from "../../../policies/iam";
import { describeText, knownText } from "../../../policies/iam/policy-text";

describe("a text with policy variables", () => {
  const literal = (text: string): object => ({ kind: "literal", text });
  const variable = (name: string): object => ({
    kind: "open",
    because: `the policy variable ${name} differs from request to request`,
    settledBy: "write the text without it",
  });
  const verbatim = (text: string): object => ({ kind: "literal", text, verbatim: true });

  test.each([
    ["abc", [literal("abc")]],
    ["${aws:x}", [variable("aws:x")]],
    ["a${aws:x}b", [literal("a"), variable("aws:x"), literal("b")]],
    ["${aws:x}${aws:y}", [variable("aws:x"), variable("aws:y")]],
    ["a${*}${?}${$}", [literal("a"), verbatim("*"), verbatim("?"), verbatim("$")]],
    ["a${b", [literal("a${b")]],
  ])("%s", (text, parts) => {
    expect(literalText(text)).toEqual(parts);
  });

  test.each([
    ["abc", "abc"],
    ["", ""],
    ["a${*}", undefined],
    ["${aws:x}", undefined],
  ])("of %s is known %s", (text, known) => {
    expect(knownText(literalText(text))).toBe(known);
  });
});

test("a text is shown with its references, and without what is sensitive", () => {
  const reference = { kind: "reference", of: "aws_x.y", type: "aws_x", attribute: "arn" } as const;
  expect(describeText([...literalText("a"), reference, ...literalText("${aws:x}")])).toBe("a${aws_x.y.arn}(not known)");
  expect(describeText(literalText("a${*}b${aws:x}c", true))).toBe(
    "(sensitive value)(sensitive value)(sensitive value)(not known)(sensitive value)",
  );
});

test("JSON is read as IAM reads it: numbers and booleans are texts, null is nothing", () => {
  const text = (of: string): object => ({ kind: "text", text: [{ kind: "literal", text: of }] });
  const node = nodeOfJson({ a: null, b: undefined, c: ["x", 7, true] });
  expect(node).toEqual({
    kind: "map",
    entries: new Map<string, object[]>([
      ["a", [{ kind: "null" }]],
      ["b", [{ kind: "null" }]],
      ["c", [{ kind: "list", items: [[text("x")], [text("7")], [text("true")]] }]],
    ]),
  });
});
