import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import { ApiGatewayModel } from "@cdktf/provider-aws/lib/api-gateway-model";
import { ApiGatewayRequestValidator } from "@cdktf/provider-aws/lib/api-gateway-request-validator";
import { ApiGatewayResource } from "@cdktf/provider-aws/lib/api-gateway-resource";
import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ApiAccess, type ApiLimits } from "./api-access";
import { ApiCors } from "./api-cors";
import { invokeRequestSchema } from "./api-request-model";
import { atSynth, contentHash, renderedAttributes } from "./content-hash";
import type { ProjectTags } from "./project-tags";
import type { TrackedFunction } from "./tracked-function";

/** Settings of an `AgentApi`. */
export interface AgentApiProps {
  /** Name of the API and of what is around it. */
  readonly name: string;
  /** Function that answers `POST /invoke`. */
  readonly handler: TrackedFunction;
  /** The project that it belongs to. */
  readonly tags: ProjectTags;
  /** Origins of the website, without a path. */
  readonly allowedOrigins: readonly string[];
  /** @default those of `ApiLimits` */
  readonly limits?: ApiLimits | undefined;
  /**
   * The account's logging role, when the same stack makes it.
   * @default the account and Region have one already
   */
  readonly logging?: ITerraformDependable | undefined;
}

const STAGE = "v1";
const ACCESS_LOG_DAYS = 30;

/**
 * A REST API with the one route `POST /invoke`, for a website: request check, CORS, API key, throttle, quota, access log.
 * @throws ChargebackInputError for an origin of the wrong form
 */
export class AgentApi extends Construct {
  /** `https://ID.execute-api.REGION.amazonaws.com/v1/invoke` */
  readonly invokeUrl: string;
  /** The key itself stays in AWS and in the state. */
  readonly apiKeyId: string;

  constructor(scope: Construct, id: string, props: AgentApiProps) {
    super(scope, id);
    const { name, handler, allowedOrigins, limits } = props;
    const tags = props.tags.all;
    const api = new ApiGatewayRestApi(this, "RestApi", {
      name,
      description: `Website access to the agent of ${props.tags.project}`,
      endpointConfiguration: { types: ["REGIONAL"] },
      tags,
    });
    const route = new ApiGatewayResource(this, "Invoke", {
      restApiId: api.id,
      parentId: api.rootResourceId,
      pathPart: "invoke",
    });
    const inRoute = { restApiId: api.id, resourceId: route.id };
    const model = new ApiGatewayModel(this, "RequestModel", {
      restApiId: api.id,
      name: invokeRequestSchema.title,
      contentType: "application/json",
      schema: JSON.stringify(invokeRequestSchema),
    });
    const validator = new ApiGatewayRequestValidator(this, "Validator", {
      restApiId: api.id,
      name: "body",
      validateRequestBody: true,
    });
    const post = new ApiGatewayMethod(this, "Post", {
      ...inRoute,
      httpMethod: "POST",
      authorization: "NONE",
      apiKeyRequired: true,
      requestModels: { "application/json": model.name },
      requestValidatorId: validator.id,
    });
    const integration = new ApiGatewayIntegration(this, "Integration", {
      ...inRoute,
      httpMethod: post.httpMethod,
      type: "AWS_PROXY",
      integrationHttpMethod: "POST",
      uri: handler.invokeArn,
      // A body that is not JSON has no model: let none through unchecked.
      passthroughBehavior: "NEVER",
    });
    const cors = new ApiCors(this, "Cors", { ...inRoute, allowedOrigins });
    const permission = new LambdaPermission(this, "ApiMayInvoke", {
      statementId: "AllowThisRoute",
      action: "lambda:InvokeFunction",
      functionName: handler.name,
      principal: "apigateway.amazonaws.com",
      sourceArn: `${api.executionArn}/${STAGE}/POST/invoke`,
    });
    const deployed = [route, model, validator, post, integration, ...cors.parts];
    const deployment = new ApiGatewayDeployment(this, "Deployment", {
      restApiId: api.id,
      // A deployment is a snapshot: without a trigger, later changes of the route would never be served.
      triggers: {
        content: atSynth((context) =>
          contentHash(
            this,
            deployed.map((resource) => renderedAttributes(context, resource)),
            16,
          ),
        ),
      },
      dependsOn: deployed,
      lifecycle: { createBeforeDestroy: true },
    });
    const accessLog = new CloudwatchLogGroup(this, "AccessLog", {
      name: `/aws/apigateway/${name}`,
      retentionInDays: ACCESS_LOG_DAYS,
      tags,
    });
    const stage = new ApiGatewayStage(this, "Stage", {
      restApiId: api.id,
      deploymentId: deployment.id,
      stageName: STAGE,
      accessLogSettings: { destinationArn: accessLog.arn, format: JSON.stringify(ACCESS_LOG_FORMAT) },
      // Cost Explorer sees the stage's own tags, not those of the API.
      tags,
      dependsOn: props.logging === undefined ? [permission] : [permission, props.logging],
    });
    const { stageName } = stage;
    const access = new ApiAccess(this, "Access", { name, limits, tags: props.tags, restApiId: api.id, stageName });
    this.invokeUrl = `${stage.invokeUrl}/invoke`;
    this.apiKeyId = access.apiKeyId;
  }
}

/** Neither prompts nor addresses of callers. */
const ACCESS_LOG_FORMAT = {
  requestId: "$context.requestId",
  time: "$context.requestTime",
  method: "$context.httpMethod",
  path: "$context.resourcePath",
  status: "$context.status",
  latencyMs: "$context.responseLatency",
  apiKeyId: "$context.identity.apiKeyId",
  error: "$context.error.responseType",
};
