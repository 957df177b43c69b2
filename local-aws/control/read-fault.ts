import * as z from "zod";
import type { InjectedFault } from "../faults";

const positive = z.int().positive();

const effectJson = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("throttle") }),
  z.strictObject({
    kind: z.literal("error"),
    status: z.int().min(400).max(599),
    code: z.optional(z.string().regex(/^\w+$/)),
  }),
  z.strictObject({ kind: z.literal("latency"), milliseconds: positive }),
  z.strictObject({ kind: z.literal("cut") }),
  z.strictObject({ kind: z.literal("propagation"), seconds: z.optional(positive) }),
]);

const faultJson = z.strictObject({
  service: z.optional(z.string()),
  operation: z.optional(z.string()),
  effect: effectJson,
  times: z.optional(positive),
});

/**
 * A fault from JSON.
 * @throws ZodError that says what is wrong with it
 */
export function readFault(body: unknown): InjectedFault {
  return withoutUndefined(faultJson.parse(body)) as InjectedFault;
}

const withoutUndefined = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
