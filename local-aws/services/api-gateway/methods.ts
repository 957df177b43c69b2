import type * as sdk from "@aws-sdk/client-api-gateway";
import type { Context } from "../../context";
import type { Handlers } from "../../service";
import { patch, type PatchablePaths } from "./patch";
import { apiOf, badRequest, conflict, resourceOf, there } from "./state";

interface MethodPlace {
  readonly restApiId: string;
  readonly resourceId: string;
  readonly httpMethod: string;
}

export function methodOf({ restApiId, resourceId, httpMethod }: MethodPlace, context: Context): sdk.Method {
  const { methods } = resourceOf(apiOf(restApiId, context), resourceId);
  return there(methods[httpMethod], "Invalid Method identifier specified");
}

const methodPaths: PatchablePaths = {
  authorizationType: "text",
  authorizerId: "text",
  apiKeyRequired: "boolean",
  requestValidatorId: "text",
  operationName: "text",
  "requestModels/*": "text",
  "requestParameters/*": "boolean",
};

const responsePaths: PatchablePaths = { "responseModels/*": "text", "responseParameters/*": "boolean" };

/** Methods of resources and what they may answer. */
export const methods = {
  PutMethod: ({ restApiId, resourceId, httpMethod, ...given }, context) => {
    const api = apiOf(restApiId, context);
    const { methods } = resourceOf(api, resourceId);
    if (methods[httpMethod]) throw conflict("Method already exists for this resource");
    for (const name of Object.values(given.requestModels ?? {}))
      if (!api.content.models[name]) throw badRequest(`Invalid model identifier specified: ${name}`);
    if (given.requestValidatorId !== undefined && !api.content.validators[given.requestValidatorId])
      throw badRequest("Invalid Request Validator identifier specified");
    if (given.authorizationType !== "NONE") throw badRequest("Local AWS's API Gateway has no authorizers: NONE alone.");
    return (methods[httpMethod] = { httpMethod, apiKeyRequired: false, ...given });
  },

  GetMethod: (input, context) => methodOf(input, context),

  UpdateMethod: ({ patchOperations, ...place }, context) => {
    const method = methodOf(place, context);
    patch(method, patchOperations, methodPaths);
    return method;
  },

  DeleteMethod: (input, context) => {
    methodOf(input, context);
    const { methods } = resourceOf(apiOf(input.restApiId, context), input.resourceId);
    Reflect.deleteProperty(methods, input.httpMethod);
    return {};
  },

  PutMethodResponse: ({ restApiId, resourceId, httpMethod, statusCode, ...given }, context) => {
    const method = methodOf({ restApiId, resourceId, httpMethod }, context);
    const responses = (method.methodResponses ??= {});
    if (responses[statusCode]) throw conflict("Response already exists for this resource");
    return (responses[statusCode] = { statusCode, ...given });
  },

  GetMethodResponse: ({ statusCode, ...place }, context) => responseOf(methodOf(place, context), statusCode),

  UpdateMethodResponse: ({ statusCode, patchOperations, ...place }, context) => {
    const response = responseOf(methodOf(place, context), statusCode);
    patch(response, patchOperations, responsePaths);
    return response;
  },

  DeleteMethodResponse: ({ statusCode, ...place }, context) => {
    const { methodResponses = {} } = methodOf(place, context);
    there(methodResponses[statusCode], noSuchStatus);
    Reflect.deleteProperty(methodResponses, statusCode);
    return {};
  },
} satisfies Handlers<typeof sdk>;

export const noSuchStatus = "Invalid Response status code specified";

const responseOf = ({ methodResponses }: sdk.Method, statusCode: string) =>
  there(methodResponses?.[statusCode], noSuchStatus);
