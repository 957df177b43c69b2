import type { ConfigVariable } from "../configuration/module";
import type { Value } from "./value";

const looksTyped = /^(?:true|false|[+-]?\d+(?:\.\d+)?)$/;

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/**
 * A known value as Terraform hands it to a variable: what the command line and the environment give is text, and what a caller
 * gives may be of another type. Comparisons ask for the type too.
 */
export function asDeclared(value: Value, declared: ConfigVariable | undefined): Value {
  if (value.kind !== "known" || !isScalar(value.value)) return value;
  const text = String(value.value);
  switch (declared?.type) {
    case undefined:
      // The default has been converted already: what is the same in JSON is of the same type.
      return value.value === declared?.default || !looksTyped.test(text) ? value : { ...value, loose: true };
    case "bool":
      return text === "true" || text === "false" ? { ...value, value: text === "true" } : value;
    case "number":
      return looksTyped.test(text) && Number.isSafeInteger(Number(text)) ? { ...value, value: Number(text) } : value;
    case "string":
      return typeof value.value === "number" && !Number.isSafeInteger(value.value) ? value : { ...value, value: text };
    default:
      return value;
  }
}
