import { isOpen, type Grant, type GrantedPolicy } from "../../../../policies/iam";
import type { Estate, PolicyHolder } from "../../../../policies/estate";
import { estateOf, smallPlan, written, type Small } from "./small-plan";

export type Resources = Parameters<typeof smallPlan>[0];

/** A document that is told by the id of its one statement. */
export const policy = (Sid: string): string =>
  JSON.stringify({ Statement: [{ Sid, Effect: "Allow", Action: "bedrock:InvokeModel", Resource: "*" }] });

function toldOf(granted: GrantedPolicy): string {
  if (granted.kind === "managed") return granted.arn;
  if (granted.kind === "undetermined") return "open";
  return granted.document.statements
    .flat()
    .map((statement) => (isOpen(statement) || isOpen(statement.sid) ? "open" : (statement.sid ?? "")))
    .join();
}

export const told = ({ address, attached, policies }: Grant): string =>
  `${address}${attached === "unknown" ? " perhaps" : ""}: ${policies.map(toldOf).join(" or ")}`;

export const holders = (all: readonly PolicyHolder[]): Record<string, string[]> =>
  Object.fromEntries(all.map(({ address, grants }) => [address, grants.map(told)]));

/** A role with the name `a`, and what else is planned. */
export const estate = (more: Resources = {}, role: Small = {}): Estate =>
  estateOf(
    smallPlan({
      "aws_iam_role.a": { ...role, after: { name: "a", permissions_boundary: null, ...role.after } },
      ...more,
    }),
  );

/** What that role is given, and what is told by itself. */
export const granted = (more: Resources, role?: Small): { a: string[]; others: Record<string, string[]> } => {
  const { roles, otherPolicies } = estate(more, role);
  return { a: holders(roles)["aws_iam_role.a"] ?? [], others: holders(otherPolicies) };
};

/** What names the role by reference. */
export const toA = { unknown: { role: true }, block: { role: written("${aws_iam_role.a.name}") } };
export const inline = "aws_iam_role_policy.i";
export const attachment = "aws_iam_role_policy_attachment.t";
