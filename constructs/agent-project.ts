import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import type { ActionGroupDefinition } from "./action-group";
import { AgentAlias } from "./agent-alias";
import { AgentApi } from "./agent-api";
import type { ApiLimits } from "./api-access";
import { ApiGatewayLogging } from "./api-gateway-logging";
import type { AwsEnvironment } from "./aws-environment";
import { CostTrackedAgent } from "./cost-tracked-agent";
import type { ModelSource } from "./model-source";
import type { BudgetSettings } from "./project-budget";
import type { ProjectTags } from "./project-tags";
import { shippedBundle } from "./shipped-bundle";
import { TrackedFunction } from "./tracked-function";
import { TrackedModel } from "./tracked-model";

/** What the agent is told and can do. */
export interface AgentSettings {
  /** 40 to 8000 characters. */
  readonly instruction: string;
  /** By construct id. @default none */
  readonly actionGroups?: Readonly<Record<string, ActionGroupDefinition>>;
  /** Agent version that the alias serves. @default the alias follows the agent */
  readonly pinToVersion?: string | undefined;
}

/** How the website reaches it. */
export interface ApiSettings {
  /** Origins without a path. */
  readonly allowedOrigins: readonly string[];
  /** @default those of `ApiLimits` */
  readonly limits?: ApiLimits;
  /** Makes API Gateway's logging role: one stack per account and Region does. @default true */
  readonly createLoggingRole?: boolean;
}

/** Settings of an `AgentProject`. */
export interface AgentProjectProps {
  /** The project's name, 1 to 55 letters, digits and hyphens, also names the resources. */
  readonly tags: ProjectTags;
  /** Account and Region that it is in. */
  readonly environment: AwsEnvironment;
  /** What answers; the project pays for it through a profile of its own. */
  readonly model: ModelSource;
  /** What the agent is and does. */
  readonly agent: AgentSettings;
  /** Who may call it, and how often. */
  readonly api: ApiSettings;
  /** What it may cost, and who hears of it. */
  readonly budget: BudgetSettings;
}

/** API Gateway gives up after 29 seconds; the function answers 504 itself before that. */
const ANSWER_WITHIN_MS = 27_000;
const API_GATEWAY_TIMEOUT_SEC = 29;

/** A whole project: profile, agent, alias, function, API and budget, all on one bill. */
export class AgentProject extends Construct {
  constructor(scope: Construct, id: string, props: AgentProjectProps) {
    super(scope, id);
    const { tags, environment, model: source, agent: settings, api } = props;
    const name = tags.project;
    // "Default" is left out of Terraform addresses: the parts stand there as the project's own.
    const { inferenceProfile } = new TrackedModel(this, "Default", { tags, source, environment, budget: props.budget });
    const { pinToVersion, ...about } = settings;
    const agent = new CostTrackedAgent(this, "Agent", { name, inferenceProfile, tags, environment, ...about });
    const alias = new AgentAlias(this, "Alias", { agent, tags, pinToVersion });
    const handler = new TrackedFunction(this, "InvokeAgent", {
      name: `${name}-invoke-agent`,
      description: `Puts a prompt to the agent of ${name}`,
      bundle: shippedBundle(this, "invoke-agent"),
      tags,
      variables: {
        AGENT_ID: agent.agentId,
        AGENT_ALIAS_ID: alias.aliasId,
        ALLOWED_ORIGINS: api.allowedOrigins.join(","),
        TIMEOUT_MS: String(ANSWER_WITHIN_MS),
      },
      statements: [{ Effect: "Allow", Action: "bedrock:InvokeAgent", Resource: alias.arn }],
      limits: { timeoutSec: API_GATEWAY_TIMEOUT_SEC },
    });
    const logging =
      api.createLoggingRole === false
        ? undefined
        : new ApiGatewayLogging(this, "ApiLogging", { name: `${name}-api-logging`, tags, environment }).ready;
    const { allowedOrigins, limits } = api;
    const website = new AgentApi(this, "Api", { name, handler, tags, allowedOrigins, limits, logging });

    new TerraformOutput(this, "InvokeUrl", { value: website.invokeUrl });
    new TerraformOutput(this, "ApiKeyId", { value: website.apiKeyId });
    new TerraformOutput(this, "AgentId", { value: agent.agentId });
    new TerraformOutput(this, "AgentAliasId", { value: alias.aliasId });
    new TerraformOutput(this, "InferenceProfileArn", { value: inferenceProfile.arn });
  }
}
