import * as sdk from "@aws-sdk/client-iam";
import type { Context } from "../../context";
import { AwsError, modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { awsManagedDocument, isAwsManaged } from "./aws-managed";
import { checkName, checkPermissions, encoded, sizeOf } from "./checks";
import { policyOf, roleOf } from "./state";

const maxInlineSize = 10_240;

/** What a role may do: policies written on it, and managed ones attached to it. */
export const rolePolicies = {
  PutRolePolicy: ({ RoleName, PolicyName, PolicyDocument }, context) => {
    const { name, policies } = roleOf(RoleName, context);
    checkName("policyName", PolicyName, 128);
    checkPermissions(PolicyDocument);
    const together = Object.values({ ...policies, [PolicyName]: PolicyDocument });
    if (together.reduce((sum, text) => sum + sizeOf(text), 0) > maxInlineSize) {
      const message = `Maximum policy size of ${String(maxInlineSize)} bytes exceeded for role ${name}`;
      throw modelled(sdk.LimitExceededException, message);
    }
    policies[PolicyName] = PolicyDocument;
    return {};
  },

  GetRolePolicy: ({ RoleName, PolicyName }, context) => ({
    RoleName,
    PolicyName,
    PolicyDocument: encoded(inlinePolicy(RoleName, PolicyName, context)),
  }),

  ListRolePolicies: ({ RoleName }, context) => ({
    PolicyNames: Object.keys(roleOf(RoleName, context).policies).sort(),
    IsTruncated: false,
  }),

  DeleteRolePolicy: ({ RoleName, PolicyName }, context) => {
    inlinePolicy(RoleName, PolicyName, context);
    Reflect.deleteProperty(roleOf(RoleName, context).policies, PolicyName);
    return {};
  },

  AttachRolePolicy: ({ RoleName, PolicyArn }, context) => {
    const role = roleOf(RoleName, context);
    if (!isAwsManaged(PolicyArn)) policyOf(PolicyArn, context);
    else if (awsManagedDocument(PolicyArn) === undefined)
      throw new AwsError("NotImplemented", 501, `Local AWS has no document of AWS's policy ${PolicyArn}.`);
    role.attached = [...new Set([...role.attached, PolicyArn])];
    return {};
  },

  DetachRolePolicy: ({ RoleName, PolicyArn }, context) => {
    const role = roleOf(RoleName, context);
    if (!role.attached.includes(PolicyArn))
      throw modelled(sdk.NoSuchEntityException, `Policy ${PolicyArn} was not found.`);
    role.attached = role.attached.filter((arn) => arn !== PolicyArn);
    return {};
  },

  ListAttachedRolePolicies: ({ RoleName }, context) => ({
    AttachedPolicies: roleOf(RoleName, context).attached.map((PolicyArn) => ({
      ...{ PolicyArn, PolicyName: PolicyArn.split("/").at(-1) ?? PolicyArn },
    })),
    IsTruncated: false,
  }),
} satisfies Handlers<typeof sdk>;

function inlinePolicy(roleName: string, name: string, context: Pick<Context, "state">): string {
  const document = roleOf(roleName, context).policies[name];
  if (document === undefined)
    throw modelled(sdk.NoSuchEntityException, `The role policy with name ${name} cannot be found.`);
  return document;
}
