import type * as sdk from "@aws-sdk/client-iam";
import { belief, sourced } from "../../belief";
import { page } from "../../page";
import type { Handlers } from "../../service";
import { encoded } from "./checks";
import { iamSlice, type ManagedPolicy, type Role } from "./state";

belief(
  "IAM",
  "GetAccountAuthorizationDetails tells roles with their policies' documents, and managed policies with their versions', on pages of 100 unless more are asked for.",
  sourced("https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html"),
);

const usualPage = 100;

/** Everything that is granted in the account, in few answers. There are no users and no groups. */
export const accountDetails = {
  GetAccountAuthorizationDetails: ({ Filter = ["Role", "LocalManagedPolicy"], MaxItems, Marker }, { state }) => {
    const { roles, policies } = state(iamSlice);
    const all = [
      ...(Filter.includes("Role") ? Object.values(roles).map((role) => ({ role })) : []),
      ...(Filter.includes("LocalManagedPolicy") ? Object.values(policies).map((policy) => ({ policy })) : []),
    ];
    const { items, nextToken } = page(all, { maxResults: MaxItems ?? usualPage, nextToken: Marker });
    return {
      RoleDetailList: items.flatMap((each) => ("role" in each ? [detailOf(each.role)] : [])),
      Policies: items.flatMap((each) => ("policy" in each ? [policyDetailOf(each.policy)] : [])),
      IsTruncated: nextToken !== undefined,
      ...(nextToken !== undefined && { Marker: nextToken }),
    };
  },
} satisfies Handlers<typeof sdk>;

const detailOf = ({ name, id, arn, path, createdAt, trustPolicy, policies, attached }: Role): sdk.RoleDetail => ({
  ...{ RoleName: name, RoleId: id, Arn: arn, Path: path, CreateDate: new Date(createdAt), InstanceProfileList: [] },
  AssumeRolePolicyDocument: encoded(trustPolicy),
  RolePolicyList: Object.entries(policies).map(([PolicyName, text]) => ({ PolicyName, PolicyDocument: encoded(text) })),
  AttachedManagedPolicies: attached.map((PolicyArn) => ({ PolicyArn, PolicyName: PolicyArn.split("/").at(-1) })),
});

const policyDetailOf = ({
  name,
  id,
  arn,
  path,
  versions,
  defaultVersionId,
}: ManagedPolicy): sdk.ManagedPolicyDetail => ({
  ...{ PolicyName: name, PolicyId: id, Arn: arn, Path: path, DefaultVersionId: defaultVersionId },
  PolicyVersionList: versions.map((version) => ({
    ...{
      VersionId: version.id,
      IsDefaultVersion: version.id === defaultVersionId,
      Document: encoded(version.document),
    },
    CreateDate: new Date(version.createdAt),
  })),
});
