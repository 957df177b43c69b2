import { certainText, type Attribute, type PossibleValue } from "../attribute";
import type { Estate, Role } from "../estate";
import { groupedBySome } from "../grouped";
import { lazily } from "../lazily";
import { perEstate } from "../joins/per-estate";

const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:.*\/)?([^/]+)$/;

/** The roles of the estate that a value with a role's ARN can lead to; none when it stands elsewhere or is not known. */
function rolesOfValue(value: PossibleValue, estate: Estate): readonly Role[] {
  if (value.kind === "undetermined") return [];
  const index = roleIndex(estate);
  if (value.kind === "resolved") {
    const role = index.byAddress.get(value.of);
    if (role !== undefined) return value.attribute === "arn" ? [role] : [];
  }
  const text = value.value;
  if (typeof text !== "string") return [];
  return index.byArn.get(text) ?? index.unbornByName.get(roleArn.exec(text)?.[1]) ?? [];
}

type RolesBy = ReadonlyMap<string | undefined, readonly Role[]>;

interface RoleIndex {
  readonly byAddress: ReadonlyMap<string, Role>;
  readonly byArn: RolesBy;
  /** Roles whose ARN is not known yet. A role's name is its own within an account, whatever its path: two stand in two. */
  readonly unbornByName: RolesBy;
}

const roleIndex = perEstate(({ roles }): RoleIndex =>
  lazily(
    { byAddress: new Map(roles.map((role) => [role.address, role])) },
    // Most roles are named by reference: their names and ARNs need no look then.
    {
      byArn: () => by(roles, ({ arn }) => certainText(arn)),
      unbornByName: () =>
        by(roles, ({ arn, name }) => (certainText(arn) === undefined ? certainText(name) : undefined)),
    },
  ),
);

const by = (roles: readonly Role[], text: (role: Role) => string | undefined): RolesBy =>
  groupedBySome(roles, (role) => [text(role)].filter((each) => each !== undefined));

/** The roles that an attribute can lead to, and whether it can lead elsewhere too. */
export function rolesNamedBy(
  attribute: Attribute,
  estate: Estate,
): { readonly roles: readonly Role[]; readonly elsewhere: readonly PossibleValue[] } {
  const found = attribute.possible.map((value) => ({ value, roles: rolesOfValue(value, estate) }));
  return {
    roles: found.flatMap(({ roles }) => roles),
    elsewhere: found.filter(({ roles }) => roles.length === 0).map(({ value }) => value),
  };
}
