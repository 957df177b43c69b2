import { readFileSync } from "node:fs";
import path from "node:path";
import { fixtures, type PlanJson } from "./support";

/**
 * No provider was at hand to plan these configurations: their plans are shaped here from `main.tf.json` and from what the published
 * schemas (`schema.json`, with their source) say of each type. A first plan, in which every reference is unknown.
 */
export function syntheticPlan(name: string): PlanJson {
  const read = (file: string): unknown => JSON.parse(readFileSync(path.join(syntheticFolder(name), file), "utf8"));
  const { resource } = read("main.tf.json") as { resource: Record<string, Record<string, Body>> };
  const schema = read("schema.json") as Record<string, TypeSchema>;
  const instances = Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named).map(([own, body]) => ({ type, name: own, address: `${type}.${own}`, mode: "managed", body })),
  );
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: {},
    resource_changes: instances.map(({ body, ...place }) => {
      const { after, unknown } = shape(body);
      for (const dotted of schema[place.type]?.computed ?? []) leaveOpen(body, unknown, dotted.split("."));
      return {
        ...place,
        change: {
          actions: ["create"],
          before: null,
          after: after as Body,
          after_unknown: unknown as Body,
          before_sensitive: false,
          after_sensitive: {},
        },
      };
    }),
    configuration: {
      provider_config: {},
      root_module: {
        resources: instances.map(({ body, ...place }) => ({
          ...place,
          provider_config_key: place.type.split("_")[0],
          expressions: Object.fromEntries(
            Object.entries(body).map(([key, value]) => [key, expression(value, schema[place.type]?.blocks === true)]),
          ),
        })),
      },
    },
  };
}

export const syntheticFolder = (name: string): string => path.join(fixtures, "synthetic", name);

type Body = Record<string, unknown>;

interface TypeSchema {
  /** Members that the provider computes where nobody sets them; dotted within objects, `*` for each of a list. */
  readonly computed: readonly string[];
  /** Whether its nested objects are blocks, each with expressions of its own. */
  readonly blocks: boolean;
}

/** The known part of a value, and marks where it is unknown. */
function shape(value: unknown): { after: unknown; unknown: unknown } {
  if (typeof value === "string" && value.includes("${")) return { after: undefined, unknown: true };
  if (Array.isArray(value)) {
    const items = value.map(shape);
    return { after: items.map(({ after }) => after ?? null), unknown: items.map(({ unknown }) => unknown ?? false) };
  }
  if (typeof value !== "object" || value === null) return { after: value, unknown: undefined };
  const members = Object.entries(value).map(([key, each]) => [key, shape(each)] as const);
  const keep = (side: "after" | "unknown") =>
    Object.fromEntries(members.flatMap(([key, each]) => (each[side] === undefined ? [] : [[key, each[side]]])));
  return { after: keep("after"), unknown: keep("unknown") };
}

/** Marks a member as unknown that nobody sets. */
function leaveOpen(value: unknown, unknown: unknown, [first = "", ...rest]: readonly string[]): void {
  if (typeof value !== "object" || value === null || typeof unknown !== "object" || unknown === null) return;
  const [values, marks] = [value as Body, unknown as Body];
  const keys = first === "*" ? Object.keys(values) : [first];
  for (const key of keys) {
    if (rest.length > 0) leaveOpen(values[key], marks[key], rest);
    else if (!(key in values)) marks[key] = true;
  }
}

function expression(value: unknown, blocks: boolean): unknown {
  if (blocks && Array.isArray(value) && value.some((item) => typeof item === "object")) {
    return value.map((block: Body) =>
      Object.fromEntries(Object.entries(block).map(([key, each]) => [key, expression(each, blocks)])),
    );
  }
  const text = JSON.stringify(value);
  const names = text.includes("${") ? text.matchAll(/\b(aws(?:cc)?_\w+\.\w+)(\.\w+)?/g) : [];
  const references = [...names].flatMap(([, of = "", member = ""]) => [of + member, of]);
  return { constant_value: value, ...(references.length > 0 ? { references } : {}) };
}
