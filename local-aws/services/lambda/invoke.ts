import * as sdk from "@aws-sdk/client-lambda";
import { belief, sourced } from "../../belief";
import { modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { checkInvoker, invokeFunction } from "./invoke-function";
import { functionOf } from "./state";

belief(
  "Lambda",
  "A function that fails answers 200 with FunctionError Unhandled and the error as its payload; an Event answers 202 at once, a DryRun 204.",
  sourced("https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html"),
);

const tailBytes = 4096;

export const invoke = {
  Invoke: async ({ FunctionName, Qualifier, InvocationType = "RequestResponse", LogType, Payload }, context) => {
    const found = functionOf(FunctionName, context, Qualifier);
    const invocation = { functionName: found.arn, payload: parse(Payload), invoker: context.caller };
    checkInvoker(found, context.caller, context);
    if (InvocationType === "DryRun") return { StatusCode: 204 };
    const invoked = invokeFunction(invocation, context);
    if (InvocationType === "Event") {
      // Whoever sent an event does not hear how it went: the function's log does.
      invoked.catch(() => undefined);
      return { StatusCode: 202 };
    }
    const { payload, failed, output } = await invoked;
    return {
      StatusCode: 200,
      ExecutedVersion: "$LATEST",
      Payload: Buffer.from(payload),
      ...(failed && { FunctionError: "Unhandled" }),
      ...(LogType === "Tail" && { LogResult: Buffer.from(output).subarray(-tailBytes).toString("base64") }),
    };
  },
} satisfies Handlers<typeof sdk>;

function parse(payload: Uint8Array | undefined): unknown {
  if (!payload || payload.byteLength === 0) return {};
  try {
    return JSON.parse(Buffer.from(payload).toString("utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Could not parse request body into json: ${reason}`;
    throw modelled(sdk.InvalidRequestContentException, message, { Type: "User" });
  }
}
