import type { Certainty } from "../../attribute";
import { grouped } from "../../grouped";
import type { PlannedResource } from "../planned-resources";
import type { PlanReader } from "../reader";
import type { Value, Values } from "../values/value";

/** Attributes of a role by which other resources name it; the first is the one that is written. */
const names: Readonly<Record<string, readonly string[]>> = {
  aws_iam_role: ["name", "id"],
  awscc_iam_role: ["role_name", "id"],
};

/** Which roles of the plan may be meant, by address. A role that is not in it is not. */
export type NamedRoles = ReadonlyMap<string, Exclude<Certainty, "no">>;

/** Finds the roles of a plan by what other resources name them by. */
export class RoleIndex {
  private readonly addresses: ReadonlySet<string>;
  /** The answer for a name that is not known. */
  readonly everyRole: NamedRoles;
  /** Under the empty name stand the roles whose names are not known yet. Where all are named by reference nobody asks. */
  private byName: ReadonlyMap<string, readonly PlannedResource[]> | undefined;

  constructor(
    private readonly reader: PlanReader,
    private readonly roles: readonly PlannedResource[],
  ) {
    this.addresses = new Set(roles.map(({ address }) => address));
    this.everyRole = new Map(roles.map(({ address }) => [address, "unknown"]));
  }

  /** The role that a set of possible values names. */
  named(values: Values): NamedRoles {
    const [first, ...others] = values.map((value) => this.namedBy(value));
    if (first === undefined || others.length === 0) return first ?? new Map();
    return new Map([first, ...others].flatMap((roles) => [...roles.keys()].map((address) => [address, "unknown"])));
  }

  private namedBy(value: Value): NamedRoles {
    if (value.kind === "known") return this.namedText(value.value);
    if (value.kind !== "attribute") return this.everyRole;
    const [attribute, ...more] = value.path;
    const type = value.type.replace(/^data\./, "");
    if (more.length > 0 || names[type]?.includes(String(attribute)) !== true) return this.everyRole;
    if (type === value.type) return new Map(this.addresses.has(value.address) ? [[value.address, "yes"]] : []);
    const data = this.reader.at(value.address, value.type);
    return data === undefined ? new Map() : this.named(this.reader.structure(data, ["name"]).values);
  }

  private namedText(text: unknown): NamedRoles {
    if (typeof text !== "string") return new Map();
    this.byName ??= grouped(this.roles, (role) => this.nameOf(role));
    const certain = this.byName.get(text) ?? [];
    const possible = this.byName.get("") ?? [];
    return new Map([
      ...possible.map(({ address }) => [address, "unknown"] as const),
      ...certain.map(({ address }) => [address, "yes"] as const),
    ]);
  }

  private nameOf(role: PlannedResource): string {
    const [value, ...others] = this.reader.attribute(role, [names[role.type]?.[0] ?? "name"]).possible;
    return others.length === 0 && value?.kind === "known" && typeof value.value === "string" ? value.value : "";
  }
}
