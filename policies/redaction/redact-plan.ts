import { collectSecrets } from "./collect-secrets";
import { partOf, type PlanPart } from "./plan-part";
import type { Secrets } from "./secrets";
import { rewriteTemplate } from "./template-text";

/**
 * The plan with every secret replaced, so that the gate says the same of it. The plan that was given is not changed; the parts
 * without a secret are shared with it. The walk keeps its own stack, so that no nesting exhausts the call stack.
 */
export function redactPlan(plan: unknown, secrets: Secrets = collectSecrets(plan)): unknown {
  const holder = { plan };
  const open = [frame(holder, "structure", undefined)];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const key = top.keys === undefined ? top.next : top.keys[top.next];
    if (key === undefined || top.next >= top.size) {
      open.pop();
      finish(top, secrets);
      continue;
    }
    top.next++;
    const value = (top.source as Record<string | number, unknown>)[key];
    const part = typeof key === "number" ? top.part : partOf(top.part, top.source, key);
    if (typeof value === "object" && value !== null) open.push(frame(value, part, [top, key]));
    else if (typeof value === "string") replace(top, key, value, inPart(value, part, secrets));
    else if (typeof value === "number") replace(top, key, value, secrets.numberAt(value, top.source, key));
  }
  return holder.plan;
}

interface Frame {
  readonly source: object;
  readonly part: PlanPart;
  readonly place: readonly [parent: Frame, key: string | number] | undefined;
  /** Undefined for a list, whose keys are its indices. */
  readonly keys: readonly string[] | undefined;
  readonly size: number;
  next: number;
  /** Made when the first of its members changes. */
  copy: Record<string | number, unknown> | undefined;
}

function frame(source: object, part: PlanPart, place: Frame["place"]): Frame {
  const keys = Array.isArray(source) ? undefined : Object.keys(source);
  const size = (keys ?? (source as readonly unknown[])).length;
  // The holder of the whole plan is ours to change.
  const copy = place === undefined ? (source as Record<string, unknown>) : undefined;
  return { source, part, place, keys, size, next: 0, copy };
}

function inPart(text: string, part: PlanPart, secrets: Secrets): string {
  switch (part) {
    case "names":
      return secrets.inName(text);
    case "template":
      return inTemplate(text, secrets);
    case "keys":
      return secrets.instanceKeys.has(text) ? secrets.inName(text) : inTemplate(text, secrets);
    default:
      return secrets.inValue(text);
  }
}

function inTemplate(text: string, secrets: Secrets): string {
  if (!/[$%]\{/.test(text)) return secrets.inValue(text);
  return rewriteTemplate(text, (literal, quoted) => {
    if (!quoted) return secrets.inText(literal);
    return secrets.instanceKeys.has(literal) ? secrets.inName(literal) : secrets.inValue(literal);
  });
}

function replace(at: Frame, key: string | number, before: unknown, after: unknown): void {
  if (after === before) return;
  at.copy ??= (Array.isArray(at.source) ? [...(at.source as unknown[])] : { ...at.source }) as Frame["copy"] & object;
  at.copy[key] = after;
}

function finish(done: Frame, secrets: Secrets): void {
  if (done.place === undefined) return;
  const renamed = withKeys(done, secrets);
  if (renamed !== undefined) replace(...done.place, done.source, renamed);
}

/** Keys are names: only credentials of a known form are replaced in them. */
function withKeys({ source, copy, keys }: Frame, secrets: Secrets): object | undefined {
  if (keys === undefined || keys.every((key) => secrets.inName(key) === key)) return copy;
  return Object.fromEntries(Object.entries(copy ?? source).map(([key, value]) => [secrets.inName(key), value]));
}
