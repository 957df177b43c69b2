import { AwsError } from "./aws-error";
import { InputFault } from "./input-fault";
import { errorShapeOf, membersOf, type Sdk } from "./schema";
import type { Fault, Protocol } from "./wire";

/** What is answered for an error that a handler or the codec threw. */
export function toFault(error: unknown, sdk: Sdk, protocol: Protocol): Fault {
  if (error instanceof AwsError) {
    const { code, status, message, members } = error;
    return { code, queryCode: code, status, message, members };
  }
  if (error instanceof InputFault) return protocol.inputFault(error);
  const modelled = error instanceof Error ? errorShapeOf(sdk, error.name) : undefined;
  if (!modelled || !(error instanceof Error)) return internal(error);
  const { name, queryCode, status, shape } = modelled;
  const given = error as Error & Readonly<Record<string, unknown>>;
  const members = Object.fromEntries(membersOf(shape).map((member) => [member.name, given[member.name]]));
  return { code: name, queryCode, status, message: error.message, members, shape };
}

/** A fault of the emulator itself. It is not retried for ever: 500 is what the SDK tries three times. */
function internal(error: unknown): Fault {
  const message = `Fault of local AWS itself: ${error instanceof Error ? error.message : String(error)}`;
  return { code: "InternalFailure", queryCode: "InternalFailure", status: 500, message, members: {} };
}
