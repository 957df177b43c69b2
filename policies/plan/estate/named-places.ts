import type { Attribute } from "../../attribute";
import type { AttributePath } from "../configuration/module";
import { formatPath } from "../configuration/format-path";
import { isList, listOf, member } from "../json";
import { plannedValue, type PlannedResource } from "../planned-resources";
import { open } from "../reader";
import { noKey } from "../values/access";
import type { PlanSource } from "./source";

/** A member of a resource that is set, or may be. */
export interface NamedPlace {
  /** As Terraform writes it, e.g. `variant[0].model_id`. */
  readonly attribute: string;
  readonly value: Attribute;
}

/** Every place of a resource to which these members lead, through lists of blocks or of objects. Lists of sets are not for this. */
export function namedPlaces(
  resource: PlannedResource,
  members: readonly string[],
  source: PlanSource,
  read: PlanSource["read"] = source.read,
): NamedPlace[] {
  return pathsTo(resource.after, resource.afterUnknown, members, []).flatMap(({ path, whole }): NamedPlace[] => {
    const attribute = formatPath(path);
    const planned = plannedValue(resource, path);
    if (planned.state === "known")
      return (planned.value ?? "") === "" ? [] : [{ attribute, value: read(resource, ...path) }];
    if (isLeftOut(resource, path, source)) return [];
    const value =
      whole && isInOrder(resource, path, source)
        ? read(resource, ...path)
        : open(`which blocks ${resource.address} has at ${attribute} is not known yet`, "write the blocks out");
    return [{ attribute, value }];
  });
}

interface Found {
  readonly path: AttributePath;
  /** False where a list or an object on the way is not known as a whole. */
  readonly whole: boolean;
}

function pathsTo(after: unknown, unknown: unknown, members: readonly string[], path: AttributePath): Found[] {
  const [first, ...rest] = members;
  if (first === undefined) return [{ path, whole: true }];
  if (unknown === true) return [{ path, whole: false }];
  if (isList(after) || isList(unknown)) {
    const length = Math.max(listOf(after).length, listOf(unknown).length);
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      pathsTo(member(after, index), member(unknown, index), members, [...path, index]),
    );
  }
  const [value, mark] = [member(after, first), member(unknown, first)];
  return (value ?? null) === null && (mark ?? false) === false ? [] : pathsTo(value, mark, rest, [...path, first]);
}

/** Cloud Control leaves unknown what nobody sets. */
function isLeftOut(resource: PlannedResource, path: AttributePath, { reader }: PlanSource): boolean {
  if (!resource.type.startsWith("awscc_")) return false;
  if (!reader.isConfigured(resource, String(path[0]))) return true;
  const because = noKey(path.at(-1) ?? "");
  return reader
    .followed(resource, path)
    .possible.every((value) => value.kind === "undetermined" && value.because === because);
}

/** Blocks of which some are dynamic and others are not stand in the plan in places of their own. */
function isInOrder(resource: PlannedResource, path: AttributePath, { reader }: PlanSource): boolean {
  return path.every((key, index) => {
    if (typeof key !== "number") return true;
    const list = path.slice(0, index);
    const written = reader.writtenBlocks(resource, ...list);
    const planned = list.reduce<unknown>((of, each) => member(of, each), resource.after);
    return written === 0 || written === listOf(planned).length;
  });
}
