import type { Finding, RuleContext } from "../rule";

/**
 * How much it weighs that a counterpart (a budget, an alias, a caller) is not in this plan: it may stand in another stack, so its
 * absence is shown and does not block, unless the rule was asked for by `--require`.
 */
export const levelOfAbsence = ({ required }: RuleContext): Pick<Finding, "level"> =>
  required === true ? {} : { level: "advisory" };
