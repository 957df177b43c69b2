import { certainText, type Attribute } from "../../attribute";
import type { PlannedResource } from "../planned-resources";
import { namedBy, type Giving } from "./givings";
import type { RoleIndex } from "./role-index";
import type { PlanSource } from "./source";

/** Types that take from a role whatever is not in their list, by what they list and the types that give such. */
const kinds = [
  { type: "aws_iam_role_policies_exclusive", list: "policy_names", givers: ["aws_iam_role_policy"], by: "name" },
  {
    type: "aws_iam_role_policy_attachments_exclusive",
    list: "policy_arns",
    givers: ["aws_iam_role_policy_attachment", "aws_iam_policy_attachment"],
    by: "policy_arn",
  },
] as const;

type Kind = (typeof kinds)[number];

/** Tells whether a role keeps a policy that another resource gives it: false where a list that may be the role's leaves it out. */
export function keptBy(source: PlanSource, index: RoleIndex): (role: string, giving: Giving) => boolean {
  const { standing, read, reader } = source;
  const ofRole = new Map<string, { readonly kind: Kind; readonly items: readonly Attribute[] }[]>();
  for (const kind of kinds) {
    for (const resource of standing(kind.type)) {
      const items = namedBy(reader, resource, kind.list).map((item) => reader.attributeOf(item));
      for (const role of namedBy(reader, resource, "role_name").flatMap((values) => [...index.named(values).keys()])) {
        ofRole.set(role, [...(ofRole.get(role) ?? []), { kind, items }]);
      }
    }
  }
  return (role, { resource, gives }) =>
    (ofRole.get(role) ?? [])
      .filter(({ kind }) => (kind.givers as readonly string[]).includes(resource.type))
      .every(({ kind, items }) => items.some((item) => names(item, resource, gives, read(resource, kind.by))));
}

const names = (item: Attribute, { address }: PlannedResource, gives: readonly string[], own: Attribute): boolean =>
  item.possible.every(
    (value) =>
      (value.kind === "resolved" && (value.of === address || gives.includes(value.of))) ||
      ("value" in value && value.value !== undefined && value.value === certainText(own)),
  );
