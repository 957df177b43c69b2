import * as sdk from "@aws-sdk/client-lambda";
import { assumed, belief, sourced } from "../../belief";
import { AwsError, modelled } from "../../protocol/aws-error";
import type { Received } from "../../sdk-types";
import type { FunctionSettings, LambdaFunction } from "./state";

belief(
  "Lambda",
  "Without values, a function has 3 seconds, 128 MB, 512 MB of /tmp, x86_64, PassThrough tracing and text logs in /aws/lambda/NAME.",
  sourced("https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html"),
);
belief(
  "Lambda",
  "A function is Active, and its updates are Successful, as soon as the call has answered.",
  assumed("AWS's Pending and InProgress pass in seconds, and the provider waits for their end either way"),
);

type Given = Pick<
  Received<sdk.UpdateFunctionConfigurationCommand>,
  | "Role"
  | "Runtime"
  | "Handler"
  | "Description"
  | "Timeout"
  | "MemorySize"
  | "Environment"
  | "EphemeralStorage"
  | "TracingConfig"
  | "LoggingConfig"
>;

export const invalid = (message: string) => modelled(sdk.InvalidParameterValueException, message, { Type: "User" });

/** Settings of a function that keep what is not given; nothing of what is given is ignored. */
export function withGiven(
  name: string,
  given: Given,
  before: Omit<FunctionSettings, "logging"> & Partial<FunctionSettings>,
): FunctionSettings {
  const timeoutSec = given.Timeout ?? before.timeoutSec;
  const memoryMb = given.MemorySize ?? before.memoryMb;
  inRange("timeout", timeoutSec, 1, 900);
  inRange("memorySize", memoryMb, 128, 10_240);
  const variables = given.Environment ? (given.Environment.Variables ?? {}) : before.variables;
  const { LogFormat, LogGroup, ApplicationLogLevel, SystemLogLevel } = given.LoggingConfig ?? {};
  return {
    role: given.Role ?? before.role,
    runtime: given.Runtime ?? before.runtime,
    handler: given.Handler ?? before.handler,
    description: given.Description ?? before.description,
    timeoutSec,
    memoryMb,
    ...(variables && { variables }),
    architectures: before.architectures,
    ephemeralStorageMb: given.EphemeralStorage?.Size ?? before.ephemeralStorageMb,
    tracing: given.TracingConfig?.Mode ?? before.tracing,
    logging: {
      LogFormat: LogFormat ?? before.logging?.LogFormat ?? "Text",
      LogGroup: LogGroup ?? before.logging?.LogGroup ?? `/aws/lambda/${name}`,
      ...(ApplicationLogLevel && { ApplicationLogLevel }),
      ...(SystemLogLevel && { SystemLogLevel }),
    },
  };
}

function inRange(member: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return;
  const bound = value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
  throw new AwsError(
    "ValidationException",
    400,
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${bound}`,
  );
}

/** What AWS tells of a function in most of its answers. */
export function configurationOf({ name, arn, settings, code, revision, modifiedAt }: LambdaFunction) {
  return {
    FunctionName: name,
    FunctionArn: arn,
    Role: settings.role,
    Runtime: settings.runtime,
    Handler: settings.handler,
    Description: settings.description,
    Timeout: settings.timeoutSec,
    MemorySize: settings.memoryMb,
    ...(settings.variables && { Environment: { Variables: settings.variables } }),
    Architectures: settings.architectures,
    EphemeralStorage: { Size: settings.ephemeralStorageMb },
    TracingConfig: { Mode: settings.tracing },
    LoggingConfig: settings.logging,
    SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
    PackageType: "Zip",
    CodeSha256: code.sha256,
    CodeSize: code.size,
    Version: "$LATEST",
    RevisionId: revision,
    LastModified: modifiedAt.replace("Z", "+0000"),
    State: "Active",
    LastUpdateStatus: "Successful",
  } satisfies sdk.FunctionConfiguration;
}
