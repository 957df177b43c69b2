import fc from "../../support/fast-check";

export type Step = string | number;

/** Where a tampering hits: at each level, which of the members there are, and how deep it goes. */
export interface Aim {
  readonly turns: readonly number[];
}

export const aim: fc.Arbitrary<Aim> = fc.record({ turns: fc.array(fc.nat(1000), { minLength: 1, maxLength: 9 }) });

/** What is put in the place of what was there. Deep nesting is told by its depth, so that a counterexample can be printed. */
export type Foreign = { readonly json: unknown } | { readonly depth: number };

export const foreign: fc.Arbitrary<Foreign> = fc.oneof(
  fc.jsonValue().map((json) => ({ json })),
  fc
    .constantFrom<unknown>(null, true, false, 0, -1, 1e308, 2 ** 53, "", [], {}, [[]], [null], "${", "${a.b}")
    .map((json) => ({ json })),
  fc.constant({
    json: JSON.parse('{"__proto__": {"x": 1}, "constructor": {"prototype": 1}, "toString": null}') as unknown,
  }),
  fc.record({ depth: fc.integer({ min: 1, max: 3000 }) }),
);

/** A fresh value each time: one that stood in two places would be tampered with in both, or end up within itself. */
export function made(by: Foreign): unknown {
  if ("json" in by) return JSON.parse(JSON.stringify(by.json));
  let value: unknown = true;
  for (let level = 0; level < by.depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** Changes one place of a JSON value, in place: replaced, removed, doubled, or moved under a hostile key. */
export function tamper(
  root: unknown,
  { turns }: Aim,
  how: "replace" | "remove" | "double" | "rekey",
  by: Foreign,
): void {
  let holder = root;
  let key: Step | undefined;
  for (const [level, turn] of turns.entries()) {
    const keys = keysOf(holder);
    if (keys.length === 0) break;
    key = keys[turn % keys.length];
    const next = key === undefined ? undefined : (holder as Record<Step, unknown>)[key];
    if (level === turns.length - 1 || keysOf(next).length === 0) break;
    holder = next;
  }
  if (key !== undefined) change(holder as Record<Step, unknown>, key, how, made(by));
}

function keysOf(value: unknown): Step[] {
  if (typeof value !== "object" || value === null) return [];
  return Array.isArray(value) ? [...value.keys()] : Object.keys(value);
}

function change(holder: Record<Step, unknown>, key: Step, how: string, by: unknown): void {
  const there = holder[key];
  if (how === "replace") holder[key] = by;
  else if (Array.isArray(holder)) holder.splice(Number(key), 1, ...(how === "double" ? [there, there] : []));
  else {
    Reflect.deleteProperty(holder, key);
    const other = how === "rekey" ? "__proto__" : `${String(key)}_`;
    if (how !== "remove") Object.defineProperty(holder, other, { value: there, enumerable: true, writable: true });
  }
}
