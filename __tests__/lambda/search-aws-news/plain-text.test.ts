import { describe, expect, test } from "@jest/globals";
import { decodeXml, htmlToText } from "../../../lambda/search-aws-news/plain-text";

describe("decodeXml", () => {
  test.each([
    ["&lt;p&gt; &amp; &quot;x&quot; &apos;y&apos;", "<p> & \"x\" 'y'"],
    ["decodes once: &amp;lt;", "decodes once: &lt;"],
    ["&#8212; &#x2014;", "— —"],
    [
      "&nbsp; is HTML's, &custom; nobody's, &constructor; an object's",
      "&nbsp; is HTML's, &custom; nobody's, &constructor; an object's",
    ],
    ["no characters: &#0; &#xD800; &#x110000;", "no characters: � � �"],
  ])("%s", (text, decoded) => {
    expect(decodeXml(text)).toBe(decoded);
  });
});

describe("htmlToText", () => {
  test.each([
    ["<p>one</p><p>two</p>", "one\ntwo"],
    ["one<br>two<BR/>three", "one\ntwo\nthree"],
    ["<ul><li>a</li><li></li><li>b</li></ul>", "- a\n- b"],
    ["a<b>b</b>c <a href='https://x'>d</a>", "abc d"],
    ["  a \n b&nbsp;c  ", "a\nb c"],
    ["<style>p{}</style>a<script>if (1 < 2) alert('<b>')</script>b", "ab"],
    ["<script>never closed", ""],
    ["a<!-- hidden -->b", "ab"],
    ["1 < 2 and 3 > 2", "1 < 2 and 3 > 2"],
    ["cut off <a href=", "cut off <a href="],
    ["tags come before entities: &lt;b&gt;", "tags come before entities: <b>"],
  ])("%j", (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  // In time that grows with the square of the text, the test would reach its time limit.
  test("ends on markup made to be slow", () => {
    for (const hostile of ["<", "<script>", "<a ", "<!--", "&", "&#"])
      expect(htmlToText(hostile.repeat(300_000))).toEqual(expect.any(String));
  });
});
