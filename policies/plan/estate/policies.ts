import type { Attribute } from "../../attribute";
import type { GrantedPolicy } from "../../iam";
import type { PlannedResource } from "../planned-resources";
import type { PolicyReader } from "../policy-documents/policy-reader";
import type { PlanSource } from "./source";

/** Managed policies that this plan makes: which attribute holds the document, and which ones name the policy. */
const kinds: Readonly<Record<string, { readonly document: string; readonly names: readonly string[] }>> = {
  aws_iam_policy: { document: "policy", names: ["arn", "id"] },
  awscc_iam_managed_policy: { document: "policy_document", names: ["policy_arn", "id"] },
};

export const managedPolicyTypes = Object.keys(kinds);

/** The managed policies that an attribute with an ARN may name. */
export type PolicyByArn = (arn: Attribute) => readonly GrantedPolicy[];

export const documentOfPolicy = (policy: PlannedResource, documents: PolicyReader): readonly GrantedPolicy[] =>
  documents.policies(policy, kinds[policy.type]?.document ?? "policy");

/** Managed policies by their ARN: those of this plan, those that a data source has read, and others by the ARN alone. */
export function policiesByArn({ standing, read, reader }: PlanSource, documents: PolicyReader): PolicyByArn {
  let index: ReadonlyMap<unknown, PlannedResource> | undefined;
  const byKnownArn = (arn: string): PlannedResource | undefined => {
    index ??= new Map(
      standing(...managedPolicyTypes).flatMap((policy) =>
        read(policy, kinds[policy.type]?.names[0] ?? "arn").possible.flatMap((value) =>
          value.kind === "known" ? [[value.value, policy] as const] : [],
        ),
      ),
    );
    return index.get(arn);
  };
  return (arn) =>
    arn.possible.flatMap((value): readonly GrantedPolicy[] => {
      if (value.kind === "undetermined") return [value];
      const text = value.value;
      if (value.kind === "resolved") {
        const policy = reader.at(value.of, value.type);
        const names = policy === undefined ? undefined : kinds[policy.type]?.names;
        if (policy !== undefined && names?.includes(value.attribute) === true && hasDocument(policy))
          return documentOfPolicy(policy, documents);
      }
      if (typeof text !== "string")
        return [
          { kind: "undetermined", because: "which policy is attached is not known yet", settledBy: "name its ARN" },
        ];
      const own = byKnownArn(text);
      return own === undefined ? [{ kind: "managed", arn: text }] : documentOfPolicy(own, documents);
    });
}

/** A data source that is read at apply only has no document yet; its ARN may say enough. */
const hasDocument = ({ mode, after }: PlannedResource): boolean =>
  mode === "managed" || (typeof after === "object" && after !== null && Object.hasOwn(after, "policy"));
