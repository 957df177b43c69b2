import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
  type Role as RoleAnswer,
} from "@aws-sdk/client-iam";
import { known } from "../../policies/attribute";
import type { Role } from "../../policies/estate";
import { awsManagedPolicy, type Grant, type GrantedPolicy, isOpen, nodeOfJson, readDocument } from "../../policies/iam";
import { askedOnce, atATime, collected } from "../at-a-time";
import type { LiveClients } from "../clients";
import { answered } from "./answered";

/** A role of the account, and what AWS told of it. */
export interface LiveRole extends Role {
  readonly answer: RoleAnswer;
}

/** Reads roles with all that is given to them; a role or a managed policy that several have is read once. */
export function roleReader(clients: LiveClients): (arn: string) => Promise<LiveRole> {
  const managed = askedOnce((arn: string) => readManaged(clients, arn));
  return askedOnce((arn) => readRole(clients, arn, managed));
}

type ReadManaged = (arn: string) => Promise<readonly GrantedPolicy[]>;

/** @throws LiveFailure, also where there is none */
async function readRole({ iam }: LiveClients, arn: string, managed: ReadManaged): Promise<LiveRole> {
  const RoleName = arn.split("/").at(-1) ?? arn;
  const [{ Role: role }, inline, attached] = await Promise.all([
    iam.send(new GetRoleCommand({ RoleName })),
    collected(paginateListRolePolicies({ client: iam }, { RoleName }), ({ PolicyNames }) => PolicyNames),
    collected(paginateListAttachedRolePolicies({ client: iam }, { RoleName }), (page) => page.AttachedPolicies),
  ]);
  const answer = answered(role, `role ${RoleName}`);
  const address = answered(answer.Arn, "ARN of the role");
  const own = await atATime(inline, async (PolicyName): Promise<Grant> => {
    const { PolicyDocument = "" } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    return { address: `${address}/policy/${PolicyName}`, policies: granted(PolicyDocument) };
  });
  const given = await atATime(
    attached.flatMap(({ PolicyArn }) => PolicyArn ?? []),
    async (policy): Promise<Grant> => ({ address: policy, policies: await managed(policy) }),
  );
  const limit = answer.PermissionsBoundary?.PermissionsBoundaryArn;
  return {
    answer,
    address,
    type: "aws_iam_role",
    name: known(RoleName),
    arn: known(address),
    grants: [...own, ...given],
    boundary: limit === undefined ? undefined : { address: limit, policies: await managed(limit) },
  };
}

/** What a managed policy grants; nothing is asked about AWS's own that the gate knows. @throws LiveFailure */
export async function readManaged({ iam }: LiveClients, arn: string): Promise<readonly GrantedPolicy[]> {
  if (awsManagedPolicy(arn) !== undefined) return [{ kind: "managed", arn }];
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: arn }));
  const VersionId = answered(Policy?.DefaultVersionId, `default version of the policy ${arn}`);
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId }));
  return granted(PolicyVersion?.Document ?? "");
}

/** IAM answers with documents that are encoded as in an address. */
export function granted(text: string): readonly GrantedPolicy[] {
  return readDocument(nodeOfJson(JSON.parse(decodeURIComponent(text)))).map((document): GrantedPolicy =>
    isOpen(document)
      ? { kind: "undetermined", because: document.because, settledBy: document.settledBy }
      : { kind: "document", document },
  );
}
