import { describe, expect, test } from "@jest/globals";
import type { Weight } from "../../../policies/report/findings";
import { findingParts, type Part, type Told } from "../../../policies/report/markdown-findings";
import { finding } from "./hand-made";

const plenty = 100_000;
const write = (findings: readonly Told[], weight: Weight, room = plenty): Part[] =>
  findingParts(findings, weight).map((part) => part(room));

/** So many failures that say the same, each of a resource of its own. */
const alike = (count: number, change: Partial<Told> = {}): Told[] =>
  Array.from({ length: count }, (_, index) => ({ ...finding({ address: `a.b${index}` }), ...change }));

const head = ["| rule | resource | what and how to mend it |", "| --- | --- | --- |"];

describe("findings that block", () => {
  test("are rows of a table, each with its place, its stack and its fix", () => {
    const location = { file: "/home/somebody/main.tf", line: 7 };
    const findings = [{ ...finding({ location, remedy: "mend|it" }), stack: "Live" }, finding({ address: "a.c" })];
    expect(write(findings, "fails")).toEqual([
      {
        text: [
          "### ❌ 2 fail",
          "",
          ...head,
          "| `is-good` | `a.b`<br>`main.tf:7`<br>stack `Live` | it is bad.<br>**Fix:** mend&#124;it. |",
          "| `is-good` | `a.c` | it is bad. |",
        ].join("\n"),
        shows: 2,
      },
    ]);
  });

  test("and are not proven say what was seen", () => {
    const open = (evidence: readonly string[]) => finding({ verdict: "undetermined", evidence });
    const [{ text } = { text: "" }] = write([open(["a", "b"]), open([])], "undetermined");
    expect(text.split("\n").slice(-2)).toEqual([
      "| `is-good` | `a.b` | it is bad.<br>Seen: a; b. |",
      "| `is-good` | `a.b` | it is bad. |",
    ]);
    expect(write([finding({ evidence: ["a"] })], "fails")[0]?.text).not.toContain("Seen");
  });

  test("are ten in full at most; the others are folded under the table, by rule", () => {
    const findings = [...alike(11), ...alike(2, { rule: "is-cheap" })];
    const [table, ...folds] = write(findings, "fails");
    expect(table?.shows).toBe(10);
    expect(table?.text.split("\n").slice(4)).toHaveLength(10);
    // One of each kind comes before a second of any.
    expect(table?.text.match(/`is-cheap`/g)).toHaveLength(2);
    expect(folds).toEqual([
      {
        text: [
          "<details><summary><code>is-good</code>: 3 more</summary>",
          "",
          "- **What × 3:** it is bad.",
          "  - `a.b8`",
          "  - `a.b9`",
          "  - `a.b10`",
          "",
          "</details>",
        ].join("\n"),
        shows: 3,
      },
    ]);
  });

  test("show in full what differs in its message, its fix or its rule before what is alike", () => {
    const others = [
      finding({ address: "a.message", message: "other" }),
      finding({ address: "a.fix", remedy: "other" }),
      finding({ address: "a.rule", rule: "other" }),
    ];
    const [table] = write([...alike(20), ...others], "fails");
    const rows = table?.text.split("\n").slice(4) ?? [];
    expect(rows.map((row) => row.split("`")[3])).toEqual([
      ...["a.b0", "a.b1", "a.b2", "a.b3", "a.b4", "a.b5", "a.b6"],
      ...["a.message", "a.fix", "a.rule"],
    ]);
  });

  test("make no table longer than a comment can hold", () => {
    const long = alike(10, { message: "&".repeat(400), remedy: "&".repeat(400) });
    const [table, fold] = write(long, "fails");
    expect(table?.shows).toBe(4);
    expect(fold?.shows).toBe(6);
    expect(table?.text.length).toBeLessThan(20_200);
  });
});

describe("findings that do not block", () => {
  test("are folded by rule, and what is said of many is said once", () => {
    const advice = { level: "advisory", remedy: "mend it" } as const;
    const findings = [
      ...alike(2, { ...advice, stack: "Live", location: { file: "main.tf", line: 1 } }),
      finding({ ...advice, address: "a.c", message: "it is odd" }),
      finding({ ...advice, rule: "is-cheap", address: "a.d" }),
    ];
    const parts = write(findings, "advises");
    expect(parts.map(({ shows }) => shows)).toEqual([0, 3, 1]);
    expect(parts.map(({ text }) => text)).toEqual([
      "### ⚠️ 4 advisory: they do not block",
      [
        "<details><summary><code>is-good</code>: 3</summary>",
        "",
        "- **What × 2:** it is bad. **Fix:** mend it.",
        "  - `a.b0`, `main.tf:1`, stack `Live`",
        "  - `a.b1`, `main.tf:1`, stack `Live`",
        "- **What:** it is odd. **Fix:** mend it.",
        "  - `a.c`",
        "",
        "</details>",
      ].join("\n"),
      [
        "<details><summary><code>is-cheap</code>: 1</summary>",
        "",
        "- **What:** it is bad. **Fix:** mend it.",
        "  - `a.d`",
        "",
        "</details>",
      ].join("\n"),
    ]);
  });

  test("say who waived them and why; two waivers are two", () => {
    const waived = (owner: string) =>
      finding({ verdict: "waived", evidence: ["seen", "by", owner, "why"], remedy: "x" });
    const [, fold] = write([waived("one"), waived("two")], "waived");
    expect(fold?.text).toContain("- **What:** it is bad. **Waived:** by; one; why.\n");
    expect(fold?.text).toContain("- **What:** it is bad. **Waived:** by; two; why.\n");
  });

  test("say who disputes them", () => {
    const [, fold] = write([finding({ verdict: "pass", disputedBy: "CKV_1" })], "disputed");
    expect(fold?.text).toContain("- **What:** it is bad. **Disputed:** CKV_1 fails it, ");
  });

  test("fold what fits into the room that is left, and count the rest", () => {
    const findings = alike(20, { level: "advisory" });
    const [, fold] = write(findings, "advises", 200);
    const shown = fold?.text.match(/ {2}- `a\.b\d+`/g) ?? [];
    expect(fold?.shows).toBe(shown.length);
    expect(fold?.text.length).toBeLessThanOrEqual(200);
    expect(fold?.text).toContain(`\n- and ${20 - shown.length} more\n`);
    // One row more would not have gone in.
    expect((fold?.text.length ?? 0) + "  - `a.b9`\n".length).toBeGreaterThan(200);
    expect(shown.length).toBeGreaterThan(1);
  });
});

describe("the heading", () => {
  test.each<[Weight, string, string]>([
    ["fails", "### ❌ 1 fail", "### ❌ 2 fail"],
    [
      "undetermined",
      "### ❔ 1 undetermined: not proven, so it blocks too",
      "### ❔ 2 undetermined: not proven, so they block too",
    ],
    ["advises", "### ⚠️ 1 advisory: it does not block", "### ⚠️ 2 advisory: they do not block"],
    [
      "disputed",
      "### ⚖️ 1 disputed: proven here, failed by another engine; it does not block",
      "### ⚖️ 2 disputed: proven here, failed by another engine; they do not block",
    ],
    ["waived", "### 🕓 1 waived", "### 🕓 2 waived"],
  ])("of %s counts them", (weight, one, two) => {
    const heading = (count: number) => write(alike(count), weight)[0]?.text.split("\n")[0];
    expect([heading(1), heading(2)]).toEqual([one, two]);
  });

  test("is not there without a finding", () => {
    expect(write([], "fails")).toEqual([]);
  });
});
