import type * as sdk from "@aws-sdk/client-api-gateway";
import type { NewId } from "../../context";
import type { Handlers } from "../../service";
import { patch } from "./patch";
import { apiOf, type ApiContent, conflict, there } from "./state";

/** Models of a new REST API. */
export function newModels(id: NewId): ApiContent["models"] {
  const contentType = "application/json";
  const $schema = "http://json-schema.org/draft-04/schema#";
  const error = { $schema, title: "Error Schema", type: "object", properties: { message: { type: "string" } } };
  const empty = { $schema, title: "Empty Schema", type: "object" };
  return {
    Empty: { id: id(6, "lower"), name: "Empty", contentType, schema: JSON.stringify(empty) },
    Error: { id: id(6, "lower"), name: "Error", contentType, schema: JSON.stringify(error) },
  };
}

const noModel = (name: string) => `Invalid model name specified: ${name}`;

/** Models of bodies, and validators that hold requests to them. */
export const models = {
  CreateModel: ({ restApiId, ...given }, context) => {
    const { models } = apiOf(restApiId, context).content;
    if (models[given.name]) throw conflict("Model name already exists for this REST API");
    return (models[given.name] = { id: context.id(6, "lower"), ...given });
  },

  GetModel: ({ restApiId, modelName }, context) =>
    there(apiOf(restApiId, context).content.models[modelName], noModel(modelName)),

  UpdateModel: ({ restApiId, modelName, patchOperations }, context) => {
    const model = there(apiOf(restApiId, context).content.models[modelName], noModel(modelName));
    patch(model, patchOperations, { description: "text", schema: "text" });
    return model;
  },

  DeleteModel: ({ restApiId, modelName }, context) => {
    const { models, resources } = apiOf(restApiId, context).content;
    there(models[modelName], noModel(modelName));
    for (const { path, methods } of Object.values(resources))
      for (const { httpMethod = "", requestModels = {} } of Object.values(methods))
        if (Object.values(requestModels).includes(modelName))
          throw conflict(`Cannot delete model '${modelName}', is referenced in method request: ${path}/${httpMethod}`);
    Reflect.deleteProperty(models, modelName);
    return {};
  },

  CreateRequestValidator: ({ restApiId, ...given }, context) => {
    const id = context.id(6, "lower");
    const made = { validateRequestBody: false, validateRequestParameters: false, ...given, id };
    return (apiOf(restApiId, context).content.validators[id] = made);
  },

  GetRequestValidator: ({ restApiId, requestValidatorId }, context) =>
    there(apiOf(restApiId, context).content.validators[requestValidatorId], noValidator),

  UpdateRequestValidator: ({ restApiId, requestValidatorId, patchOperations }, context) => {
    const validator = there(apiOf(restApiId, context).content.validators[requestValidatorId], noValidator);
    const flags = { validateRequestBody: "boolean", validateRequestParameters: "boolean" } as const;
    patch(validator, patchOperations, { name: "text", ...flags });
    return validator;
  },

  DeleteRequestValidator: ({ restApiId, requestValidatorId }, context) => {
    const { validators } = apiOf(restApiId, context).content;
    there(validators[requestValidatorId], noValidator);
    Reflect.deleteProperty(validators, requestValidatorId);
    return {};
  },
} satisfies Handlers<typeof sdk>;

const noValidator = "Invalid Request Validator identifier specified";
