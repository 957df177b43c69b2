import Draft4 from "ajv-draft-04";
import { assumed, belief, sourced } from "../../../belief";
import { type MethodCall, mediaTypeOf } from "./call";
import { GatewayError } from "./gateway-error";

belief(
  "API Gateway",
  "A validator holds a body to the model of its content type, in JSON Schema draft 4; a body of another type has no model.",
  sourced("https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html"),
);
belief(
  "API Gateway",
  "An integration with passthroughBehavior NEVER refuses a body whose content type has neither a request template nor a request model.",
  assumed("for a proxy integration AWS says nothing of models"),
);

/** @throws GatewayError BAD_REQUEST_BODY, BAD_REQUEST_PARAMETERS, UNSUPPORTED_MEDIA_TYPE */
export function checkRequest(call: MethodCall): void {
  const { method, content, request } = call;
  const validator = content.validators[method.requestValidatorId ?? ""];
  if (validator?.validateRequestParameters) checkParameters(call);
  const type = mediaTypeOf(request);
  const model = content.models[method.requestModels?.[type] ?? method.requestModels?.["$default"] ?? ""];
  if (validator?.validateRequestBody && model) checkBody(request.body, model.schema ?? "{}");
  const { passthroughBehavior, requestTemplates = {} } = method.methodIntegration ?? {};
  const isMapped = type in requestTemplates || model !== undefined;
  if (passthroughBehavior === "NEVER" && request.body.byteLength > 0 && !isMapped)
    throw new GatewayError("UNSUPPORTED_MEDIA_TYPE");
}

function checkBody(body: Uint8Array, schema: string): void {
  const ajv = new Draft4({ strict: false, validateFormats: false, logger: false });
  const fits = ajv.compile(JSON.parse(schema) as object);
  try {
    if (fits(JSON.parse(Buffer.from(body).toString("utf8")))) return;
  } catch {
    // What is no JSON fits no model.
  }
  throw new GatewayError("BAD_REQUEST_BODY");
}

/** `{ "method.request.querystring.page": true }` asks for it. */
function checkParameters({ method, request, pathParameters }: MethodCall): void {
  const missing = Object.entries(method.requestParameters ?? {}).flatMap(([parameter, required]) => {
    const [, , place, ...rest] = parameter.split(".");
    const name = rest.join(".");
    const given = { header: request.headers[name.toLowerCase()], querystring: request.query.get(name) }[place ?? ""];
    return required && !given && !pathParameters[name] ? [name] : [];
  });
  if (missing.length > 0)
    throw new GatewayError("BAD_REQUEST_PARAMETERS", `Missing required request parameters: [${missing.join(", ")}]`);
}
