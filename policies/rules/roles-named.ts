import { certainText, type Attribute, type PossibleValue } from "../attribute";
import type { Estate, Role } from "../estate";
import { lazily } from "../lazily";
import { perEstate } from "../joins/per-estate";

const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:.*\/)?([^/]+)$/;

/** The role of the estate that a value with a role's ARN leads to; undefined when it stands elsewhere or is not known. */
export function roleNamedBy(value: PossibleValue, estate: Estate): Role | undefined {
  if (value.kind === "undetermined") return undefined;
  const index = roleIndex(estate);
  if (value.kind === "resolved") {
    const role = index.byAddress.get(value.of);
    if (role !== undefined) return value.attribute === "arn" ? role : undefined;
  }
  const text = value.value;
  if (typeof text !== "string") return undefined;
  const name = roleArn.exec(text)?.[1];
  return index.byArn.get(text) ?? (name === undefined ? undefined : index.unbornByName.get(name));
}

interface RoleIndex {
  readonly byAddress: ReadonlyMap<string, Role>;
  readonly byArn: ReadonlyMap<string, Role>;
  /** Roles whose ARN is not known yet. A role's name is its own within an account, whatever its path. */
  readonly unbornByName: ReadonlyMap<string, Role>;
}

const roleIndex = perEstate(({ roles }): RoleIndex =>
  lazily(
    { byAddress: new Map(roles.map((role) => [role.address, role])) },
    // Most roles are named by reference: their names and ARNs need no look then.
    {
      byArn: () => firstBy(roles, ({ arn }) => certainText(arn)),
      unbornByName: () =>
        firstBy(roles, ({ arn, name }) => (certainText(arn) === undefined ? certainText(name) : undefined)),
    },
  ),
);

function firstBy(roles: readonly Role[], text: (role: Role) => string | undefined): ReadonlyMap<string, Role> {
  const index = new Map<string, Role>();
  for (const role of roles) {
    const key = text(role);
    if (key !== undefined && !index.has(key)) index.set(key, role);
  }
  return index;
}

/** The roles that an attribute can lead to, and whether it can lead elsewhere too. */
export function rolesNamedBy(
  attribute: Attribute,
  estate: Estate,
): { readonly roles: readonly Role[]; readonly elsewhere: readonly PossibleValue[] } {
  const found = attribute.possible.map((value) => ({ value, role: roleNamedBy(value, estate) }));
  return {
    roles: found.flatMap(({ role }) => role ?? []),
    elsewhere: found.flatMap(({ value, role }) => (role === undefined ? [value] : [])),
  };
}
