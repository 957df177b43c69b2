import { checksOf } from "../checkov/checks";
import { withoutControls } from "../report/control-characters";
import { pageOf } from "./documentation";
import type { DocumentedRule } from "./documented-rule";

/** One rule as `chargeback rules --format json` lists it. */
export interface ListedRule {
  readonly id: string;
  readonly level: DocumentedRule["level"];
  readonly question: string;
  readonly rationale: string;
  /** Page that the rationale stands on. */
  readonly source: string;
  /** The rule's own page, from the root of the package; null for a rule that is not the gate's own. */
  readonly url: string | null;
  /** Ids of the Checkov policies that mirror it. */
  readonly checkov: readonly string[];
}

/** Every rule: a table for a person, or JSON for a program. */
export function listRules(rules: readonly DocumentedRule[], format: "text" | "json"): string {
  const listed = withoutControls(rules.map(entry));
  if (format === "json") return `${JSON.stringify(listed, undefined, 2)}\n`;
  const id = widest(listed.map((each) => each.id));
  const level = widest(listed.map((each) => each.level));
  const lines = listed.map((each) => `${each.id.padEnd(id)}  ${each.level.padEnd(level)}  ${each.question}`);
  return lines.map((line) => `${line}\n`).join("");
}

function entry(rule: DocumentedRule): ListedRule {
  const { id, level, question, rationale, source } = rule;
  return { id, level, question, rationale, source, url: pageOf(rule) ?? null, checkov: checksOf(id) };
}

const widest = (texts: readonly string[]): number => texts.reduce((most, { length }) => Math.max(most, length), 0);
