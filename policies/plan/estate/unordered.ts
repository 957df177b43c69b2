import { isDeepStrictEqual } from "node:util";
import { certainValue, type Attribute, type PossibleValue } from "../../attribute";
import type { AttributePath } from "../configuration/module";
import { formatPath } from "../configuration/format-path";
import { listOf, member } from "../json";
import { plannedValue, type PlannedResource } from "../planned-resources";
import { open } from "../reader";
import type { PlanSource } from "./source";

/**
 * Reads a member of a block that stands in a set. The plan holds sets in an order of its own: what it does not know of a row may be
 * what any of the written blocks says, but for those whose member `by` is another one.
 */
export function readUnordered(
  resource: PlannedResource,
  set: AttributePath,
  index: number,
  rest: AttributePath,
  source: PlanSource,
  by?: string,
): Attribute {
  const path = [...set, index, ...rest];
  if (plannedValue(resource, path).state === "known") return source.read(resource, ...path);
  if (by === undefined) return anyWritten(resource, set, rest, source);
  const own = plannedValue(resource, [...set, index, by]);
  if (own.state === "unknown") return anyWritten(resource, set, rest, source);
  return readWritten(resource, set, rest, source, (block) => {
    const other = certainValue(source.reader.followed(resource, [...set, block, by]));
    return other === undefined || isDeepStrictEqual(other.value, own.value);
  });
}

/** What any of the written blocks says, which is the same for every row: worked out once. */
function anyWritten(resource: PlannedResource, set: AttributePath, rest: AttributePath, source: PlanSource): Attribute {
  const found = written.get(resource) ?? new Map<string, Attribute>();
  written.set(resource, found);
  const key = JSON.stringify([set, rest]);
  const attribute = found.get(key) ?? readWritten(resource, set, rest, source, () => true);
  found.set(key, attribute);
  return attribute;
}

const written = new WeakMap<PlannedResource, Map<string, Attribute>>();

function readWritten(
  resource: PlannedResource,
  set: AttributePath,
  rest: AttributePath,
  { reader }: PlanSource,
  mayBe: (block: number) => boolean,
): Attribute {
  const rows = listOf(set.reduce<unknown>((of, key) => member(of, key), resource.after));
  const blocks = reader.writtenBlocks(resource, ...set);
  if (blocks !== rows.length)
    return open(`which blocks ${resource.address} has at ${formatPath(set)} is not known yet`, "write the blocks out");
  const each = Array.from({ length: blocks }, (_, block) => block)
    .filter(mayBe)
    .map((block) => reader.followed(resource, [...set, block, ...rest]));
  return { possible: distinct(each.flatMap(({ possible }) => possible)), trail: each.flatMap(({ trail }) => trail) };
}

const distinct = (values: readonly PossibleValue[]): readonly PossibleValue[] =>
  values.filter((value, index) => values.findIndex((other) => isDeepStrictEqual(value, other)) === index);
