import type { PlanFault } from "../../estate";
import type { PlanEnvelope } from "../envelope";
import { isObject, listOf, member, objectOf, textOf } from "../json";

/**
 * OpenTofu, and Terraform before 1.8, do not write whether a plan is complete: with -target or -exclude it lacks the rows of what is
 * left out, and nothing else tells. A block without `count` and `for_each` always has a row. Of a block with either, or within a
 * module with either, having none may be as it should.
 */
export function leftOut(plan: PlanEnvelope): PlanFault[] {
  if (plan.errored || Object.hasOwn(plan.document, "complete")) return [];
  const rows = plan.resourceChanges.filter((row) => member(row, "mode") === "managed");
  const deletes = rows.every((row) => listOf(member(member(row, "change"), "actions")).join() === "delete");
  // On a destroy what was never made has no row.
  if (deletes) return [];
  // Of a for_each that a function makes of constants the configuration says nothing: only its rows have keys.
  const planned = new Set(rows.map((row) => (textOf(member(row, "address")) ?? "").replace(keys, "")));
  const missing = blocksIn(plan.configuration["root_module"], "").filter((address) => !planned.has(address));
  const [first] = missing;
  if (first === undefined) return [];
  const more = missing.length > 1 ? `, and ${missing.length - 1} more` : "";
  return [
    {
      about: first,
      message: `the plan has no row for it${more}: unless its for_each is empty, the plan was made with -target or -exclude, and what is left out was not judged`,
      remedy: "plan without -target and -exclude",
      uncertain: true,
    },
  ];
}

const keys = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g;

/** Addresses of the managed blocks that make exactly one instance, as far as a plan tells. */
function blocksIn(module: unknown, prefix: string): string[] {
  const own = listOf(member(module, "resources"))
    .filter((block) => member(block, "mode") === "managed" && isSingle(block))
    .map((block) => `${prefix}${textOf(member(block, "type")) ?? ""}.${textOf(member(block, "name")) ?? ""}`);
  const inner = Object.entries(objectOf(member(module, "module_calls"))).flatMap(([name, call]) =>
    isSingle(call) ? blocksIn(member(call, "module"), `${prefix}module.${name}.`) : [],
  );
  return [...own, ...inner];
}

const isSingle = (block: unknown): boolean =>
  isObject(block) && !Object.hasOwn(block, "count_expression") && !Object.hasOwn(block, "for_each_expression");
