import { isDeepStrictEqual } from "node:util";
import type { PossibleValue } from "../../attribute";
import type { AttributeChange } from "../../estate";
import { member, objectOf } from "../json";
import { plannedValue, type PlannedResource } from "../planned-resources";
import type { PlanSource } from "./source";

/** How Terraform goes about a resource, and what it is billed under: none of it reaches an agent's version. */
const shapesNothing = new Set([
  ...["tags", "tags_all", "test_alias_tags", "timeouts", "region"],
  ...["prepare_agent", "auto_prepare", "skip_resource_in_use_check", "skip_resource_in_use_check_on_delete"],
]);

/** The attributes that an update or a replacement changes. One that only AWS computes is unknown at every update, and is none. */
export function changesOf(resource: PlannedResource, source: PlanSource): AttributeChange[] {
  if (resource.change !== "update" && resource.change !== "replace") return [];
  const { before, after, afterUnknown } = resource;
  const names = new Set([before, after, afterUnknown].flatMap((side) => Object.keys(objectOf(side))));
  return [...names].sort().flatMap((name): AttributeChange[] => {
    if (shapesNothing.has(name)) return [];
    if (plannedValue(resource, [name]).state === "unknown") {
      return mayBeSet(resource, name, source) ? [{ name, certain: isAssignedAnew(resource, name, source) }] : [];
    }
    const same = isDeepStrictEqual(member(before, name) ?? null, member(after, name) ?? null);
    return same ? [] : [{ name, certain: true }];
  });
}

function mayBeSet(resource: PlannedResource, name: string, { reader }: PlanSource): boolean {
  const set = reader.isSet(resource, name);
  // A dynamic block that cannot be seen makes a list; and the routing of an alias is unknown because nothing sets it.
  const isBlock = !["string", "number", "boolean"].includes(typeof member(resource.before, name));
  return set === "yes" || (set === "unknown" && isBlock && name !== "routing_configuration");
}

/** What AWS gives anew to a resource that is made anew; a name or a text may come out as it was. */
const assigned: Readonly<Record<string, readonly string[]>> = {
  aws_bedrock_inference_profile: ["arn", "id"],
  awscc_bedrock_application_inference_profile: ["inference_profile_arn", "inference_profile_id", "id"],
  aws_bedrockagent_agent: ["agent_id", "agent_arn", "id", "prepared_at"],
  awscc_bedrock_agent: ["agent_id", "agent_arn", "id", "prepared_at"],
};

function isAssignedAnew(resource: PlannedResource, name: string, { reader }: PlanSource): boolean {
  const isNew = (value: PossibleValue): boolean => {
    if (value.kind !== "resolved" || "value" in value || !Object.hasOwn(assigned, value.type)) return false;
    if (assigned[value.type]?.includes(value.attribute) !== true) return false;
    const change = reader.at(value.of, value.type)?.change;
    return change === "create" || change === "replace" || (change === "update" && value.attribute === "prepared_at");
  };
  return reader.followed(resource, [name]).possible.every(isNew);
}
