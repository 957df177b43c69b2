import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from "@aws-sdk/client-iam";
import { atATime, collected } from "../../at-a-time";
import type { LiveClients } from "../../clients";
import { answered } from "../../read/answered";
import { tagsOf } from "../../read/tags";
import { policyOf } from "../policy-json";
import type { AttachedPolicy, OwnPolicy, StandingRole } from "../standing-agent";

/** @throws LiveFailure, also where there is none */
export async function readStandingRole(clients: LiveClients, arn: string): Promise<StandingRole> {
  const { iam } = clients;
  const RoleName = arn.split("/").at(-1) ?? arn;
  const [{ Role }, inline, attached] = await Promise.all([
    iam.send(new GetRoleCommand({ RoleName })),
    collected(paginateListRolePolicies({ client: iam }, { RoleName }), ({ PolicyNames }) => PolicyNames),
    collected(paginateListAttachedRolePolicies({ client: iam }, { RoleName }), (page) => page.AttachedPolicies),
  ]);
  const role = answered(Role, `role ${RoleName}`);
  return {
    name: RoleName,
    path: role.Path ?? "/",
    description: role.Description,
    trust: policyOf(answered(role.AssumeRolePolicyDocument, `trust policy of the role ${RoleName}`)),
    maxSessionDurationSec: role.MaxSessionDuration ?? 3600,
    boundary: role.PermissionsBoundary?.PermissionsBoundaryArn,
    tags: tagsOf(role.Tags),
    inline: await atATime(inline, async (PolicyName) => {
      const { PolicyDocument = "" } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      return { name: PolicyName, document: policyOf(PolicyDocument) };
    }),
    attached: await atATime(
      attached.flatMap(({ PolicyArn }) => PolicyArn ?? []),
      async (policy): Promise<AttachedPolicy> => ({ arn: policy, own: await readOwn(clients, policy, role.Arn) }),
    ),
  };
}

/** A policy of the role's own account that nobody else has. */
async function readOwn({ iam }: LiveClients, arn: string, role: string | undefined): Promise<OwnPolicy | undefined> {
  if (arn.split(":")[4] !== role?.split(":")[4]) return undefined;
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: arn }));
  const uses = (Policy?.AttachmentCount ?? 0) + (Policy?.PermissionsBoundaryUsageCount ?? 0);
  if (uses > 1) return undefined;
  const VersionId = answered(Policy?.DefaultVersionId, `default version of the policy ${arn}`);
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId }));
  return {
    name: answered(Policy?.PolicyName, `name of the policy ${arn}`),
    path: Policy?.Path ?? "/",
    description: Policy?.Description,
    tags: tagsOf(Policy?.Tags),
    document: policyOf(answered(PolicyVersion?.Document, `document of the policy ${arn}`)),
  };
}
