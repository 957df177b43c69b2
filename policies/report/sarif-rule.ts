import type { ReportingDescriptor, Result } from "sarif";
import { explainRule, ruleMarkdown, type DocumentedRule } from "../explain";
import type { Level } from "../rule";
import { withoutControls } from "./control-characters";

/** What blocks is an error, and what does not is a warning. */
export const sarifLevel = (level: Level): NonNullable<Result["level"]> => (level === "advisory" ? "warning" : "error");

export function ruleDescriptor(rule: DocumentedRule): ReportingDescriptor {
  const { id, question, rationale, source, level } = rule;
  return {
    ...withoutControls({ id, shortDescription: { text: question }, fullDescription: { text: rationale } }),
    help: { text: explainRule(rule), markdown: ruleMarkdown(rule) },
    ...(URL.canParse(source) ? { helpUri: source } : {}),
    defaultConfiguration: { level: sarifLevel(level) },
    properties: { level, tags: ["cost-allocation"] },
  };
}
