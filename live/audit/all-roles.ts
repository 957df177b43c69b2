import { GetAccountAuthorizationDetailsCommand, type ManagedPolicyDetail, type RoleDetail } from "@aws-sdk/client-iam";
import { known } from "../../policies/attribute";
import type { Role } from "../../policies/estate";
import type { Grant, GrantedPolicy } from "../../policies/iam";
import { askedOnce, atATime } from "../at-a-time";
import type { LiveClients } from "../clients";
import { granted, readManaged } from "../read/roles";
import type { Questions } from "./questions";

/** AWS's own, which nobody can change, and which AWS alone may assume. */
const ofServices = "/aws-service-role/";

interface ListedRole {
  readonly arn: string;
  readonly name: string;
  readonly own: readonly Grant[];
  /** ARNs of managed policies. */
  readonly attached: readonly string[];
  readonly boundary: string | undefined;
}

/** Every role of the account: R roles and policies take R/1000 requests, and a few more for policies of AWS's. */
export async function allRoles(clients: LiveClients, questions: Questions): Promise<readonly Role[]> {
  const own = new Map<string, readonly GrantedPolicy[]>();
  const { items } = await questions.list("the list of roles and policies", async (Marker) => {
    const asked = { Filter: ["Role", "LocalManagedPolicy"], MaxItems: 1000, Marker } as const;
    const page = await clients.iam.send(
      new GetAccountAuthorizationDetailsCommand({ ...asked, Filter: [...asked.Filter] }),
    );
    for (const policy of page.Policies ?? []) own.set(policy.Arn ?? "", inForce(policy));
    return { items: (page.RoleDetailList ?? []).flatMap(listed), next: page.Marker };
  });
  const managed = askedOnce(async (arn: string): Promise<readonly GrantedPolicy[]> => {
    const found = own.get(arn);
    if (found !== undefined) return found;
    const reply = await questions.ask(`policy ${arn}`, () => readManaged(clients, arn));
    if ("answer" in reply) return reply.answer;
    return [{ kind: "undetermined", because: reply.failure.message, settledBy: "let the audit read it" }];
  });
  const granting = async (arn: string): Promise<Grant> => ({ address: arn, policies: await managed(arn) });
  return atATime(items, async ({ arn, name, own: written, attached, boundary }): Promise<Role> => ({
    address: arn,
    type: "aws_iam_role",
    name: known(name),
    arn: known(arn),
    grants: [...written, ...(await atATime(attached, granting))],
    boundary: boundary === undefined ? undefined : await granting(boundary),
  }));
}

function listed(role: RoleDetail): ListedRole[] {
  const { Arn: arn, RoleName: name = "", Path = "/", RolePolicyList = [], AttachedManagedPolicies = [] } = role;
  if (arn === undefined || Path.startsWith(ofServices)) return [];
  const own = RolePolicyList.map(({ PolicyName = "", PolicyDocument = "{}" }) => ({
    address: `${arn}/policy/${PolicyName}`,
    policies: granted(PolicyDocument),
  }));
  const attached = AttachedManagedPolicies.flatMap(({ PolicyArn }) => PolicyArn ?? []);
  return [{ arn, name, own, attached, boundary: role.PermissionsBoundary?.PermissionsBoundaryArn }];
}

const inForce = ({ PolicyVersionList = [] }: ManagedPolicyDetail): readonly GrantedPolicy[] =>
  PolicyVersionList.filter(({ IsDefaultVersion }) => IsDefaultVersion).flatMap(({ Document = "{}" }) =>
    granted(Document),
  );
