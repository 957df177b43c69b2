import { certainText, type Attribute, type PossibleValue } from "../attribute";
import type { Estate, Role } from "../estate";

const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:.*\/)?([^/]+)$/;

/** The role of the estate that a value with a role's ARN leads to; undefined when it stands elsewhere or is not known. */
export function roleNamedBy(value: PossibleValue, { roles }: Estate): Role | undefined {
  if (value.kind === "undetermined") return undefined;
  if (value.kind === "resolved") {
    const role = roles.find(({ address }) => address === value.of);
    if (role !== undefined) return value.attribute === "arn" ? role : undefined;
  }
  const text = value.value;
  if (typeof text !== "string") return undefined;
  const name = roleArn.exec(text)?.[1];
  return roles.find((role) => {
    const arn = certainText(role.arn);
    // A role's name is its own within an account, whatever its path.
    return arn === undefined ? name !== undefined && certainText(role.name) === name : arn === text;
  });
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
