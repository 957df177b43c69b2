import * as z from "zod/mini";

const faultJson = z.object({
  service: z.optional(z.string()),
  operation: z.optional(z.string()),
  effect: z.looseObject({ kind: z.string() }),
  times: z.optional(z.int()),
});

/** The faults that a local AWS lists. */
export const faultsJson = z.array(faultJson);

/** A fault for a person: `throttle of Lambda.CreateFunction, 3 times more`. */
export function describeFault(fault: unknown): string {
  const { service = "every service", operation = "*", effect, times } = faultJson.parse(fault);
  const { kind, ...numbers } = effect;
  const how = Object.entries(numbers).map(([name, value]) => `${name} ${String(value)}`);
  const until = times === undefined ? "until it is cleared" : `${times} times more`;
  return [`${kind} of ${service}.${operation}`, ...how, until].join(", ");
}
