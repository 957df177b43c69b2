import type { Verdict } from "../rule";
import { withoutControls } from "../report/control-characters";
import { documentationOf, pageOf } from "./documentation";
import type { DocumentedRule } from "./documented-rule";
import { answerNames, answers, meaningOfAnswer, meaningOfLevel } from "./meaning";
import { wrap } from "./wrap";

/** One rule for a person at a terminal: what it asks, why, what its answers mean and how to get a pass. No colours. */
export function explainRule(rule: DocumentedRule): string {
  const documentation = documentationOf(rule);
  const page = pageOf(rule);
  const meaning = (answer: Verdict): string => documentation?.answers[answer] ?? meaningOfAnswer[answer];
  const sections = [
    [rule.id, ...wrap(rule.question, indent)],
    [`level: ${rule.level}`, ...wrap(meaningOfLevel[rule.level], indent)],
    ["why", ...wrap(rule.rationale, indent)],
    ...(documentation === undefined ? [] : [["examines", ...wrap(documentation.examines, indent)]]),
    ["answers", ...answers.flatMap((answer) => hang(answerNames[answer], meaning(answer)))],
    ...(documentation?.remedies ?? []).map(({ language, code }) => [heading[language], ...indented(code)]),
    ["source", `${indent}${rule.source}`, ...(page === undefined ? [] : [`${indent}${page}`])],
  ];
  return `${sections.map((lines) => lines.map((line) => withoutControls(line)).join("\n")).join("\n\n")}\n`;
}

const indent = "  ";

const heading = {
  hcl: "in Terraform",
  ts: "in CDKTF",
  yaml: "in the settings",
  console: "on the command line",
} as const;

const indented = (code: string): string[] => code.split("\n").map((line) => `${indent}${line}`.trimEnd());

function hang(name: string, text: string): string[] {
  const column = `${indent}${name.padEnd(longest)}  `;
  const [first = "", ...rest] = wrap(text, " ".repeat(column.length));
  return [column + first.trimStart(), ...rest];
}

const longest = Math.max(...Object.values(answerNames).map(({ length }) => length));
