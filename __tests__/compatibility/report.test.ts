import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { knownDifferences } from "../../compatibility/known";
import { compatibilityPage, problemsOf, type Outcome } from "../../compatibility/report";
import { baseline, variants } from "../../compatibility/variants";

const [cdktn] = variants;
if (cdktn === undefined) throw new Error("there is no variant");
const known = knownDifferences[cdktn.name] ?? [];

test("a problem is said with both values, and an absent one is said to be absent", () => {
  const unexplained = [
    { where: "App output", before: undefined, after: { a: 1 } },
    { where: "App terraform.version", before: "1", after: null },
  ];
  const outcome: Outcome = { variant: cdktn, comparison: { explained: new Map(), unexplained, stale: known } };
  expect(problemsOf(outcome)).toEqual([
    'cdktn: App output was absent and is {"a":1}',
    'cdktn: App terraform.version was "1" and is null',
    "cdktn: //.metadata.version is listed as different, and is not",
  ]);
});

test("the page has every variant's versions, and every difference with its count and reason", () => {
  const explained = new Map(known.map((each) => [each, 8]));
  const page = compatibilityPage(
    baseline,
    [{ variant: cdktn, comparison: { explained, unexplained: [], stale: [] } }],
    ["minimal/SupportAgent"],
  );
  for (const version of Object.values(cdktn.versions)) expect(page).toContain(`\`${version}\``);
  expect(page).toContain("in the 1 stacks and modules `minimal/SupportAgent`");
  for (const { attribute, reason } of known) expect(page).toContain(`| \`${attribute}\` | 8 | ${reason} |`);
});

test("every variant says what it knows to differ, and the page in docs is of these variants", () => {
  expect(Object.keys(knownDifferences)).toEqual(variants.map(({ name }) => name));
  const page = readFileSync(path.join(__dirname, "..", "..", "docs", "compatibility.md"), "utf8");
  for (const { title, versions } of [baseline, ...variants]) {
    const line = page.split("\n").find((each) => each.startsWith(`| ${title} `) && each.includes("10."));
    for (const version of Object.values(versions)) expect(line).toContain(`\`${version}\``);
  }
  for (const { attribute, reason } of Object.values(knownDifferences).flat()) {
    expect(page).toContain(`\`${attribute}\``);
    expect(page).toContain(reason);
  }
});
