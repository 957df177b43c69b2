import * as sdk from "@aws-sdk/client-iam";
import type { Context } from "../../context";
import { modelled } from "../../protocol/aws-error";
import { slice } from "../../slice";

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface Role {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly path: string;
  readonly createdAt: string;
  description?: string;
  maxSessionSeconds: number;
  /** JSON text, as it was put: who may assume the role. */
  trustPolicy: string;
  /** Inline policies, JSON texts by their names. */
  readonly policies: Record<string, string>;
  /** ARNs of managed policies. */
  attached: string[];
  tags: Tag[];
}

export interface PolicyVersion {
  /** `v1` */
  readonly id: string;
  readonly document: string;
  readonly createdAt: string;
}

/** A managed policy of the account's own. */
export interface ManagedPolicy {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly path: string;
  readonly description?: string;
  readonly createdAt: string;
  updatedAt: string;
  /** Newest first. A number is never used twice. */
  versions: PolicyVersion[];
  versionsMade: number;
  defaultVersionId: string;
  tags: Tag[];
}

interface IamState {
  /** By their names, in lower case: names that differ in case alone are the same. */
  readonly roles: Record<string, Role>;
  /** By their ARNs. */
  readonly policies: Record<string, ManagedPolicy>;
}

export const iamSlice = slice("iam", (): IamState => ({ roles: {}, policies: {} }));

/** The role of that name, or NoSuchEntity. */
export function roleOf(name: string, { state }: Pick<Context, "state">): Role {
  const role = state(iamSlice).roles[name.toLowerCase()];
  if (!role) throw modelled(sdk.NoSuchEntityException, `The role with name ${name} cannot be found.`);
  return role;
}

/** The account's own managed policy, or NoSuchEntity. */
export function policyOf(arn: string, { state }: Pick<Context, "state">): ManagedPolicy {
  const policy = state(iamSlice).policies[arn];
  if (!policy) throw modelled(sdk.NoSuchEntityException, `Policy ${arn} was not found.`);
  return policy;
}

/** The version that is in force, or NoSuchEntity. */
export function versionOf(policy: ManagedPolicy, id = policy.defaultVersionId): PolicyVersion {
  const version = policy.versions.find((each) => each.id === id);
  if (!version)
    throw modelled(
      sdk.NoSuchEntityException,
      `Policy ${policy.arn} version ${id} does not exist or is not attachable.`,
    );
  return version;
}
