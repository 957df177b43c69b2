import type { Context } from "./context";
import { scrubbedEnvironment } from "./targets/scrubbed-environment";

/** The environment in which the commands that ask AWS find it: the user's own, or that of the local AWS that runs. */
export async function liveEnvironment(context: Context, target: string): Promise<NodeJS.ProcessEnv> {
  if (target !== "local") return context.env;
  const { requireRunning } = await import("./local/instance.js");
  const { clientEnvironment } = await import("./local/client-environment.js");
  const { usualRegion } = await import("./local/usual-region.js");
  return {
    ...scrubbedEnvironment(context.env),
    AWS_REGION: usualRegion(context),
    ...clientEnvironment(await requireRunning(context), context.env),
  };
}
