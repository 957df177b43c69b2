import { ApiGatewayApiKey } from "@cdktf/provider-aws/lib/api-gateway-api-key";
import { ApiGatewayUsagePlan } from "@cdktf/provider-aws/lib/api-gateway-usage-plan";
import { ApiGatewayUsagePlanKey } from "@cdktf/provider-aws/lib/api-gateway-usage-plan-key";
import { Construct } from "constructs";
import type { ProjectTags } from "./project-tags";

/** How much one key may ask: every request is a model call that somebody pays. */
export interface ApiLimits {
  /** Requests per second, on average. @default 2 */
  readonly requestsPerSec?: number;
  /** Requests at once. @default 5 */
  readonly burst?: number;
  /** Requests per day (UTC). @default 500 */
  readonly requestsPerDay?: number;
}

/** Settings of an `ApiAccess`. */
export interface ApiAccessProps {
  /** Name of the usage plan and of the key. */
  readonly name: string;
  /** The API that they are for. */
  readonly restApiId: string;
  /** The stage that they are for. */
  readonly stageName: string;
  /** The project that it belongs to. */
  readonly tags: ProjectTags;
  /** @default those of `ApiLimits` */
  readonly limits?: ApiLimits | undefined;
}

/**
 * An API key and the usage plan that throttles it. A key in a website is public: it bounds the spend, it proves nothing
 * about the caller.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export class ApiAccess extends Construct {
  /** Its value stays in AWS and in the state: `aws api-gateway get-api-key --include-value` shows it. */
  readonly apiKeyId: string;

  constructor(scope: Construct, id: string, props: ApiAccessProps) {
    super(scope, id);
    const { name, restApiId, stageName, limits = {} } = props;
    const tags = props.tags.all;
    const plan = new ApiGatewayUsagePlan(this, "UsagePlan", {
      name,
      description: "Bounds what one key can spend",
      apiStages: [{ apiId: restApiId, stage: stageName }],
      throttleSettings: { rateLimit: limits.requestsPerSec ?? 2, burstLimit: limits.burst ?? 5 },
      quotaSettings: { limit: limits.requestsPerDay ?? 500, period: "DAY" },
      tags,
    });
    const key = new ApiGatewayApiKey(this, "Key", { name, description: `Key of the ${name} website`, tags });
    new ApiGatewayUsagePlanKey(this, "KeyInPlan", { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });
    this.apiKeyId = key.id;
  }
}
