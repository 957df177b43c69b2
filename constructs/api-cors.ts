import { ApiGatewayGatewayResponse } from "@cdktf/provider-aws/lib/api-gateway-gateway-response";
import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayIntegrationResponse } from "@cdktf/provider-aws/lib/api-gateway-integration-response";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import { ApiGatewayMethodResponse } from "@cdktf/provider-aws/lib/api-gateway-method-response";
import { type TerraformResource, Token } from "cdktf";
import { Construct } from "constructs";
import { ChargebackInputError } from "./input-error";

/** Settings of an `ApiCors`. */
export interface ApiCorsProps {
  /** The API that answers browsers. */
  readonly restApiId: string;
  /** The path that browsers ask. */
  readonly resourceId: string;
  /** `https://host` or `https://host:port`; `http` for localhost only. At least one, and no `*`. */
  readonly allowedOrigins: readonly string[];
}

/** Form of an origin that may call the API. */
export const originPattern = /^(https:\/\/[a-z0-9.-]+|http:\/\/localhost)(:\d{1,5})?$/;
const ALLOW_ORIGIN = "Access-Control-Allow-Origin";

/**
 * Lets a website's scripts call a resource: answers the browser's preflight request without a Lambda function, and puts
 * the CORS header on the errors that API Gateway makes itself, which a browser would hide otherwise.
 * @throws ChargebackInputError for an origin of another form
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export class ApiCors extends Construct {
  /** What a deployment must contain. */
  readonly parts: TerraformResource[];

  constructor(scope: Construct, id: string, props: ApiCorsProps) {
    super(scope, id);
    const { restApiId, resourceId, allowedOrigins } = props;
    checkOrigins(this.node.path, allowedOrigins);
    const options = new ApiGatewayMethod(this, "Options", {
      restApiId,
      resourceId,
      httpMethod: "OPTIONS",
      authorization: "NONE",
    });
    const { httpMethod } = options;
    const mock = new ApiGatewayIntegration(this, "Mock", {
      restApiId,
      resourceId,
      httpMethod,
      type: "MOCK",
      requestTemplates: { "application/json": '{"statusCode": 204}' },
    });
    const answer = new ApiGatewayMethodResponse(this, "Answer", {
      restApiId,
      resourceId,
      httpMethod,
      statusCode: "204",
      responseParameters: Object.fromEntries(Object.keys(preflightHeaders).map((name) => [name, true])),
      dependsOn: [mock],
    });
    const headers = new ApiGatewayIntegrationResponse(this, "Headers", {
      restApiId,
      resourceId,
      httpMethod,
      statusCode: answer.statusCode,
      responseParameters: preflightHeaders,
      responseTemplates: { "application/json": echoIfAllowed(allowedOrigins) },
    });
    const errors = {
      restApiId,
      responseParameters: { [`gatewayresponse.header.${ALLOW_ORIGIN}`]: originOfErrors(allowedOrigins) },
      responseTemplates: { "application/json": ERROR_BODY },
    };
    const clientErrors = new ApiGatewayGatewayResponse(this, "ClientErrors", {
      ...errors,
      responseType: "DEFAULT_4XX",
    });
    const serverErrors = new ApiGatewayGatewayResponse(this, "ServerErrors", {
      ...errors,
      responseType: "DEFAULT_5XX",
    });
    this.parts = [options, mock, answer, headers, clientErrors, serverErrors];
  }
}

const preflightHeaders = {
  "method.response.header.Access-Control-Allow-Methods": "'POST,OPTIONS'",
  "method.response.header.Access-Control-Allow-Headers": "'Content-Type,X-Api-Key'",
  "method.response.header.Access-Control-Max-Age": "'600'",
  "method.response.header.Vary": "'Origin'",
};

// The shape that the function's own errors have. messageString comes with its quotes.
const ERROR_BODY =
  '{"error":{"code":"$context.error.responseType","message":$context.error.messageString,"requestId":"$context.requestId"}}';

/** The header takes one origin, so the template answers with the caller's own when it is on the list. */
function echoIfAllowed(origins: readonly string[]): string {
  const isAllowed = origins.map((origin) => `$origin == "${origin}"`).join(" || ");
  return [
    '#set($origin = $input.params().header.get("origin"))',
    '#if(!$origin) #set($origin = $input.params().header.get("Origin")) #end',
    `#if(${isAllowed}) #set($context.responseOverride.header.${ALLOW_ORIGIN} = $origin) #end`,
  ].join("\n");
}

/** Gateway responses know no conditions. With several origins theirs is echoed: the body holds nothing of the project. */
const originOfErrors = (origins: readonly string[]): string => {
  const [only, ...others] = origins;
  return only !== undefined && others.length === 0 ? `'${only}'` : "method.request.header.Origin";
};

function checkOrigins(where: string, origins: readonly string[]): void {
  const wrong = origins.find((origin) => !Token.isUnresolved(origin) && !originPattern.test(origin));
  if (origins.length > 0 && wrong === undefined) return;
  throw new ChargebackInputError({
    where,
    expected: "at least one origin of the form https://host or https://host:port (http for localhost only), and no *",
    received: wrong ?? origins,
    remedy: "Give the origins of the website, without a path and without a slash at the end.",
  });
}
