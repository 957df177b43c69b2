import {
  GetRestApiCommand,
  type GetRestApiCommandOutput,
  GetStagesCommand,
  paginateGetResources,
  paginateGetUsagePlanKeys,
  paginateGetUsagePlans,
  type UsagePlan as PlanAnswer,
} from "@aws-sdk/client-api-gateway";
import { known } from "../../policies/attribute";
import type { Api, Entrance, TaggedResource, UsagePlan, UsagePlanKey } from "../../policies/estate";
import { atATime, collected } from "../at-a-time";
import type { LiveClients } from "../clients";
import { tagReader } from "./tags";

/** A REST API of the account, and what AWS told of it. */
export interface LiveApi extends Api {
  readonly answer: GetRestApiCommandOutput;
}

/** An API with its ways in, and the usage plans that list it. */
export interface ReadApi {
  readonly api: LiveApi;
  readonly entrances: readonly Entrance[];
  readonly usagePlans: readonly UsagePlan[];
  readonly usagePlanKeys: readonly UsagePlanKey[];
}

/** @throws LiveFailure, also where there is none */
export async function readApi(clients: LiveClients, restApiId: string): Promise<ReadApi> {
  const { apiGateway, region } = clients;
  const [answer, resources, { item: stages = [] }, plans] = await Promise.all([
    apiGateway.send(new GetRestApiCommand({ restApiId })),
    collected(paginateGetResources({ client: apiGateway }, { restApiId, embed: ["methods"] }), ({ items }) => items),
    apiGateway.send(new GetStagesCommand({ restApiId })),
    collected(paginateGetUsagePlans({ client: apiGateway }, {}), ({ items }) => items),
  ]);
  const address = arnIn(region, `restapis/${restApiId}`);
  const place = { type: "aws_api_gateway_rest_api", region: known(region) };
  const methods = resources.flatMap(({ id = "", path = "", resourceMethods = {} }) =>
    Object.entries(resourceMethods).map(([verb, method]) => ({ id, path, verb, method })),
  );
  const seen = [`AWS answers GetResources of ${restApiId}`];
  const own = plans.filter(({ apiStages = [] }) => apiStages.some(({ apiId }) => apiId === restApiId));
  const keys = await atATime(own, ({ id = "" }) => readKeys(clients, id));
  return {
    api: {
      ...place,
      answer,
      address,
      name: known(answer.name),
      id: known(restApiId),
      integrations: methods.flatMap(({ method: { methodIntegration: integration } }) =>
        integration?.uri === undefined ? [] : [known(integration.uri, seen)],
      ),
      policies: answer.policy === undefined || answer.policy === "" ? [] : [known(unescaped(answer.policy))],
      endpointTypes: known(answer.endpointConfiguration?.types ?? ["EDGE"]),
      stages: stages.map(({ stageName = "", tags = {} }): TaggedResource => {
        const stage = `${address}/stages/${stageName}`;
        return { type: "aws_api_gateway_stage", region: known(region), address: stage, tag: tagReader(stage, tags) };
      }),
    },
    entrances: methods.map(({ id, path, verb, method }): Entrance => ({
      address: `${address}/resources/${id}/methods/${verb}`,
      type: "aws_api_gateway_method",
      region: known(region),
      kind: "method",
      name: known(`${verb} ${path}`),
      api: known(restApiId),
      authorization: known(method.authorizationType ?? "NONE", seen),
      keyRequired: known(method.apiKeyRequired ?? false, seen),
      mocked: method.methodIntegration?.type === "MOCK" ? "yes" : "no",
    })),
    usagePlans: own.map((plan) => usagePlanOf(plan, restApiId, region)),
    usagePlanKeys: keys.flat(),
  };
}

function usagePlanOf(plan: PlanAnswer, restApiId: string, region: string): UsagePlan {
  const { id = "", throttle, quota, apiStages = [] } = plan;
  const ofApi = apiStages.filter(({ apiId }) => apiId === restApiId);
  return {
    address: arnIn(region, `usageplans/${id}`),
    type: "aws_api_gateway_usage_plan",
    region: known(region),
    name: known(plan.name),
    id: known(id),
    apis: apiStages.map(({ apiId }) => known(apiId)),
    rateLimit: known(throttle?.rateLimit ?? null),
    burstLimit: known(throttle?.burstLimit ?? null),
    quota: known(quota?.limit ?? null),
    // As for a plan: of several stages nobody can tell whose a throttle is.
    methodThrottles:
      ofApi.length > 1
        ? []
        : Object.entries(ofApi[0]?.throttle ?? {}).map(([method, { rateLimit, burstLimit }]) => ({
            method: known(method),
            rateLimit: known(rateLimit ?? null),
            burstLimit: known(burstLimit ?? null),
          })),
  };
}

async function readKeys({ apiGateway, region }: LiveClients, usagePlanId: string): Promise<UsagePlanKey[]> {
  const pages = paginateGetUsagePlanKeys({ client: apiGateway }, { usagePlanId });
  const keys = await collected(pages, ({ items }) => items);
  return keys.map(({ id = "" }) => ({
    address: arnIn(region, `usageplans/${usagePlanId}/keys/${id}`),
    type: "aws_api_gateway_usage_plan_key",
    region: known(region),
    usagePlan: known(usagePlanId),
  }));
}

const arnIn = (region: string, what: string): string => `arn:aws:apigateway:${region}::/${what}`;

/** API Gateway answers with a policy whose quotes are escaped once more. */
const unescaped = (policy: string): string => (policy.startsWith("{\\") ? policy.replaceAll("\\", "") : policy);
