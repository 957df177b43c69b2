import { directAccess, nodeOfJson, readDocument, isOpen, type Grant } from "../../policies/iam";
import { withoutModelCalls, type PolicyJson, type Remainder } from "./policy-json";
import type { OwnPolicy, StandingRole } from "./standing-agent";

/** What becomes of a role's policies: each document without what it allowed of model calls. */
export interface RoleAdoption {
  readonly inline: readonly (Remainder & { readonly name: string })[];
  readonly managed: readonly (Remainder & { readonly arn: string; readonly own: OwnPolicy })[];
  /** Attached policies that are not this role's alone: they stay as they are. */
  readonly foreign: readonly string[];
  /** What is left would still let the role call a model around its profile, as far as the gate can tell. */
  readonly needsDenial: boolean;
}

export function adoptRole({ inline, attached }: StandingRole): RoleAdoption {
  const written = inline.map(({ name, document }) => ({ name, ...withoutModelCalls(document) }));
  const managed = attached.flatMap(({ arn, own }) =>
    own === undefined ? [] : [{ arn, own, ...withoutModelCalls(own.document) }],
  );
  const foreign = attached.filter(({ own }) => own === undefined).map(({ arn }) => arn);
  const left = [...written, ...managed].filter(({ isEmpty }) => !isEmpty).map(({ document }) => granted(document));
  const others = foreign.map((arn): Grant => ({ address: arn, policies: [{ kind: "managed", arn }] }));
  const needsDenial = directAccess({ grants: [...left, ...others] }).length > 0;
  return { inline: written, managed, foreign, needsDenial };
}

const granted = (json: PolicyJson): Grant => ({
  address: "",
  policies: readDocument(nodeOfJson(json)).map((document) =>
    isOpen(document) ? { kind: "undetermined", ...document } : { kind: "document", document },
  ),
});
