import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "@cdktn/hcl2json";
import ts from "typescript";
import { stalePages } from "../../../docs/rules/pages";
import { rules, UnusableInputError } from "../../../policies";
import {
  explainedRules,
  explainRule,
  findRule,
  listRules,
  pageOf,
  ruleMarkdown,
  rulesMarkdown,
  type DocumentedRule,
} from "../../../policies/explain";
import { documentationOf } from "../../../policies/explain/documentation";
import { pages } from "../../../policies/explain/pages";
import { parseSettings } from "../../../policies/settings/parse-settings";

const house: DocumentedRule = {
  id: "house-rule",
  level: "advisory",
  question: "Is it ours?\u001b[2J",
  rationale: "Because.",
  source: "https://example.com/house",
};

const folder = path.join(__dirname, "../../../docs/rules");

describe("docs/rules", () => {
  test("is what the rules say: node --import tsx docs/rules/generate.ts writes it", () => {
    expect(stalePages(folder)).toEqual([]);
  });

  test.each(explainedRules.map((rule) => [rule.id, rule] as const))("has a page of %s", (_, rule) => {
    const page = readFileSync(path.join(folder, "../..", pageOf(rule) ?? "none"), "utf8");
    expect(page).toBe(ruleMarkdown(rule));
    for (const text of [rule.question, rule.rationale, rule.source, rule.level]) expect(page).toContain(text);
  });

  test("documents no rule that is not there", () => {
    expect(Object.keys(pages).sort()).toEqual(explainedRules.map(({ id }) => id).sort());
  });
});

describe("a remedy", () => {
  const remedies = explainedRules.flatMap((rule) =>
    (documentationOf(rule)?.remedies ?? []).map(({ language, code }) => [rule.id, language, code] as const),
  );

  test.each(remedies.filter(([, language]) => language === "hcl"))("of %s in %s can be read", async (_, __, code) => {
    expect(Object.keys(await parse("remedy.tf", code)).length).toBeGreaterThan(0);
  });

  test("in the settings is accepted", async () => {
    const yaml = remedies.filter(([, language]) => language === "yaml").map(([, , code]) => code);
    const ruleIds = rules.map(({ id }) => id);
    for (const code of yaml) {
      const settings = await parseSettings(code, { file: "chargeback.yaml", ruleIds, now: new Date("2026-12-01") });
      expect(settings.waivers).toHaveLength(1);
    }
  });

  test.each(remedies.filter(([, language]) => language === "ts"))("of %s in %s can be read", (_, __, code) => {
    const { diagnostics } = ts.transpileModule(code, { reportDiagnostics: true });
    expect(diagnostics).toEqual([]);
  });
});

describe("explain", () => {
  test.each(explainedRules.map((rule) => [rule.id, rule] as const))(
    "%s: everything, in 100 columns but for code",
    (_, rule) => {
      const text = explainRule(rule);
      for (const part of [rule.id, rule.level, rule.source, pageOf(rule) ?? ""]) expect(text).toContain(part);
      expect(text.replaceAll(/\s+/g, " ")).toContain(rule.rationale);
      for (const code of documentationOf(rule)?.remedies ?? []) expect(text).toContain(code.code.split("\n")[0]);
      const prose = text.slice(0, text.search(/^(in |on the)/m));
      for (const line of prose.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
      expect(text).not.toMatch(/(?!\n)\p{Cc}|[ ]$/mu);
    },
  );

  test("a rule written elsewhere has general answers, no page, and steers no terminal", () => {
    const text = explainRule(house);
    expect(text).toContain("It is proven to be so.");
    expect(text).not.toContain("docs/rules");
    expect(text).not.toContain("\u001b");
  });

  test("a rule may bring its own documentation", () => {
    const answers = { pass: "Yes!", fail: "No!", undetermined: "Maybe!", notApplicable: "Never!" };
    const documented: DocumentedRule = {
      ...house,
      documentation: { examines: "Houses.", answers, remedies: [{ language: "console", code: "$ build" }] },
    };
    for (const written of [explainRule(documented), ruleMarkdown(documented)]) {
      for (const part of ["Houses.", "Yes!", "No!", "Maybe!", "Never!", "$ build"]) expect(written).toContain(part);
    }
  });
});

describe("in whole", () => {
  const documented: DocumentedRule = {
    ...house,
    question: "Is it ours?",
    documentation: {
      examines: "Houses.",
      answers: {
        pass: "Yes!",
        fail: "No!",
        undetermined: `Maybe, ${"and then ".repeat(10)}not.`,
        notApplicable: "Never!",
      },
      remedies: [
        { language: "hcl", code: "a {\n\n}" },
        { language: "ts", code: "new A();" },
        { language: "yaml", code: "a: 1" },
        { language: "console", code: "$ build" },
      ],
    },
  };

  test("a rule at a terminal is this text", () => {
    expect(explainRule(documented).split("\n")).toEqual([
      "house-rule",
      "  Is it ours?",
      "",
      "level: advisory",
      "  It is shown and never blocks.",
      "",
      "why",
      "  Because.",
      "",
      "examines",
      "  Houses.",
      "",
      "answers",
      "  pass            Yes!",
      "  fail            No!",
      "  undetermined    Maybe, and then and then and then and then and then and then and then and then and",
      "                  then and then not.",
      "  not applicable  Never!",
      "",
      "in Terraform",
      "  a {",
      "",
      "  }",
      "",
      "in CDKTF",
      "  new A();",
      "",
      "in the settings",
      "  a: 1",
      "",
      "on the command line",
      "  $ build",
      "",
      "source",
      "  https://example.com/house",
      "",
    ]);
  });

  test("a rule's page is this Markdown", () => {
    expect(ruleMarkdown(documented).split("\n")).toEqual([
      "# house-rule",
      "",
      "**Is it ours?**",
      "",
      "Because.",
      "",
      "Source: <https://example.com/house>",
      "",
      "Level: `advisory`. It is shown and never blocks.",
      "",
      "## What it examines",
      "",
      "Houses.",
      "",
      "## What its answers mean",
      "",
      "- **pass**: Yes!",
      "- **fail**: No!",
      expect.stringMatching(/^- \*\*undetermined\*\*: Maybe, and then .* not\.$/),
      "- **not applicable**: Never!",
      "",
      "## How to get a pass",
      "",
      "In Terraform:",
      "",
      "```hcl",
      "a {",
      "",
      "}",
      "```",
      "",
      "In CDKTF, with our constructs:",
      "",
      "```ts",
      "new A();",
      "```",
      "",
      "In the settings:",
      "",
      "```yaml",
      "a: 1",
      "```",
      "",
      "On the command line:",
      "",
      "```console",
      "$ build",
      "```",
      "",
    ]);
  });

  test("a page of a rule that says no more has neither what it examines nor how to get a pass", () => {
    expect(ruleMarkdown({ ...house, question: "Is it ours?", source: "docs/house.md" }).split("\n\n")).toEqual([
      "# house-rule",
      "**Is it ours?**",
      "Because.",
      "Source: [docs/house.md](../../docs/house.md)",
      "Level: `advisory`. It is shown and never blocks.",
      "## What its answers mean",
      [
        "- **pass**: It is proven to be so.",
        "- **fail**: It is proven not to be so.",
        "- **undetermined**: Neither is proven; the evidence says what would settle it.",
        "- **not applicable**: There is nothing to ask.\n",
      ].join("\n"),
    ]);
  });

  test("the index of pages is a table of the rules, and what their levels mean", () => {
    const short = { ...documented, id: "a", level: "mandatory" } as const;
    const lines = rulesMarkdown([documented, short]).split("\n");
    expect(lines.slice(0, 12)).toEqual([
      "# Rules",
      "",
      "| rule                        | level     | question    |",
      "| --------------------------- | --------- | ----------- |",
      "| [house-rule](house-rule.md) | advisory  | Is it ours? |",
      "| [a](a.md)                   | mandatory | Is it ours? |",
      "",
      "- `mandatory`: A failure blocks and cannot be waived; an undetermined answer blocks and can be waived.",
      "- `overridable`: A failure or an undetermined answer blocks; both can be waived.",
      "- `advisory`: It is shown and never blocks.",
      "",
      "A page says what its rule examines, what each answer means and how to get a pass; `chargeback explain RULE` shows the same.",
    ]);
  });

  test("the list of rules is in columns as wide as they have to be", () => {
    const short = { ...documented, id: "a", level: "mandatory" } as const;
    expect(listRules([documented, short], "text")).toBe(
      "house-rule  advisory   Is it ours?\na           mandatory  Is it ours?\n",
    );
  });
});

describe("a rule by its id", () => {
  test.each(explainedRules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
    expect(findRule(id)).toBe(rule);
  });

  test.each([
    ["agent-use-inference-profile", "did you mean agent-uses-inference-profile?"],
    ["x", "the rules are agent-uses-inference-profile, "],
    ["toString", "the rules are"],
    ["\n\u001b[2J", "the rules are"],
  ])("%j is refused in one line", (id, message) => {
    const find = () => findRule(id);
    expect(find).toThrow(UnusableInputError);
    expect(find).toThrow(message);
    expect(find).not.toThrow(/\p{Cc}/u);
  });
});

describe("the list of rules", () => {
  test("in text has a line for each", () => {
    const lines = listRules(rules, "text").split("\n");
    expect(lines).toHaveLength(rules.length + 1);
    rules.forEach(({ id, level, question }, index) => {
      expect(lines[index]?.split(/ {2,}/)).toEqual([id, level, question]);
    });
  });

  test("in JSON has what a program needs, and no control characters", () => {
    const listed = JSON.parse(listRules([...rules, house], "json")) as Record<string, unknown>[];
    const [first] = rules;
    expect(listed[0]).toEqual({
      id: first?.id,
      level: first?.level,
      question: first?.question,
      rationale: first?.rationale,
      source: first?.source,
      url: `docs/rules/${first?.id ?? ""}.md`,
      checkov: ["CKV_CHARGEBACK_1"],
    });
    expect(listed.at(-1)).toMatchObject({ id: "house-rule", question: "Is it ours?[2J", url: null, checkov: [] });
  });

  test("of none is empty", () => {
    expect(listRules([], "text")).toBe("");
    expect(JSON.parse(listRules([], "json"))).toEqual([]);
  });
});
