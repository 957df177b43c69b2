import { perObject } from "./per-object";
import type { Step, Steps } from "./symbols";

/** A text without the names of its symbols, which it shares with every text of its form. One for each side: they share no symbol. */
export interface Form {
  readonly left: Steps;
  readonly right: Steps;
}

/** Thousands of texts of a plan have a few forms. A process that judges many plans begins anew now and then. */
const mostForms = 10_000;

const forms = new Map<string, Form>();

export const formOf = perObject((steps: Steps): Form => {
  const key = steps.map(written).join("");
  let form = forms.get(key);
  if (form === undefined) {
    if (forms.size >= mostForms) forms.clear();
    form = { left: renamed(steps, "left"), right: renamed(steps, "right") };
    forms.set(key, form);
  }
  return form;
});

/** No two lists of steps are written alike: what is no plain character begins with one that is none, and tells its length. */
function written(step: Step): string {
  const { kind, characters } = step;
  if (kind === "one" && characters?.length === 1 && characters !== "\u0000") return characters;
  const made = kind === "symbol" && step.made === true ? "made " : "";
  return `\u0000${made}${kind} ${characters === null ? "any" : characters.length} ${characters ?? ""}`;
}

const renamed = (steps: Steps, side: string): Steps =>
  steps.map((step, index) => (step.kind === "symbol" ? { ...step, name: `${side} ${index}` } : step));

/** Whether a symbol of one stands in the other too. */
export function shareSymbol(left: Steps, right: Steps): boolean {
  const names = namesIn(left);
  return names.length > 0 && namesIn(right).some((name) => names.includes(name));
}

const namesIn = perObject((steps: Steps): readonly string[] =>
  steps.flatMap((step) => (step.kind === "symbol" ? [step.name] : [])),
);
