import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import { writeLogLine } from "../log-line";
import { answerRequest } from "./answer-request";
import { bedrockInvokeAgent } from "./bedrock-client";

/** Made once per container: credentials and endpoint are looked up once. */
const invokeAgent = bedrockInvokeAgent();

/**
 * `POST /invoke` of the REST API, Lambda proxy integration; answers OPTIONS too.
 * Environment: AGENT_ID, AGENT_ALIAS_ID, ALLOWED_ORIGINS, TIMEOUT_MS.
 */
export const handler = (event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> =>
  answerRequest(event, context, { invokeAgent, environment: process.env, log: writeLogLine });
