import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { explainedRules, ruleMarkdown, rulesMarkdown } from "../../policies/explain";

/** Every page of this folder, by file name, as it has to be. */
export function pages(): ReadonlyMap<string, string> {
  return new Map([
    ["README.md", rulesMarkdown(explainedRules)],
    ...explainedRules.map((rule) => [`${rule.id}.md`, ruleMarkdown(rule)] as const),
  ]);
}

/** Pages that differ from what they have to be, are missing, or belong to no rule. */
export function stalePages(folder: string): string[] {
  const wanted = pages();
  const present = new Set(readdirSync(folder).filter((name) => name.endsWith(".md")));
  const stale = [...wanted].filter(
    ([name, text]) => !present.has(name) || readFileSync(path.join(folder, name), "utf8") !== text,
  );
  return [...stale.map(([name]) => name), ...[...present].filter((name) => !wanted.has(name))].sort();
}
