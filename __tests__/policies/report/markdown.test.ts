import { describe, expect, test } from "@jest/globals";
import MarkdownIt from "markdown-it";
import type { Judged } from "../../../policies/report/renderer";
import { renderMarkdown } from "../../../policies/report/markdown";
import type { ReportedVerdict } from "../../../policies/report/report";
import { bad, everyKind, good, hostile, hostileVerdict, many, options, plans, saying, stack } from "./support";

/** Reads tables, HTML and bare links, as GitHub does. */
const reader = new MarkdownIt({ html: true, linkify: true });

const write = (judged: readonly Judged[]): string => renderMarkdown(judged, options);
const html = (judged: readonly Judged[]): string => reader.render(write(judged));
const tagsOf = (page: string): string[] => [...new Set(page.match(/<\/?[a-z0-9]+/g) ?? [])];

/** What a reader sees, and what GitHub looks for people and issues in: everything but code. */
const textOf = (page: string): string =>
  page
    .replaceAll(/<(code|pre)[^]*?<\/\1>/g, "")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

describe("the comment", () => {
  test.each(plans)("of %s is one that GitHub takes, with our structure and no other", async (_, judged) => {
    const text = write(await judged());
    expect(text.split("\n")[0]).toBe("<!-- chargeback -->");
    expect(text.length).toBeLessThan(65_536);
    expect(text).not.toMatch(/(?!\n)\p{Cc}|\p{Surrogate}/u);
    const page = reader.render(text);
    expect(page.match(/<!--/g)).toHaveLength(1);
    const ours = "h2 h3 p strong table thead tbody tr th td br code details summary ul li pre sub span".split(" ");
    expect(tagsOf(page).filter((tag) => !ours.includes(tag.replace(/^<\/?/, "")))).toEqual([]);
    expect(page.match(/<details/g)?.length).toBe(page.match(/<\/details>/g)?.length);
    for (const row of page.match(/<tr>[^]*?<\/tr>/g) ?? []) expect([3, 7]).toContain(row.match(/<t[hd]/g)?.length);
    expect(textOf(page)).not.toMatch(/@\w|#\d|\bGH-\d|:\/\/|\bwww\./i);
    expect(page.replaceAll(/<(code|pre)[^]*?<\/\1>|<span>\$<\/span>/g, "")).not.toContain("$");
  });

  test.each(hostile)("shows foreign text as it is, up to a length: %j", async (text) => {
    const outcome = await saying({ ...hostileVerdict(text), address: "a.b" });
    const page = textOf(html([{ outcome }])).replaceAll("\u200b", "");
    const expected = text
      .replace(/\p{Cc}/gu, "")
      .replace(/\p{Surrogate}/gu, "\ufffd")
      .trim();
    expect(page.replaceAll(/\s+/g, " ")).toContain(expected.slice(0, 390).replaceAll(/\s+/g, " "));
  });

  test("of a plan that passes says so, shows the money's way, and which rules were asked", async () => {
    const text = write([{ outcome: await good() }]);
    expect(text).toContain("## ✅ Chargeback: passed");
    expect(text).toContain("└─ API aws-news-agent");
    expect(text).toContain("| `project-tag-on-every-billable` | mandatory | 7 |");
  });

  test("puts what blocks first, in full; what does not block is folded", async () => {
    const text = write([{ outcome: await everyKind() }]);
    const order = [
      "❌ Chargeback: blocked",
      "2 findings block",
      "❌ 1 fail",
      "❔ 1 undetermined",
      "⚠️ 2 advisory",
      "1 waived",
    ];
    expect([...order].sort((a, b) => text.indexOf(a) - text.indexOf(b))).toEqual(order);
    for (const part of order) expect(text).toContain(part);
    expect(text).toContain("| `a.fail` | it is bad.<br>**Fix:** mend it. |");
    expect(text).toContain("| it is open.<br>**Fix:** settle it.<br>Seen: seen. |");
    expect(text).toMatch(/<details>.*\n\n- \*\*What:\*\* it could be better\.\n {2}- `a\.advice`/);
    expect(text).toContain("**Waived:** by; owner; reason.");
  });

  test("names file and line", async () => {
    const location = { file: "/home/somebody/main.tf", line: 7 };
    expect(write([{ outcome: await saying({ address: "a.b", location }) }])).toContain("| `a.b`<br>`main.tf:7` |");
  });

  test("of 300 findings has all addresses, and ten in full of each kind that blocks", async () => {
    const outcome = await many(300);
    const text = write([{ outcome }]);
    for (const { address } of outcome.report.verdicts) expect(text).toContain(`\`${address}\``);
    const { fail, undetermined } = outcome.report.summary;
    expect(text).toContain(`**${fail + undetermined} findings block:**`);
    expect(text.match(/^\| `[^|]*\| `[^|]*\| [^|]*\*\*Fix:\*\*/gm)).toHaveLength(20);
    expect(text).not.toContain("not shown");
  });

  test("shows in full what differs before what is alike", async () => {
    const alike = Array.from({ length: 30 }, (_, index): Partial<ReportedVerdict> => ({ address: `a.b[${index}]` }));
    const text = write([{ outcome: await saying(...alike, { address: "a.other", message: "it differs" }) }]);
    expect(text).toMatch(/^\| `.*\| `a\.other` \| it differs/m);
  });

  test.each([
    [{}, "`--format json=FILE` writes all of them."],
    [{ report: "out/report.json" }, "All of them: `out/report.json`."],
  ])("that has no room for all says how many it leaves out, and where they are: %j", async (where, says) => {
    const verdicts = Array.from({ length: 2_000 }, (_, index) => ({
      address: `a.b[${index}]`,
      message: `no ${index}`,
    }));
    const text = write([{ outcome: await saying(...verdicts), ...where }]);
    expect(text.length).toBeLessThan(62_000);
    const shown = text.match(/`a\.b\[\d+\]`/g)?.length ?? 0;
    expect(text).toContain(`**${2_000 - shown} more findings are not shown here.** ${says}`);
    expect(text).toContain(`- and ${2_000 - shown} more\n`);
  });

  test("of several stacks says which is blocked, and at each finding where it is", async () => {
    const text = write([await stack("A", good()), await stack("B", bad())]);
    expect(text).toContain("## ❌ Chargeback: 1 of 2 stacks blocked");
    expect(text).toMatch(/\| `B` \| ❌ blocked \|.*\n\| `A` \| ✅ passed \| \d+ pass, 0 fail/);
    expect(text).toContain("<br>stack `B` |");
  });

  test("of a thousand stacks fits too", async () => {
    const outcome = await many(12);
    const text = write(Array.from({ length: 1_000 }, (_, index) => ({ outcome, stack: `Stack${index}` })));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain("| and 950 more |");
  });
});
