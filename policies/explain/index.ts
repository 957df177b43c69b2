export { pageOf } from "./documentation";
export type { DocumentedRule, Remedy, RuleDocumentation } from "./documented-rule";
export { explainRule } from "./explain-rule";
export { explainedRules, findRule } from "./explained-rules";
export { listRules, type ListedRule } from "./list-rules";
export { ruleMarkdown, rulesMarkdown } from "./rule-markdown";
