import { belief, sourced } from "../../../belief";
import type { RoleSession } from "../../../role-session";
import type { LambdaFunction } from "../state";

belief(
  "Lambda",
  "A function sees its own variables, the reserved ones, and the credentials of its role's session; nothing else.",
  sourced("https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html"),
);

export interface Place {
  readonly folder: string;
  readonly region: string;
  readonly endpoint: string;
  readonly logStream: string;
}

/** The environment of a function's process. Of this machine's own it has the search path alone. */
export function variablesOf(
  { name, settings }: LambdaFunction,
  session: RoleSession,
  { folder, region, endpoint, logStream }: Place,
): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "",
    LANG: "en_US.UTF-8",
    TZ: "UTC",
    ...settings.variables,
    _HANDLER: settings.handler,
    AWS_EXECUTION_ENV: `AWS_Lambda_${settings.runtime}`,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: settings.logging.LogGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
    LAMBDA_TASK_ROOT: folder,
    LAMBDA_RUNTIME_DIR: folder,
    // Every SDK of the function speaks to this server.
    AWS_ENDPOINT_URL: endpoint,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}
