import * as sdk from "@aws-sdk/client-iam";
import { belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { checkName, checkPermissions, encoded, sizeOf, withTags } from "./checks";
import { iamSlice, type ManagedPolicy, policyOf, type PolicyVersion, versionOf } from "./state";

belief(
  "IAM",
  "A managed policy has up to five versions, whose numbers are never used twice; it is deleted when only its default one is left and it is attached nowhere.",
  sourced("https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html"),
);

const maxVersions = 5;
const maxSize = 6144;

/** The account's own managed policies, and their versions. */
export const managedPolicies = {
  CreatePolicy: ({ PolicyName, Path = "/", PolicyDocument, Description, Tags = [] }, context) => {
    const { accountId, partition, clock, id, state } = context;
    checkName("policyName", PolicyName, 128);
    checkManaged(PolicyDocument);
    const { policies } = state(iamSlice);
    if (Object.values(policies).some(({ name }) => name.toLowerCase() === PolicyName.toLowerCase()))
      throw modelled(
        sdk.EntityAlreadyExistsException,
        `A policy called ${PolicyName} already exists. Duplicate names are not allowed.`,
      );
    const now = clock.now().toISOString();
    const arn = `arn:${partition}:iam::${accountId}:policy${Path}${PolicyName}`;
    const policy: ManagedPolicy = {
      ...{ name: PolicyName, id: `ANPA${id(17)}`, arn, path: Path, createdAt: now, updatedAt: now },
      ...(Description !== undefined && { description: Description }),
      versions: [{ id: "v1", document: PolicyDocument, createdAt: now }],
      versionsMade: 1,
      defaultVersionId: "v1",
      tags: withTags([], Tags),
    };
    policies[arn] = policy;
    return { Policy: answered(policy, context) };
  },

  GetPolicy: ({ PolicyArn }, context) => ({ Policy: answered(policyOf(PolicyArn, context), context) }),

  DeletePolicy: ({ PolicyArn }, context) => {
    const policy = policyOf(PolicyArn, context);
    if (attachments(policy, context) > 0)
      throw modelled(sdk.DeleteConflictException, "Cannot delete a policy attached to entities.");
    if (policy.versions.length > 1)
      throw modelled(
        sdk.DeleteConflictException,
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    Reflect.deleteProperty(context.state(iamSlice).policies, PolicyArn);
    return {};
  },

  CreatePolicyVersion: ({ PolicyArn, PolicyDocument, SetAsDefault = false }, context) => {
    const policy = policyOf(PolicyArn, context);
    checkManaged(PolicyDocument);
    if (policy.versions.length >= maxVersions)
      throw modelled(
        sdk.LimitExceededException,
        `A managed policy can have up to ${String(maxVersions)} versions. Before you create a new version, you must delete an existing version.`,
      );
    policy.versionsMade += 1;
    const createdAt = context.clock.now().toISOString();
    const version = { id: `v${String(policy.versionsMade)}`, document: PolicyDocument, createdAt };
    policy.versions.unshift(version);
    policy.updatedAt = createdAt;
    if (SetAsDefault) policy.defaultVersionId = version.id;
    return { PolicyVersion: answeredVersion(version, policy) };
  },

  GetPolicyVersion: ({ PolicyArn, VersionId }, context) => {
    const policy = policyOf(PolicyArn, context);
    const version = versionOf(policy, VersionId);
    return { PolicyVersion: { ...answeredVersion(version, policy), Document: encoded(version.document) } };
  },

  ListPolicyVersions: ({ PolicyArn }, context) => {
    const policy = policyOf(PolicyArn, context);
    return { Versions: policy.versions.map((version) => answeredVersion(version, policy)), IsTruncated: false };
  },

  SetDefaultPolicyVersion: ({ PolicyArn, VersionId }, context) => {
    const policy = policyOf(PolicyArn, context);
    policy.defaultVersionId = versionOf(policy, VersionId).id;
    return {};
  },

  DeletePolicyVersion: ({ PolicyArn, VersionId }, context) => {
    const policy = policyOf(PolicyArn, context);
    const { id } = versionOf(policy, VersionId);
    if (id === policy.defaultVersionId)
      throw modelled(sdk.DeleteConflictException, "Cannot delete the default version of a policy.");
    policy.versions = policy.versions.filter((version) => version.id !== id);
    return {};
  },

  TagPolicy: ({ PolicyArn, Tags }, context) => {
    const policy = policyOf(PolicyArn, context);
    policy.tags = withTags(policy.tags, Tags);
    return {};
  },
  UntagPolicy: ({ PolicyArn, TagKeys }, context) => {
    const policy = policyOf(PolicyArn, context);
    policy.tags = policy.tags.filter(({ Key }) => !TagKeys.includes(Key));
    return {};
  },
  ListPolicyTags: ({ PolicyArn }, context) => ({ Tags: policyOf(PolicyArn, context).tags, IsTruncated: false }),
} satisfies Handlers<typeof sdk>;

function checkManaged(document: string): void {
  checkPermissions(document);
  if (sizeOf(document) > maxSize)
    throw modelled(sdk.LimitExceededException, `Cannot exceed quota for PolicySize: ${String(maxSize)}`);
}

const attachments = ({ arn }: ManagedPolicy, { state }: Pick<Context, "state">): number =>
  Object.values(state(iamSlice).roles).filter(({ attached }) => attached.includes(arn)).length;

function answered(policy: ManagedPolicy, context: Pick<Context, "state">): sdk.Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    Description: policy.description,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: attachments(policy, context),
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: new Date(policy.createdAt),
    UpdateDate: new Date(policy.updatedAt),
    ...(policy.tags.length > 0 && { Tags: policy.tags }),
  };
}

const answeredVersion = ({ id, createdAt }: PolicyVersion, { defaultVersionId }: ManagedPolicy): sdk.PolicyVersion => ({
  VersionId: id,
  IsDefaultVersion: id === defaultVersionId,
  CreateDate: new Date(createdAt),
});
