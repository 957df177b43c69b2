import type { Verdict } from "../rule";
import { documentationOf } from "./documentation";
import type { DocumentedRule, Remedy } from "./documented-rule";
import { answerNames, answers, meaningOfAnswer, meaningOfLevel } from "./meaning";

/** The page of a rule: what `docs/rules/<id>.md` and SARIF's help hold. */
export function ruleMarkdown(rule: DocumentedRule): string {
  const documentation = documentationOf(rule);
  const meaning = (answer: Verdict): string => documentation?.answers[answer] ?? meaningOfAnswer[answer];
  const blocks = [
    `# ${rule.id}`,
    `**${rule.question}**`,
    rule.rationale,
    `Source: ${linkTo(rule.source)}`,
    `Level: \`${rule.level}\`. ${meaningOfLevel[rule.level]}`,
    ...(documentation === undefined ? [] : ["## What it examines", documentation.examines]),
    "## What its answers mean",
    answers.map((answer) => `- **${answerNames[answer]}**: ${meaning(answer)}`).join("\n"),
    ...remediesOf(documentation?.remedies ?? []),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** A source is an address, or a file of this repository, which is two folders up from a page. */
const linkTo = (source: string): string => (URL.canParse(source) ? `<${source}>` : `[${source}](../../${source})`);

function remediesOf(remedies: readonly Remedy[]): string[] {
  if (remedies.length === 0) return [];
  return [
    "## How to get a pass",
    ...remedies.flatMap(({ language, code }) => [title[language], `\`\`\`${language}\n${code}\n\`\`\``]),
  ];
}

const title = {
  hcl: "In Terraform:",
  ts: "In CDKTF, with our constructs:",
  yaml: "In the settings:",
  console: "On the command line:",
} as const;

/** The index of all pages. */
export function rulesMarkdown(rules: readonly DocumentedRule[]): string {
  const rows = rules.map(({ id, level, question }) => [`[${id}](${id}.md)`, level, question] as const);
  const head = ["rule", "level", "question"] as const;
  const widths = [0, 1, 2].map((column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const levels = Object.entries(meaningOfLevel).map(([level, meaning]) => `- \`${level}\`: ${meaning}`);
  return `${[
    "# Rules",
    [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n"),
    levels.join("\n"),
    "A page says what its rule examines, what each answer means and how to get a pass; `chargeback explain RULE` shows the same.",
    "These pages are made from the rules by `node --import tsx docs/rules/generate.ts`; edit the rules, not the pages.",
  ].join("\n\n")}\n`;
}
