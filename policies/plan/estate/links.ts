import type { Attribute, PossibleValue } from "../../attribute";
import type { AttributePath } from "../configuration/module";
import { plannedValue, type PlannedResource } from "../planned-resources";
import type { PlanReader } from "../reader";

/** Longer ways through other resources' arguments are not gone. */
const maxSteps = 8;

/**
 * What an attribute that names another resource leads to. The expression goes before the planned value, since an id that is
 * known tells no address; and a reference to another resource's argument is followed to what that argument is.
 */
export function readLink(reader: PlanReader, resource: PlannedResource, path: AttributePath): Attribute {
  const followed = reader.followed(resource, path);
  const link = isReference(followed) ? followed : reader.attribute(resource, path);
  const possible = link.possible.flatMap((value) => throughArguments(value, reader, maxSteps));
  return { possible, trail: link.trail };
}

const isReference = ({ possible }: Attribute): boolean => possible.every(({ kind }) => kind === "resolved");

function throughArguments(value: PossibleValue, reader: PlanReader, steps: number): readonly PossibleValue[] {
  if (value.kind !== "resolved" || steps === 0 || !/^\w+$/.test(value.attribute)) return [value];
  const target = reader.at(value.of, value.type);
  if (target === undefined || !reader.isConfigured(target, value.attribute)) return [value];
  const argument = reader.followed(target, [value.attribute]);
  return isReference(argument)
    ? argument.possible.flatMap((next) => throughArguments(next, reader, steps - 1))
    : [value];
}

/** How a resource is known to others: its id or ARN, whether AWS has given it already or not. */
export function ownAttribute(resource: PlannedResource, attribute: string): Attribute {
  const { address: of, type } = resource;
  const planned = plannedValue(resource, [attribute]);
  const value = planned.state === "known" && typeof planned.value === "string" ? { value: planned.value } : {};
  return { possible: [{ kind: "resolved", of, type, attribute, ...value }], trail: [] };
}
