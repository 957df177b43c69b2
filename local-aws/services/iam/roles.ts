import * as sdk from "@aws-sdk/client-iam";
import { belief, sourced } from "../../belief";
import { AwsError, modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { checkName, checkTrust, encoded, withTags } from "./checks";
import { iamSlice, type Role, roleOf } from "./state";

belief(
  "IAM",
  "A role with inline or attached policies cannot be deleted: DeleteConflict.",
  sourced("https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html"),
);
belief(
  "IAM",
  "Names of roles that differ in case alone are the same.",
  sourced("https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html"),
);
belief(
  "IAM",
  "Policies are answered URL-encoded, by RFC 3986.",
  sourced("https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html"),
);

/** Roles themselves, who may assume them, and their tags. */
export const roles = {
  CreateRole: (input, context) => {
    const { RoleName, Path = "/", AssumeRolePolicyDocument, Description, Tags = [] } = input;
    const { accountId, partition, clock, id, state } = context;
    checkName("roleName", RoleName, 64);
    if (input.PermissionsBoundary !== undefined)
      throw new AwsError("NotImplemented", 501, "Local AWS has no permissions boundaries.");
    checkTrust(AssumeRolePolicyDocument, context);
    const { roles } = state(iamSlice);
    if (roles[RoleName.toLowerCase()])
      throw modelled(sdk.EntityAlreadyExistsException, `Role with name ${RoleName} already exists.`);
    const role: Role = {
      name: RoleName,
      id: `AROA${id(17)}`,
      arn: `arn:${partition}:iam::${accountId}:role${Path}${RoleName}`,
      path: Path,
      createdAt: clock.now().toISOString(),
      ...(Description !== undefined && { description: Description }),
      maxSessionSeconds: input.MaxSessionDuration ?? 3600,
      trustPolicy: AssumeRolePolicyDocument,
      policies: {},
      attached: [],
      tags: withTags([], Tags),
    };
    roles[RoleName.toLowerCase()] = role;
    return { Role: answered(role) };
  },

  GetRole: ({ RoleName }, context) => ({ Role: { ...answered(roleOf(RoleName, context)), RoleLastUsed: {} } }),

  ListRoles: ({ PathPrefix = "/" }, { state }) => ({
    Roles: Object.values(state(iamSlice).roles)
      .filter(({ path }) => path.startsWith(PathPrefix))
      .map(answered),
    IsTruncated: false,
  }),

  UpdateRole: ({ RoleName, Description, MaxSessionDuration }, context) => {
    const role = roleOf(RoleName, context);
    if (Description !== undefined) role.description = Description;
    if (MaxSessionDuration !== undefined) role.maxSessionSeconds = MaxSessionDuration;
    return {};
  },

  UpdateRoleDescription: ({ RoleName, Description }, context) => {
    const role = roleOf(RoleName, context);
    role.description = Description;
    return { Role: answered(role) };
  },

  UpdateAssumeRolePolicy: ({ RoleName, PolicyDocument }, context) => {
    const role = roleOf(RoleName, context);
    checkTrust(PolicyDocument, context);
    role.trustPolicy = PolicyDocument;
    return {};
  },

  DeleteRole: ({ RoleName }, context) => {
    const { attached, policies } = roleOf(RoleName, context);
    const conflict = (what: string) =>
      modelled(sdk.DeleteConflictException, `Cannot delete entity, must ${what} first.`);
    if (attached.length > 0) throw conflict("detach all policies");
    if (Object.keys(policies).length > 0) throw conflict("delete policies");
    Reflect.deleteProperty(context.state(iamSlice).roles, RoleName.toLowerCase());
    return {};
  },

  ListInstanceProfilesForRole: ({ RoleName }, context) => {
    roleOf(RoleName, context);
    return { InstanceProfiles: [], IsTruncated: false };
  },

  TagRole: ({ RoleName, Tags }, context) => {
    const role = roleOf(RoleName, context);
    role.tags = withTags(role.tags, Tags);
    return {};
  },
  UntagRole: ({ RoleName, TagKeys }, context) => {
    const role = roleOf(RoleName, context);
    role.tags = role.tags.filter(({ Key }) => !TagKeys.includes(Key));
    return {};
  },
  ListRoleTags: ({ RoleName }, context) => ({ Tags: roleOf(RoleName, context).tags, IsTruncated: false }),
} satisfies Handlers<typeof sdk>;

function answered(role: Role): sdk.Role {
  return {
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    Path: role.path,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encoded(role.trustPolicy),
    Description: role.description,
    MaxSessionDuration: role.maxSessionSeconds,
    ...(role.tags.length > 0 && { Tags: role.tags }),
  };
}
