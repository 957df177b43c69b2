import { runInNewContext } from "node:vm";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { code, source } from "../../../live/adopt/source-text";

/** What the source is when it runs. */
const evaluated = (text: string): unknown => runInNewContext(`(${text})`) as unknown;

/** What Terraform makes of a text. */
const unescaped = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll("$${", () => "${")
      .replaceAll("%%{", () => "%{"),
  );

describe("source", () => {
  test.each([
    ["of several lines", "first\nsecond"],
    ["with line ends of Windows", "first\r\nsecond"],
    ["with backticks, quotes and backslashes", 'a `b` "c" \\n\n'],
    ["that looks like a template of TypeScript and of Terraform", "${price} and %{if}\n$${x}"],
  ])("a text %s comes through TypeScript and Terraform as it is", (_, text) => {
    expect(unescaped(evaluated(source(text)))).toBe(text);
  });

  test("any JSON comes through", () => {
    // Zero has no sign in JSON, and a text that is escaped already is no other text.
    const isPlain = (value: unknown) => !/\$\$\{|%%\{|__proto__/.test(JSON.stringify(value));
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }).filter(isPlain), (value) => {
        expect(unescaped(evaluated(source(value)))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test("code stands as it is, in short where a member has its name, and what is undefined is left out", () => {
    const value = { role: code("role"), profile: code("role.arn"), none: undefined };
    expect(source(value)).toBe("{ role, profile: role.arn }");
  });
});
