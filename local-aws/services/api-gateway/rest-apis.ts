import type * as sdk from "@aws-sdk/client-api-gateway";
import { belief, sourced } from "../../belief";
import type { Handlers } from "../../service";
import { newModels } from "./models";
import { patch, type PatchablePaths } from "./patch";
import { apiGatewaySlice, apiOf, badRequest, conflict, resourceOf, type ApiResource, type RestApi } from "./state";

belief(
  "API Gateway",
  "A new REST API has a root resource and the models Empty and Error.",
  sourced("https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html"),
);

const paths: PatchablePaths = {
  name: "text",
  description: "text",
  version: "text",
  policy: "text",
  apiKeySource: "text",
  minimumCompressionSize: "number",
  disableExecuteApiEndpoint: "boolean",
  "binaryMediaTypes/*": "member",
  "endpointConfiguration/types/*": "slot",
  "endpointConfiguration/ipAddressType": "text",
};

/** REST APIs and their resources. */
export const restApis = {
  CreateRestApi: (input, { id, clock, region, state }) => {
    if (input.cloneFrom !== undefined) throw badRequest("Local AWS's API Gateway clones no API.");
    const root: ApiResource = { id: id(10, "lower"), path: "/", methods: {} };
    const { tags = {}, endpointConfiguration = {}, apiKeySource = "HEADER", ...given } = input;
    const made: RestApi = {
      id: id(10, "lower"),
      region,
      createdAt: clock.now().toISOString(),
      settings: {
        disableExecuteApiEndpoint: false,
        ...given,
        ...{ tags, apiKeySource, rootResourceId: root.id },
        endpointConfiguration: { types: ["EDGE"], ipAddressType: "ipv4", ...endpointConfiguration },
      },
      content: { resources: { [root.id]: root }, models: newModels(id), validators: {}, gatewayResponses: {} },
      deployments: {},
      stages: {},
    };
    state(apiGatewaySlice).apis[made.id] = made;
    return toRestApi(made);
  },

  GetRestApi: ({ restApiId }, context) => toRestApi(apiOf(restApiId, context)),

  GetRestApis: (_input, { state, region }) => ({
    items: Object.values(state(apiGatewaySlice).apis)
      .filter((api) => api.region === region)
      .map(toRestApi),
  }),

  UpdateRestApi: ({ restApiId, patchOperations }, context) => {
    const api = apiOf(restApiId, context);
    patch(api.settings, patchOperations, paths);
    return toRestApi(api);
  },

  DeleteRestApi: ({ restApiId }, context) => {
    const { apis, plans } = context.state(apiGatewaySlice);
    const { id } = apiOf(restApiId, context);
    const plan = Object.values(plans).find(({ settings }) => settings.apiStages?.some(({ apiId }) => apiId === id));
    if (plan) throw badRequest(`Cannot delete the API: its stage is in the usage plan ${plan.settings.id}`);
    Reflect.deleteProperty(apis, id);
    return {};
  },

  CreateResource: ({ restApiId, parentId, pathPart }, context) => {
    const api = apiOf(restApiId, context);
    const parent = resourceOf(api, parentId);
    if (!/^([\w.,:-]+|\{[\w.:-]+\+?\})$/.test(pathPart))
      throw badRequest(
        "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
      );
    const siblings = Object.values(api.content.resources).filter((each) => each.parentId === parentId);
    if (siblings.some((each) => each.pathPart === pathPart))
      throw conflict(`Another resource with the same parent already has this name: ${pathPart}`);
    const path = `${parent.path.replace(/\/$/, "")}/${pathPart}`;
    const made: ApiResource = { id: context.id(6, "lower"), parentId, pathPart, path, methods: {} };
    api.content.resources[made.id] = made;
    return toResource(made);
  },

  GetResource: ({ restApiId, resourceId }, context) => toResource(resourceOf(apiOf(restApiId, context), resourceId)),

  GetResources: ({ restApiId }, context) => ({
    items: Object.values(apiOf(restApiId, context).content.resources).map(toResource),
  }),

  DeleteResource: ({ restApiId, resourceId }, context) => {
    const api = apiOf(restApiId, context);
    const { id } = resourceOf(api, resourceId);
    if (id === api.settings.rootResourceId) throw badRequest("Cannot delete the root resource");
    removeWithChildren(api, id);
    return {};
  },
} satisfies Handlers<typeof sdk>;

const toRestApi = ({ id, createdAt, settings }: RestApi) => ({ ...settings, id, createdDate: new Date(createdAt) });

function toResource({ methods, ...resource }: ApiResource) {
  return { ...resource, ...(Object.keys(methods).length > 0 && { resourceMethods: methods }) };
}

function removeWithChildren({ content, ...api }: RestApi, id: string): void {
  const children = Object.values(content.resources).filter(({ parentId }) => parentId === id);
  for (const child of children) removeWithChildren({ content, ...api }, child.id);
  Reflect.deleteProperty(content.resources, id);
}
