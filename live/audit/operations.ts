import { iamAction } from "../iam-action";

/** What an audit may be asked for beyond what it always reads. */
export interface AuditScope {
  /** Tokens of the last days, from CloudWatch. */
  readonly usage: boolean;
  /** Every role of the account, and not those alone that something seen has. */
  readonly allRoles: boolean;
}

interface Operation {
  /** The SDK's name of the client, as in `BedrockAgentClient`. */
  readonly client: string;
  readonly operation: string;
  /** What IAM lets a policy name as its resource: the end of an ARN, or everything. */
  readonly on: keyof typeof resources;
  /** @default always */
  readonly when?: (scope: AuditScope) => boolean;
}

const resources = {
  everything: "*",
  agents: "arn:*:bedrock:*:*:agent/*",
  profiles: "arn:*:bedrock:*:*:application-inference-profile/*",
  roles: "arn:*:iam::*:role/*",
  policies: "arn:*:iam::*:policy/*",
} as const;

const usedRoles = ({ allRoles }: AuditScope): boolean => !allRoles;

/**
 * Every operation that an audit calls, but GetCallerIdentity of STS, which needs no permission.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html
 */
export const operations: readonly Operation[] = [
  { client: "BedrockAgentClient", operation: "ListAgents", on: "everything" },
  { client: "BedrockClient", operation: "ListInferenceProfiles", on: "everything" },
  { client: "LambdaClient", operation: "ListFunctions", on: "everything" },
  { client: "BedrockAgentClient", operation: "GetAgent", on: "agents" },
  { client: "BedrockAgentClient", operation: "ListAgentAliases", on: "agents" },
  { client: "BedrockAgentClient", operation: "GetAgentVersion", on: "agents" },
  { client: "BedrockClient", operation: "ListTagsForResource", on: "profiles" },
  { client: "IAMClient", operation: "GetRole", on: "roles", when: usedRoles },
  { client: "IAMClient", operation: "ListRolePolicies", on: "roles", when: usedRoles },
  { client: "IAMClient", operation: "GetRolePolicy", on: "roles", when: usedRoles },
  { client: "IAMClient", operation: "ListAttachedRolePolicies", on: "roles", when: usedRoles },
  {
    client: "IAMClient",
    operation: "GetAccountAuthorizationDetails",
    on: "everything",
    when: ({ allRoles }) => allRoles,
  },
  { client: "IAMClient", operation: "GetPolicy", on: "policies" },
  { client: "IAMClient", operation: "GetPolicyVersion", on: "policies" },
  { client: "CloudWatchClient", operation: "GetMetricData", on: "everything", when: ({ usage }) => usage },
];

/** The least that lets an audit read all that it looks at: it allows reading alone. */
export function auditPolicy(scope: AuditScope): object {
  const asked = operations.filter(({ when }) => when?.(scope) !== false);
  const Statement = Object.entries(resources).flatMap(([on, Resource]) => {
    const Action = asked.filter((each) => each.on === on).map(({ client, operation }) => iamAction(client, operation));
    const Sid = `ChargebackAudit${on.charAt(0).toUpperCase()}${on.slice(1)}`;
    return Action.length === 0 ? [] : [{ Sid, Effect: "Allow", Action: Action.sort(), Resource }];
  });
  return { Version: "2012-10-17", Statement };
}
