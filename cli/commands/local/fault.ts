import type { Context } from "../../context";
import { exitCodes, type ExitCode } from "../../exit-codes";
import { control } from "../../local/control";
import { describeFault, faultsJson } from "../../local/fault";
import { requireRunning } from "../../local/instance";

/** Which requests a fault strikes. */
export interface StruckRequests {
  service?: string;
  operation?: string;
  times?: number;
}

export interface FaultListOptions {
  json?: boolean;
}

/** `chargeback local fault throttle|error|latency|cut|propagation`: has the next requests that fit go wrong. */
export async function injectFault(context: Context, struck: StruckRequests, effect: object): Promise<ExitCode> {
  const listed = await control(await requireRunning(context), "POST", "faults", { ...struck, effect });
  tell(context, listed, {});
  return exitCodes.clean;
}

/** `chargeback local fault list`: what still waits to go wrong. Faults end with the process. */
export async function listFaults(context: Context, options: FaultListOptions): Promise<ExitCode> {
  tell(context, await control(await requireRunning(context), "GET", "faults"), options);
  return exitCodes.clean;
}

/** `chargeback local fault clear`: nothing goes wrong on purpose any more. */
export async function clearFaults(context: Context): Promise<ExitCode> {
  tell(context, await control(await requireRunning(context), "DELETE", "faults"), {});
  return exitCodes.clean;
}

function tell(context: Context, listed: unknown, { json = false }: FaultListOptions): void {
  const faults = faultsJson.parse(listed);
  if (json) context.report(`${JSON.stringify(faults)}\n`);
  else
    context.report(faults.length === 0 ? "No faults.\n" : faults.map((fault) => `${describeFault(fault)}\n`).join(""));
}
