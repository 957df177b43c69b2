import { certainty, known, type Attribute } from "../../attribute";
import { plannedValue, type PlannedResource } from "../planned-resources";
import type { PlanSource } from "./source";

const version = ["routing_configuration", 0, "agent_version"] as const;

/**
 * The agent version that the configuration of an alias names. AWS fills the attribute in as well, so that a planned value alone
 * does not tell a pin: it is unknown where an alias changes and nothing is configured, and what it was where the alias is kept.
 */
export function readRouting(alias: PlannedResource, { reader, read }: PlanSource): Attribute {
  const set = reader.isSet(alias, "routing_configuration");
  const followed = reader.followed(alias, version);
  if (certainty(followed, ({ kind }) => (kind === "known" ? "yes" : "no")) === "yes") return followed;
  if (isUnrouted(reader.followed(alias, ["routing_configuration"]))) return known(null, followed.trail);
  const isOpen = plannedValue(alias, version).state === "unknown";
  if (set === "no" || (set === "unknown" && isOpen)) return known(null, [`${alias.address} configures no routing`]);
  if (alias.change !== "keep") return read(alias, ...version);
  // A kept alias is routed as it was, by its configuration or by AWS.
  const was = read(alias, ...version);
  return { possible: [...known(null).possible, ...was.possible], trail: was.trail };
}

const isUnrouted = (routing: Attribute): boolean =>
  certainty(routing, (value) =>
    value.kind === "known" && (value.value === null || (Array.isArray(value.value) && value.value.length === 0))
      ? "yes"
      : "no",
  ) === "yes";
