import type { DocumentedRule, RuleDocumentation } from "./documented-rule";
import { pages } from "./pages";

/** The gate's own rules have their documentation in `pages/`, apart from the rules, so that it is loaded only where it is shown. */
export function documentationOf(rule: DocumentedRule): RuleDocumentation | undefined {
  return rule.documentation ?? (Object.hasOwn(pages, rule.id) ? pages[rule.id] : undefined);
}

/** Page of one of the gate's own rules, from the root of the package; undefined for a rule written elsewhere. */
export function pageOf({ id }: DocumentedRule): string | undefined {
  return Object.hasOwn(pages, id) ? `docs/rules/${id}.md` : undefined;
}
