import type { Summary } from "./report";

/** The verdicts of a plan in one line of counts. */
export function countsOf({ pass, fail, undetermined, notApplicable, waived }: Summary): string {
  return [
    `${pass} pass`,
    `${fail} fail`,
    `${undetermined} undetermined`,
    `${notApplicable} not applicable`,
    ...(waived > 0 ? [`${waived} waived`] : []),
  ].join(", ");
}
