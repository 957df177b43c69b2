import * as z from "zod/mini";
import type { Context } from "../../context";
import { exitCodes, type ExitCode } from "../../exit-codes";
import { UsageFailure } from "../../failure";
import { control } from "../../local/control";
import { requireRunning } from "../../local/instance";

const keysJson = z.array(z.object({ api: z.string(), name: z.string(), value: z.string() }));

/** `chargeback local key`: the value of the API key that opens an API, and nothing else, for a shell to take. */
export async function key(context: Context, api: string | undefined): Promise<ExitCode> {
  const keys = keysJson.parse(await control(await requireRunning(context), "GET", "keys"));
  const found = keys.find((each) => api === undefined || each.api === api);
  if (found === undefined) {
    const known = [...new Set(keys.map((each) => each.api))].join(", ");
    throw new UsageFailure(
      known === ""
        ? "There is no API with a key. Deploy one: apply --target local"
        : `No key opens ${api ?? ""}. APIs with one: ${known}.`,
    );
  }
  context.report(`${found.value}\n`);
  return exitCodes.clean;
}
