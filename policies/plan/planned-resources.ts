import { UnusableInputError } from "../unusable-input";
import { parseModuleAddress, type InstanceKey, type ModuleStep } from "./address";
import { isList, isObject, listOf, member, objectOf, textOf, type JsonObject } from "./json";

export type Change = "create" | "update" | "replace" | "keep" | "read" | "delete" | "forget";

/** One row of `resource_changes`: a resource instance, what happens to it, and what it will be. */
export interface PlannedResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly key: InstanceKey;
  readonly modulePath: readonly ModuleStep[];
  readonly change: Change;
  readonly before: unknown;
  readonly after: unknown;
  readonly afterUnknown: unknown;
  readonly afterSensitive: unknown;
}

/** A value that the plan holds for an attribute. Its absence is a value too: Terraform leaves out what is not set. */
export type Planned =
  { readonly state: "known"; readonly value: unknown; readonly sensitive: boolean } | { readonly state: "unknown" };

/** @throws UnusableInputError for a row that has not the form Terraform documents: a tampered plan is not judged. */
export function readPlannedResources(rows: readonly unknown[], planName: string): PlannedResource[] {
  const resources: PlannedResource[] = [];
  rows.forEach((row, index) => {
    // A deposed object is the leftover of an earlier replacement: it is on its way out and serves no one.
    if (isObject(row) && textOf(row["deposed"]) !== undefined) return;
    const resource = readRow(row);
    if (resource === undefined) {
      throw new UnusableInputError(
        `${planName}: resource_changes[${index}] has not the form of a Terraform plan's row`,
      );
    }
    resources.push(resource);
  });
  return resources;
}

function readRow(row: unknown): PlannedResource | undefined {
  if (!isObject(row) || !isObject(row["change"])) return undefined;
  const change = row["change"];
  const { address, mode, type, name, index } = row;
  const moduleAddress = textOf(row["module_address"]) ?? "";
  const modulePath = moduleAddress === "" ? rootModule : parseModuleAddress(moduleAddress);
  const effect = changeOf(listOf(change["actions"]));
  if (typeof address !== "string" || typeof type !== "string" || typeof name !== "string") return undefined;
  if ((mode !== "managed" && mode !== "data") || modulePath === undefined || effect === undefined) return undefined;
  const key = typeof index === "string" || typeof index === "number" ? index : undefined;
  const resource = `${moduleAddress === "" ? "" : `${moduleAddress}.`}${mode === "data" ? "data." : ""}${type}.${name}`;
  if (!isAddressOf(address, resource, key)) return undefined;
  return {
    address,
    mode,
    type,
    name,
    key,
    modulePath,
    change: effect,
    before: change["before"],
    after: change["after"],
    afterUnknown: change["after_unknown"],
    afterSensitive: change["after_sensitive"],
  };
}

/** A row that is called otherwise than its type and name is another resource than the one that the report would speak of. */
const isAddressOf = (address: string, resource: string, key: InstanceKey): boolean =>
  key === undefined ? address === resource : address.startsWith(`${resource}[`) && address.endsWith("]");

/** Most resources stand here: one path serves all of them. */
const rootModule: readonly ModuleStep[] = [];

const changes: Record<string, Change> = {
  "no-op": "keep",
  create: "create",
  read: "read",
  update: "update",
  delete: "delete",
  forget: "forget",
  "delete,create": "replace",
  "create,delete": "replace",
  "create,forget": "replace",
};

function changeOf(actions: readonly unknown[]): Change | undefined {
  if (!actions.every((action) => typeof action === "string")) return undefined;
  const name = actions.length === 1 ? String(actions[0]) : actions.join(",");
  return Object.hasOwn(changes, name) ? changes[name] : undefined;
}

/** What the plan holds at a path of the resource's attributes, e.g. `["cost_filter", 0, "values"]`. */
export function plannedValue(resource: PlannedResource, path: readonly (string | number)[]): Planned {
  let value = resource.after;
  let unknown = resource.afterUnknown;
  let sensitive = resource.afterSensitive;
  for (const key of path) {
    if (unknown === true) return { state: "unknown" };
    value = member(value, key);
    unknown = member(unknown, key);
    sensitive = sensitive === true || member(sensitive, key);
  }
  if (containsTrue(unknown)) return { state: "unknown" };
  return { state: "known", value, sensitive: containsTrue(sensitive) };
}

function containsTrue(marks: unknown): boolean {
  if (marks === true) return true;
  if (isList(marks)) return marks.some(containsTrue);
  return isObject(marks) && Object.values(marks).some(containsTrue);
}

/** Data sources that Terraform has read already stand in the prior state, not among the changes. */
export function readPriorData(priorState: JsonObject): PlannedResource[] {
  const found: PlannedResource[] = [];
  const visit = (module: JsonObject): void => {
    for (const row of listOf(module["resources"])) {
      if (!isObject(row) || row["mode"] !== "data") continue;
      const read = readRow({
        ...row,
        module_address: module["address"],
        change: {
          actions: ["read"],
          after: row["values"],
          after_unknown: {},
          after_sensitive: row["sensitive_values"],
        },
      });
      if (read !== undefined) found.push(read);
    }
    for (const child of listOf(module["child_modules"])) visit(objectOf(child));
  };
  visit(objectOf(member(member(priorState, "values"), "root_module")));
  return found;
}
