import type { Estate } from "./estate";

/** For messages: what the estate is, as in "no budget in this plan". */
export const scopeOf = ({ live }: Pick<Estate, "live">): string => (live === true ? "this account" : "this plan");
