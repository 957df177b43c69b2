import { randomUUID } from "node:crypto";
import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { AwsError } from "../../protocol/aws-error";
import { meterInvocation } from "../../ledger/meter-invocation";
import { type Principal, principalsSlice } from "../../principals";
import { newRoleSession } from "../../role-session";
import { type AccessRequest, isAllowed, refusal } from "../iam/evaluate";
import { logInvocation } from "./function-log";
import { type Environment, startEnvironment } from "./runtime/environment";
import { environments } from "./runtime/environments";
import { variablesOf } from "./runtime/variables";
import { functionOf, type LambdaFunction } from "./state";

belief(
  "Lambda",
  "A service may invoke a function that has a permission for it whose source ARN and account fit; a role, by its own policies too.",
  sourced("https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html"),
);
belief(
  "Lambda",
  "A session for a function's process lasts 12 hours.",
  assumed("AWS renews it; here nothing expires it"),
);

const sessionSeconds = 12 * 60 * 60;

/** `{ service: "apigateway.amazonaws.com", sourceArn: "arn:aws:execute-api:..." }` */
export type Invoker = Principal | { readonly service: string; readonly sourceArn: string };

export interface Invocation {
  /** Name or ARN. */
  readonly functionName: string;
  /** The event, to become JSON. */
  readonly payload: unknown;
  /** Who calls: the caller of a request, or a service for one of its resources. */
  readonly invoker: Invoker;
}

export interface Invoked {
  readonly requestId: string;
  /** JSON: what the handler gave, or `{ errorType, errorMessage }`. */
  readonly payload: string;
  /** Whether the function failed, not the invocation. */
  readonly failed: boolean;
  /** What it printed. */
  readonly output: string;
}

/**
 * Invokes a function and waits for its answer.
 * @throws ResourceNotFoundException, AccessDeniedException
 */
export async function invokeFunction(
  { functionName, payload, invoker }: Invocation,
  context: Context,
): Promise<Invoked> {
  const found = functionOf(functionName, context);
  checkInvoker(found, invoker, context);
  if (!found.settings.runtime.startsWith("nodejs"))
    throw new AwsError(
      "NotImplemented",
      501,
      `Local AWS runs Node.js functions, and ${found.name} is ${found.settings.runtime}.`,
    );
  const requestId = randomUUID();
  const { timeoutSec } = found.settings;
  const event = { requestId, arn: found.arn, event: JSON.stringify(payload ?? {}), timeoutSec };
  const pool = context.live(environments);
  const start = () => newEnvironment(found, context);
  const handled = await pool.use(found, start, async (environment) => {
    const startedAt = context.clock.now();
    const began = performance.now();
    const outcome = await environment.handle(event);
    const { logStream } = environment;
    return { ...outcome, requestId, logStream, startedAt, durationMs: performance.now() - began };
  });
  logInvocation(found, handled, context);
  const { arn, tags, settings } = found;
  meterInvocation({ arn, tags, memoryMb: settings.memoryMb, durationMs: handled.durationMs }, context);
  const { payload: answer, failed, output } = handled;
  return { requestId, payload: answer, failed, output };
}

function newEnvironment(found: LambdaFunction, context: Context): Environment {
  const { name, settings, code } = found;
  const session = newRoleSession({ roleArn: settings.role, name, durationSeconds: sessionSeconds }, context);
  const { clock, endpoint, region, id } = context;
  const day = clock.now().toISOString().slice(0, 10).replaceAll("-", "/");
  const logStream = `${day}/[$LATEST]${id(32, "hex")}`;
  return startEnvironment({
    zip: context.blobs.read(code.blob),
    memoryMb: settings.memoryMb,
    logStream,
    variables: (folder) => variablesOf(found, session, { folder, region, endpoint, logStream }),
    onEnd: () => Reflect.deleteProperty(context.state(principalsSlice).sessions, session.accessKeyId),
  });
}

/** @throws AccessDeniedException unless a permission of the function, or the caller's own policies, let it in */
export function checkInvoker({ arn, policy }: LambdaFunction, invoker: Invoker, context: Context): void {
  const request: AccessRequest = {
    by: invoker,
    action: "lambda:InvokeFunction",
    resource: arn,
    ...("service" in invoker && {
      conditions: { "aws:SourceArn": invoker.sourceArn, "aws:SourceAccount": context.accountId },
    }),
    resourcePolicy: JSON.stringify({ Version: "2012-10-17", Statement: policy }),
  };
  if (!isAllowed(request, context)) throw new AwsError("AccessDeniedException", 403, refusal(request));
}
