import { renderText } from "../policies";
import type { Context } from "./context";
import type { GatedPlan } from "./plan-stack";

export type ReportFormat = "text" | "json";

/** Prints what the gate said: one report as it is, several as an object keyed by stack. */
export function printReports(context: Context, plans: readonly GatedPlan[], format: ReportFormat): void {
  if (format === "text") {
    for (const { outcome, stack } of plans) {
      if (plans.length > 1) context.report(`== ${stack.name} ==\n`);
      context.report(`${renderText(outcome, { colour: context.colour })}\n`);
    }
    return;
  }
  const [only] = plans;
  const json =
    plans.length === 1 && only !== undefined
      ? only.outcome.report
      : Object.fromEntries(plans.map(({ stack, outcome }) => [stack.name, outcome.report]));
  context.report(`${JSON.stringify(json, undefined, 2)}\n`);
}
