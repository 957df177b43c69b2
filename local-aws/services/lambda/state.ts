import * as sdk from "@aws-sdk/client-lambda";
import type { Context } from "../../context";
import { modelled } from "../../protocol/aws-error";
import { slice } from "../../slice";
import type { PolicyStatement } from "./policy-statement";

/** The configuration of a function, with AWS's defaults filled in. */
export interface FunctionSettings {
  readonly role: string;
  readonly runtime: sdk.Runtime;
  readonly handler: string;
  readonly description: string;
  readonly timeoutSec: number;
  readonly memoryMb: number;
  /** Absent where no environment was ever given. */
  readonly variables?: Record<string, string>;
  readonly architectures: sdk.Architecture[];
  readonly ephemeralStorageMb: number;
  readonly tracing: sdk.TracingMode;
  readonly logging: {
    readonly LogFormat: sdk.LogFormat;
    readonly LogGroup: string;
    readonly ApplicationLogLevel?: sdk.ApplicationLogLevel;
    readonly SystemLogLevel?: sdk.SystemLogLevel;
  };
}

export interface FunctionCode {
  /** The name of the zip among the blobs. */
  readonly blob: string;
  /** Base64. */
  readonly sha256: string;
  readonly size: number;
}

export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  settings: FunctionSettings;
  code: FunctionCode;
  tags: Record<string, string>;
  policy: PolicyStatement[];
  policyRevision: string;
  /** Another one with every change of code or configuration. */
  revision: string;
  modifiedAt: string;
}

interface LambdaState {
  /** By their ARN. */
  readonly functions: Record<string, LambdaFunction>;
}

export const lambdaSlice = slice("lambda", (): LambdaState => ({ functions: {} }));

type Where = Pick<Context, "accountId" | "partition" | "region">;

export const functionArn = (name: string, { accountId, partition, region }: Where): string =>
  `arn:${partition}:lambda:${region}:${accountId}:function:${name}`;

const reference = /^(?:(arn:[\w-]+:lambda:[\w-]+:\d{12}):)?(?:\d{12}:)?(?:function:)?([\w-]+)(?::(\$LATEST|[\w-]+))?$/;

/** The function that a name, a partial ARN or an ARN means, or ResourceNotFoundException. */
export function functionOf(named: string, context: Where & Pick<Context, "state">, qualifier?: string): LambdaFunction {
  const [, prefix, name = named, suffix] = reference.exec(named) ?? [];
  const arn = prefix === undefined ? functionArn(name, context) : `${prefix}:function:${name}`;
  const version = qualifier ?? suffix ?? "$LATEST";
  const found = context.state(lambdaSlice).functions[arn];
  if (found && version === "$LATEST") return found;
  const missing = version === "$LATEST" ? arn : `${arn}:${version}`;
  throw modelled(sdk.ResourceNotFoundException, `Function not found: ${missing}`, { Type: "User" });
}
