import { describe, expect, test } from "@jest/globals";
import fc from "../../support/fast-check";
import { readPattern } from "../../../policies/settings/address-pattern";
import { globMatches, isAllowedProject } from "../../../policies/settings/glob";
import { nearest } from "../../../policies/settings/nearest";

const covers = (pattern: string, address: string): boolean | undefined => readPattern(pattern)?.matches(address);

describe("addresses", () => {
  test.each([
    ["aws_t.n", "aws_t.n"],
    ["aws_t.*", "aws_t.n"],
    ["aws_t.n*", "aws_t.n"],
    ["aws_t.*-old", "aws_t.chat-old"],
    ["aws_*.n", "aws_t.n"],
    ["aws_t.n[*]", "aws_t.n[0]"],
    ["aws_t.n[*]", 'aws_t.n["a.b[0]"]'],
    ["aws_t.n[*]", 'aws_t.n["a\\"b"]'],
    ['aws_t.n["a.b"]', 'aws_t.n["a.b"]'],
    ['aws_t.n["s3:*"]', 'aws_t.n["s3:*"]'],
    ["module.*.aws_t.n", "module.a.aws_t.n"],
    ["module.a[*].aws_t.*", 'module.a["x.y"].aws_t.n'],
    ['module.a["x.y"].aws_t.*', 'module.a["x.y"].aws_t.n'],
    ["module.a.module.*.data.aws_t.n", "module.a.module.b.data.aws_t.n"],
    ["arn:aws:bedrock:eu-west-2:000000000000:agent/*", "arn:aws:bedrock:eu-west-2:000000000000:agent/ABC"],
  ])("%s covers %s", (pattern, address) => {
    expect(covers(pattern, address)).toBe(true);
  });

  test.each([
    ["aws_t.n", "aws_t.n[0]"],
    ["aws_t.n", "aws_t.nn"],
    ["aws_t.n", "module.a.aws_t.n"],
    ["aws_t.n[0]", "aws_t.n"],
    ["aws_t.n[0]", 'aws_t.n["0"]'],
    ["aws_t.n[0]", "aws_t.n[00]"],
    ["aws_t.*", "aws_t.n[0]"],
    ["aws_t.*", "aws_t.n.x"],
    ["aws_t.n*", 'aws_t.n["a"]'],
    ["*", "aws_t.n"],
    ["*.n", "module.a.aws_t.n"],
    ["module.*", "module.a.aws_t.n"],
    ["module.*.aws_t.n", 'module.a["x"].aws_t.n'],
    ["module.*.aws_t.n", "module.a.module.b.aws_t.n"],
    ['aws_t.n["s3:*"]', 'aws_t.n["s3:Get"]'],
    ["aws_t.n[*]", "aws_t.n"],
    ["aws_t.n[*]", "aws_t.n[0].x"],
    ["aws_t.n", ".aws_t.n"],
    ["aws_t.?", "aws_t.n"],
    ["aws_t.n", "AWS_T.N"],
    ["aws.t", "aws_t"],
    ["aws_t.n[*]", 'aws_t.n["a'],
  ])("%s does not cover %s", (pattern, address) => {
    expect(covers(pattern, address)).toBe(false);
  });

  test.each(["", ".a", "a.", "a..b", "a[", "a[]", 'a["', 'a["x]', "a[x]", 'a["x"]b', "[0]", '["a"].b', "a]", 'a"b'])(
    "%j is no address",
    (text) => {
      expect(readPattern(text)).toBeUndefined();
    },
  );

  test.each([
    ["aws_t.n", { exact: true, hasOpenName: false, namesSomething: true }],
    ['aws_t.n["*"]', { exact: true, hasOpenName: false, namesSomething: true }],
    ["aws_t.n[*]", { exact: false, hasOpenName: false, namesSomething: true }],
    ["aws_t.*", { exact: false, hasOpenName: true, namesSomething: true }],
    ["*.*", { exact: false, hasOpenName: true, namesSomething: false }],
    ["module.*.*.*[*]", { exact: false, hasOpenName: true, namesSomething: false }],
    ["data.*.**", { exact: false, hasOpenName: true, namesSomething: false }],
  ])("%s is of the kind %j", (pattern, kind) => {
    expect(readPattern(pattern)).toMatchObject(kind);
  });

  const name = fc.stringMatching(/^[a-z_][a-z0-9_-]{0,8}$/);
  const key = fc.oneof(
    fc.constant(""),
    fc.nat(20).map((index) => `[${index}]`),
    fc.string({ maxLength: 8 }).map((text) => `[${JSON.stringify(text)}]`),
  );
  const address = fc
    .array(fc.tuple(name, key), { minLength: 2, maxLength: 6 })
    .map((steps) => steps.map(([word, instance]) => word + instance).join("."));

  test("an address covers itself and nothing else", () => {
    fc.assert(
      fc.property(address, address, (one, other) => {
        expect(covers(one, one)).toBe(true);
        expect(covers(one, other)).toBe(one === other);
      }),
    );
  });
});

describe("globs", () => {
  const letters = fc.stringMatching(/^[ab]{0,8}$/);
  test("agree with the regular expression of the same meaning", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab*]{0,6}$/), letters, (pattern, text) => {
        expect(globMatches(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(text));
      }),
      { numRuns: 2000 },
    );
  });

  test("many stars cost no more than text times pattern", () => {
    const before = process.cpuUsage();
    expect(globMatches(`${"a*".repeat(100)}b`, "a".repeat(10_000))).toBe(false);
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
  });

  test.each<[readonly string[] | undefined, string, boolean]>([
    [undefined, "anything", true],
    [["news"], "news", true],
    [["news"], "News", false],
    [["news"], "news-2", false],
    [["chat", "news-*"], "news-2", true],
    [["news-*"], "news-", true],
    [["a.c"], "abc", false],
    [[], "news", false],
  ])("of %j, the project %s is allowed: %s", (allowed, project, expected) => {
    expect(isAllowedProject(allowed, project)).toBe(expected);
  });
});

describe("hints", () => {
  const known = ["plan-is-whole", "agent-uses-inference-profile", "budget-matches-project-tag"];
  test.each([
    ["plan-is-hole", "plan-is-whole"],
    ["PLAN_IS_WHOLE", "plan-is-whole"],
    ["budget-match-tag", "budget-matches-project-tag"],
    ["xyz", undefined],
    ["", undefined],
  ])("%s: %s", (name, expected) => {
    expect(nearest(name, known)).toBe(expected);
  });

  test("a text of any length is answered at once", () => {
    expect(nearest("x".repeat(1_000_000), known)).toBeUndefined();
  });
});
