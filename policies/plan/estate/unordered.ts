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
  { reader, read }: PlanSource,
  by?: string,
): Attribute {
  const path = [...set, index, ...rest];
  if (plannedValue(resource, path).state === "known") return read(resource, ...path);
  const rows = listOf(set.reduce<unknown>((of, key) => member(of, key), resource.after));
  const written = reader.writtenBlocks(resource, ...set);
  if (written !== rows.length)
    return open(`which blocks ${resource.address} has at ${formatPath(set)} is not known yet`, "write the blocks out");
  const mayBe = (block: number): boolean => {
    const own = by === undefined ? undefined : plannedValue(resource, [...set, index, by]);
    if (by === undefined || own?.state !== "known") return true;
    const other = certainValue(reader.followed(resource, [...set, block, by]));
    return other === undefined || isDeepStrictEqual(other.value, own.value);
  };
  const each = Array.from({ length: written }, (_, block) => block)
    .filter(mayBe)
    .map((block) => reader.followed(resource, [...set, block, ...rest]));
  return { possible: distinct(each.flatMap(({ possible }) => possible)), trail: each.flatMap(({ trail }) => trail) };
}

const distinct = (values: readonly PossibleValue[]): readonly PossibleValue[] =>
  values.filter((value, index) => values.findIndex((other) => isDeepStrictEqual(value, other)) === index);
