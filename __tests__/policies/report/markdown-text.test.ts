import { describe, expect, test } from "@jest/globals";
import { code, fenced, folded, htmlCode, prose } from "../../../policies/report/markdown-text";

describe("foreign text as a sentence", () => {
  test.each([
    ["it is bad, and no more than that", "it is bad, and no more than that"],
    ["a & b < c > d", "a &amp; b &lt; c &gt; d"],
    ["a|b `c` $d", "a&#124;b &#96;c&#96; <span>$</span>d"],
    ["*a* [b](c) ~d~ \\", "\\*a\\* \\[b\\](c) \\~d\\~ \\\\"],
    ["_a_ but snake_case_names", "\\_a\\_ but snake_case_names"],
    ["@octocat, a@b and @ once", "@\u200boctocat, a@\u200bb and @ once"],
    ["#1 and # a and #a", "#\u200b1 and # a and #a"],
    ["https://evil.example and a: b", "https:\u200b//evil.example and a: b"],
    ["www.evil.example, WWW. and awww.", "www\u200b.evil.example, WWW\u200b. and awww."],
    ["GH-3, gh-4, GH-x and aGH-1", "GH\u200b-3, gh\u200b-4, GH-x and aGH-1"],
  ])("%s", (text, written) => {
    expect(prose(text)).toBe(written);
  });

  test("is cut where it is longer than it may be, before what stands for a character is written", () => {
    expect(prose("&".repeat(400))).toBe("&amp;".repeat(400));
    expect(prose("&".repeat(401))).toBe(`${"&amp;".repeat(399)}…`);
    expect(prose("abcdef", 4)).toBe("abc…");
  });

  test("is cut at a whole character", () => {
    expect(prose("ab🙂🙂", 4)).toBe("ab…");
    expect(prose("a🙂🙂", 4)).toBe("a🙂…");
  });
});

describe("foreign text as code", () => {
  test.each([
    ["aws_x.y", "`aws_x.y`"],
    ['module.a["x"].aws_x.y', '`module.a["x"].aws_x.y`'],
    ["a b", "`a b`"],
    [" a", "<code> a</code>"],
    ["a ", "<code>a </code>"],
    ["a`b", "<code>a&#96;b</code>"],
    ["a|b", "<code>a&#124;b</code>"],
    ["a<b", "<code>a&#60;b</code>"],
    ["a\\b", "<code>a&#92;b</code>"],
    ["", "<code></code>"],
  ])("%j", (text, written) => {
    expect(code(text)).toBe(written);
  });

  test("is cut at two hundred characters, or at as many as it may have", () => {
    expect(code("a".repeat(200))).toBe(`\`${"a".repeat(200)}\``);
    expect(code("a".repeat(201))).toBe(`\`${"a".repeat(199)}…\``);
    expect(code("abcdef", 4)).toBe("`abc…`");
    expect(code("|bcdef", 4)).toBe("<code>&#124;bc…</code>");
  });

  test("in HTML keeps letters, digits, dots and spaces, and writes all other ASCII by its number", () => {
    expect(htmlCode("aZ 09.\u00e9")).toBe("<code>aZ 09.\u00e9</code>");
    expect(htmlCode(`<a href="x">&`)).toBe("<code>&#60;a href&#61;&#34;x&#34;&#62;&#38;</code>");
    expect(htmlCode("!,/:@[`{~")).toBe("<code>&#33;&#44;&#47;&#58;&#64;&#91;&#96;&#123;&#126;</code>");
    expect(htmlCode("a".repeat(201))).toBe(`<code>${"a".repeat(199)}…</code>`);
  });
});

test("lines are in a fence that is longer than any in them", () => {
  expect(fenced(["a", "b"])).toBe("```text\na\nb\n```");
  expect(fenced(["a ```` b `` c", "`"])).toBe("`````text\na ```` b `` c\n`\n`````");
});

test("a block is closed until somebody opens it, but for one that is open", () => {
  expect(folded("more", "a")).toBe("<details><summary>more</summary>\n\na\n\n</details>");
  expect(folded("more", "a", true)).toBe("<details open><summary>more</summary>\n\na\n\n</details>");
});
