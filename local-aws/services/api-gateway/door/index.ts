import { assumed, belief } from "../../../belief";
import type { Context } from "../../../context";
import type { WireRequest, WireResponse } from "../../../protocol/wire";
import type { Door } from "../../../server/door";
import { apiGatewaySlice } from "../state";
import { admit } from "./admit";
import type { Call } from "./call";
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
  opens: ({ path }) => address.test(path),
  answer: async (request, context) => {
    const call = callOf(request, context);
    if (!call) return forbidden;
    try {
      return await answer(call);
    } catch (error) {
      if (error instanceof GatewayError) return gatewayResponse(error, call);
      throw error;
    }
  },
};

async function answer(call: Call): Promise<WireResponse> {
  const admitted = admit(findMethod(call));
  checkRequest(admitted);
  return admitted.method.methodIntegration?.type === "MOCK" ? answerMock(admitted) : answerByFunction(admitted);
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
