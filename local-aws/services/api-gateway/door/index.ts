import { assumed, belief } from "../../../belief";
import type { Context } from "../../../context";
import { type ApiRequest, meterApiRequest } from "../../../ledger/meter-api-request";
import type { WireRequest, WireResponse } from "../../../protocol/wire";
import type { Door } from "../../../server/door";
import { apiGatewaySlice } from "../state";
import { type Access, logAccess } from "./access-log";
import { admit } from "./admit";
import type { Call, MethodCall } from "./call";
import { checkRequest } from "./check-request";
import { findMethod } from "./find-method";
import { GatewayError } from "./gateway-error";
import { gatewayResponse } from "./gateway-response";
import { answerMock } from "./mock";
import { answerByFunction } from "./proxy";

belief(
  "API Gateway",
  "A stage that is not there answers 403 Forbidden.",
  assumed("execute-api answers so; an API that is not there has no host name at all"),
);

const address = /^\/restapis\/(\w+)\/([\w-]+)\/_user_request_(\/.*)?$/;

/** Where a stage is served: `http://127.0.0.1:4566/restapis/ID/STAGE/_user_request_` stands for its invoke URL. */
export const invokeUrl = (endpoint: string, apiId: string, stageName: string): string =>
  `${endpoint}/restapis/${apiId}/${stageName}/_user_request_`;

/** Serves the deployed REST APIs to their callers. */
export const restApiDoor: Door = {
  name: "REST API",
  forPages: true,
  opens: ({ path }) => address.test(path),
  answer: async (request, context) => {
    const call = callOf(request, context);
    if (!call) return forbidden;
    const began = performance.now();
    const answered = await answer(call);
    logAccess({ ...answered, latencyMs: Math.round(performance.now() - began) });
    return answered.response;
  },
};

/** What a call came to, and how far it came. */
async function answer(call: Call): Promise<Omit<Access, "latencyMs">> {
  let reached: Call & Partial<MethodCall> = call;
  try {
    const found = (reached = findMethod(call));
    const admitted = (reached = admit(found));
    meterApiRequest(requestOf(admitted), admitted.context);
    checkRequest(admitted);
    const isMock = admitted.method.methodIntegration?.type === "MOCK";
    return { call: reached, response: isMock ? answerMock(admitted) : await answerByFunction(admitted) };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { call: reached, response: gatewayResponse(error, call), error };
  }
}

function requestOf({ api, stage, context: { partition, region } }: Call): ApiRequest {
  const arn = `arn:${partition}:apigateway:${region}::/restapis/${api.id}/stages/${stage.settings.stageName}`;
  return { arn, tags: { ...api.settings.tags, ...stage.settings.tags } };
}

function callOf(request: WireRequest, context: Context): Call | undefined {
  const [, id = "", stageName = "", path = "/"] = address.exec(request.path) ?? [];
  const api = context.state(apiGatewaySlice).apis[id];
  const stage = api?.stages[stageName];
  const content = api?.deployments[stage?.settings.deploymentId ?? ""]?.content;
  if (!api || !stage || !content) return undefined;
  return { api, stage, content, request, path, context: { ...context, region: api.region } };
}

const forbidden: WireResponse = {
  status: 403,
  headers: { "content-type": "application/json", "x-amzn-errortype": "ForbiddenException" },
  body: JSON.stringify({ message: "Forbidden" }),
};
