import { describeError, type LogFields } from "../log-line";
import { agentUnavailable, badRequest, sessionBusy, tooManyRequests, type Problem } from "./problem";

/** Bedrock's errors by name; everything else, from a missing permission to a broken network, is a 502 to the caller. */
const problems: Record<string, Problem> = {
  ValidationException: badRequest("request_refused", "The agent refused the request. Check prompt and sessionId."),
  ThrottlingException: tooManyRequests,
  ServiceQuotaExceededException: tooManyRequests,
  ConflictException: sessionBusy,
};

/** What the caller learns about an error of Bedrock's. @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_InvokeAgent.html */
export function upstreamProblem(error: unknown): Problem {
  const { errorName } = describeError(error);
  return Object.hasOwn(problems, errorName) ? (problems[errorName] ?? agentUnavailable) : agentUnavailable;
}

/** What the operator learns. A ValidationException quotes the value it refused, which can be the prompt: its text stays out. */
export function upstreamLogFields(error: unknown): LogFields {
  const { errorName, errorMessage } = describeError(error);
  return {
    errorName,
    errorMessage: errorName === "ValidationException" ? undefined : errorMessage,
    ...stringMember(error, "resourceName"),
    ...awsMetadata(error),
  };
}

/** DependencyFailedException and BadGatewayException name the dependency: Amazon Bedrock, Lambda or STS. */
function stringMember(error: unknown, name: string): LogFields {
  const value: unknown = typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === "string" ? { [name]: value } : {};
}

function awsMetadata(error: unknown): LogFields {
  const metadata: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "$metadata") : undefined;
  if (typeof metadata !== "object" || metadata === null) return {};
  const { httpStatusCode, requestId, attempts } = metadata as Record<string, unknown>;
  return {
    ...(typeof httpStatusCode === "number" ? { awsStatus: httpStatusCode } : {}),
    ...(typeof requestId === "string" ? { awsRequestId: requestId } : {}),
    ...(typeof attempts === "number" ? { awsAttempts: attempts } : {}),
  };
}
