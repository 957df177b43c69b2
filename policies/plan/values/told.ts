import type { AttributePath } from "../configuration/module";
import { isList, member } from "../json";

/** What is written at a path, so far as it is written out, as the trail shows it: what stands beside it is nobody's matter. */
export function written(json: unknown, path: AttributePath): string {
  let part = json;
  for (const key of path) {
    const next = key === 0 && !isList(part) ? part : member(part, key);
    if (next === undefined) break;
    part = next;
  }
  return show(part);
}

/** What sensitive() hides is hidden in its own text too. */
function show(json: unknown): string {
  const written = typeof json === "string" ? json : JSON.stringify(json);
  const text = written.replace(/(?<!\w)sensitive\([\s\S]*/, "sensitive(…)}");
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

/** Why an expression of which only the references are at hand proves nothing. */
export function mentions(reference: string | undefined, label: string): string {
  return reference === undefined
    ? `the source of ${label} is not in the plan`
    : `${label} mentions ${reference}; what it computes from it is not in the plan`;
}
