import { iamAction } from "./iam-action";
import { LiveFailure, type LiveFailureKind } from "./live-failure";

/** A call of the SDK that went wrong. */
export interface FailedCall {
  /** The SDK's name of the service, as in `BedrockAgentClient`. */
  readonly client: string;
  /** As in `GetAgent`. */
  readonly operation: string;
  readonly region: string;
}

interface Told {
  readonly kind: LiveFailureKind;
  /** What is wrong and what to do, behind what was asked. */
  readonly says: string;
}

/** The SDK's error as one of a few that a person can act on. */
export function failureOf(error: unknown, call: FailedCall): LiveFailure {
  if (error instanceof LiveFailure) return error;
  const action = actionOf(error, call);
  const { kind, says } = tell(error, action, call);
  return new LiveFailure(kind, `${action} in ${call.region}: ${says}`, { cause: error, action });
}

function tell(error: unknown, action: string, { region }: FailedCall): Told {
  const { code, text, status } = partsOf(error);
  // In the order in which one hides another: a denial for a closed service is no matter of policies.
  if (/maintenance mode/i.test(text)) return { kind: "maintenance", says: closed };
  if (noCredentials.test(code) || /could not load credentials|credential is missing/i.test(text))
    return { kind: "noCredentials", says: `there are no usable AWS credentials (${text}). Sign in, ${profiles}` };
  if (expired.test(code))
    return { kind: "expiredCredentials", says: `the AWS credentials are refused (${text}). ${renew}` };
  if (isThrottling(error))
    return { kind: "throttled", says: `AWS keeps throttling, after several tries. Wait a little, and run it again` };
  if (denied.test(code) || status === 403) return { kind: "accessDenied", says: denial(action, text) };
  if (code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "UnknownEndpoint")
    return { kind: "wrongRegion", says: `no endpoint of this name was found (${text}). ${regions(region)}` };
  if (/region is missing/i.test(text)) return { kind: "wrongRegion", says: `no Region is set. ${regions(region)}` };
  if (missing.test(code) || status === 404) return { kind: "notFound", says: `AWS finds none (${text})` };
  if (late.test(code)) return { kind: "timeout", says: `AWS did not answer in time (${text}). ${connection}` };
  if (cut.test(code) || /socket hang up|\bECONN(REFUSED|RESET)\b/i.test(text))
    return { kind: "network", says: `the connection failed (${text}). ${connection}` };
  const what = status === undefined ? code : `${code}, HTTP ${status}`;
  return {
    kind: "service",
    says: `AWS answered ${what}: ${text}. Run it again; if it stays, see health.aws.amazon.com`,
  };
}

/** Whether AWS refuses it for its pace alone. */
export function isThrottling(error: unknown): boolean {
  const { code, status } = partsOf(error);
  return throttled.test(code) || status === 429;
}

const noCredentials = /^(CredentialsProviderError|TokenProviderError)$/;
const expired =
  /^(ExpiredToken(Exception)?|RequestExpired|UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|SignatureDoesNotMatch|InvalidAccessKeyId|AuthFailure)$/;
const throttled =
  /^(Throttl(ed|ing)(Exception)?|ThrottledException|TooManyRequests(Exception)?|LimitExceededException|RequestLimitExceeded|SlowDown|RequestThrottled(Exception)?)$/;
const denied = /^(AccessDenied(Exception)?|UnauthorizedException|UnauthorizedOperation|NotAuthorized|Forbidden)$/;
const missing = /^(ResourceNotFound(Exception)?|NotFound(Exception)?|NoSuch(Entity|Bucket|Key)(Exception)?)$/;
const late = /^(TimeoutError|ETIMEDOUT|ESOCKETTIMEDOUT|RequestTimeout(Exception)?|AbortError)$/;
const cut = /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|EHOSTUNREACH|ENETUNREACH|CERT_\w+|UNABLE_TO_\w+|ERR_TLS\w*)$/;

const profiles = "set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
const renew =
  "Sign in again (for example: aws sso login), or renew the session's keys; a wrong clock has the same effect";
const connection = "Look at the network, a proxy (HTTPS_PROXY), and AWS_ENDPOINT_URL, then run it again";
const regions = (region: string): string =>
  `Is ${region} the Region that is meant, and does it have this service? It comes from the stack's provider, AWS_REGION or the profile`;

/** @see https://docs.aws.amazon.com/bedrock/latest/userguide/agents.html */
const closed =
  "Bedrock Agents is closed to this account (AWS says Maintenance Mode): since 2026-07-30 only accounts that had an agent before may use it. No change of a policy or a stack helps; use an account that has used Bedrock Agents";

const denial = (action: string, text: string): string =>
  `access denied (${text}). Let the caller do it, by the statement {"Effect":"Allow","Action":"${action}","Resource":"*"}; a service control policy or a boundary may stand in the way too`;

interface Parts {
  readonly code: string;
  readonly text: string;
  readonly status: number | undefined;
}

function partsOf(error: unknown): Parts {
  if (!isError(error)) return { code: "", text: String(error), status: undefined };
  // Node.js tells of connections by `code`, AWS by `name`.
  const { code, name, message, $metadata } = error;
  return {
    code: typeof code === "string" && code !== "" ? code : name,
    text: oneLine(message),
    status: $metadata?.httpStatusCode,
  };
}

/** By its shape: the errors of sockets may come from another realm than this code's. */
const isError = (error: unknown): error is SdkError =>
  typeof error === "object" && error !== null && "name" in error && "message" in error;

interface SdkError extends Error {
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim().replace(/\.$/, "");

/** AWS names the action that was refused, which is not always the operation that was called. */
function actionOf(error: unknown, { client, operation }: FailedCall): string {
  const named = isError(error) ? /not authorized to perform:? ([a-z0-9-]+:[A-Za-z]+)/.exec(error.message) : null;
  if (named?.[1] !== undefined) return named[1];
  return iamAction(client, operation);
}
