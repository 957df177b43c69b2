import { certainText } from "../policies/attribute";
import type { Estate } from "../policies/estate";
import type { Finding } from "../policies/rule";

/** What a remedy for something that stands in an account is written from. */
export interface RemedyContext {
  readonly estate: Estate;
  readonly tagKey: string;
  /** Values of the project tag that were seen. */
  readonly projects: readonly string[];
  /** Command that puts back what Terraform made: `chargeback apply NAME`. @default nobody applies it */
  readonly apply?: string | undefined;
}

interface Remedy {
  /** Whether the next apply puts it back: Terraform reads that very attribute. */
  readonly applied: boolean;
  readonly by: (finding: Finding, context: RemedyContext) => string;
}

const remedies: Readonly<Record<string, Remedy>> = {
  "agent-uses-inference-profile": { applied: true, by: giveProfile },
  "inference-profile-has-project-tag": {
    applied: true,
    by: ({ address }, context) =>
      `aws bedrock tag-resource --resource-arn ${address} --tags key=${context.tagKey},value=${projectIn(context)}`,
  },
  "project-tag-on-every-billable": {
    applied: true,
    by: ({ address }, context) =>
      `aws resourcegroupstaggingapi tag-resources --resource-arn-list ${address} --tags ${context.tagKey}=${projectIn(context)}`,
  },
  "agent-role-invokes-its-profile": {
    applied: true,
    by: () =>
      "give its role a policy (aws iam put-role-policy) that allows bedrock:InvokeModel, InvokeModelWithResponseStream and GetInferenceProfile on the profile, and the first two on the profile's models under StringEquals bedrock:InferenceProfileArn",
  },
  "no-direct-model-access": {
    applied: false,
    by: takePolicyAway,
  },
  "invoker-calls-alias": {
    applied: true,
    by: ({ address }, { estate }) =>
      `set its variable to the alias ${certainText(estate.aliases[0]?.id ?? { possible: [], trail: [] }) ?? "ID"} (aws lambda update-function-configuration --function-name ${address} --environment, with all its variables), and let its role do bedrock:InvokeAgent on that alias alone`,
  },
  "budget-matches-project-tag": {
    applied: true,
    by: (_, context) =>
      `give the budget the filter TagKeyValue = user:${context.tagKey}$${projectIn(context)}, a limit above 0 and a subscriber (aws budgets update-budget, create-notification)`,
  },
  "action-group-permission-is-scoped": {
    applied: true,
    by: (_, { estate }) =>
      `aws lambda add-permission --action lambda:InvokeFunction --principal bedrock.amazonaws.com --source-arn ${estate.agents[0]?.address ?? "AGENT_ARN"} --source-account ACCOUNT, and take wider ones away (aws lambda remove-permission)`,
  },
  "api-is-guarded": {
    applied: true,
    by: () => "ask for a key in the method, and list the API in a usage plan with throttle, quota and that key",
  },
};

/** What to do about a finding of a rule in an account: the stack's own way first, and the call of AWS that does the same. */
export function liveRemedy(rule: string, finding: Finding, context: RemedyContext): string | null {
  const remedy = remedies[rule];
  if (remedy === undefined) return finding.remedy ?? null;
  const byHand = remedy.by(finding, context);
  return context.apply === undefined || !remedy.applied
    ? byHand
    : `run ${context.apply}, which puts it back; or by hand: ${byHand}`;
}

function giveProfile(_: Finding, { estate }: RemedyContext): string {
  const [agent] = estate.agents;
  const id = agent === undefined ? "ID" : certainText(agent.id);
  const profile = estate.inferenceProfiles[0]?.address ?? "the ARN of a tagged application inference profile";
  return `aws bedrock-agent update-agent --agent-id ${id ?? "ID"} --foundation-model ${profile} (with its name, role and instruction, which the call replaces), then prepare-agent and update-agent-alias`;
}

/** The message names the policy: one of the role's own, or one that is attached to it. */
function takePolicyAway({ address, message }: Finding): string {
  const role = address.split("/").at(-1) ?? address;
  const own = /\/policy\/([\w+=,.@-]+) allows/.exec(message)?.[1];
  const attached = /(arn:\S+:policy\/\S+) allows/.exec(message)?.[1];
  const call =
    own === undefined
      ? `aws iam detach-role-policy --role-name ${role} --policy-arn ${attached ?? "ARN"}`
      : `aws iam delete-role-policy --role-name ${role} --policy-name ${own}`;
  return `take the policy away: ${call}; where the stack wrote it, its next apply puts the narrow one back`;
}

const projectIn = ({ projects: [project, ...others] }: RemedyContext): string =>
  project === undefined || others.length > 0 ? "<project>" : project;
