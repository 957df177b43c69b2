import * as z from "zod/mini";
import type { Context } from "../../context";
import { exitCodes, type ExitCode } from "../../exit-codes";
import { control } from "../../local/control";
import { requireRunning } from "../../local/instance";

export interface BeliefsOptions {
  json?: boolean;
}

const beliefsJson = z.array(
  z.object({
    service: z.string(),
    statement: z.string(),
    ground: z.union([z.object({ sourced: z.string() }), z.object({ assumed: z.string() })]),
  }),
);

/** `chargeback local beliefs`: what it takes AWS to do, and on what ground. */
export async function beliefs(context: Context, { json = false }: BeliefsOptions): Promise<ExitCode> {
  const held = beliefsJson.parse(await control(await requireRunning(context), "GET", "beliefs"));
  if (json) {
    context.report(`${JSON.stringify(held)}\n`);
    return exitCodes.clean;
  }
  const services = [...new Set(held.map(({ service }) => service))].sort();
  const blocks = services.map((service) => {
    const lines = held
      .filter((each) => each.service === service)
      .map(({ statement, ground }) => {
        const [word, reason] = "sourced" in ground ? ["sourced", ground.sourced] : ["assumed", ground.assumed];
        return `  ${statement}\n    ${word}: ${reason}`;
      });
    return [service, ...lines].join("\n");
  });
  context.report(`${blocks.join("\n\n")}\n`);
  return exitCodes.clean;
}
