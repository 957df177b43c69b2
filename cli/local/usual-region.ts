import type { Context } from "../context";
import { readCdktfConfig } from "../synth/cdktf-config";

/** The Region that a shell asks unless told otherwise: the user's, else the project's, else AWS's first one. */
export function usualRegion({ cwd, env }: Pick<Context, "cwd" | "env">): string {
  const named = [env.AWS_REGION, env.AWS_DEFAULT_REGION, env.CHARGEBACK_REGION, regionOfProject(cwd, env)];
  return named.find((region) => region !== undefined && region !== "") ?? "us-east-1";
}

function regionOfProject(cwd: string, env: NodeJS.ProcessEnv): string | undefined {
  try {
    const { region } = readCdktfConfig(cwd, env).context;
    return typeof region === "string" ? region : undefined;
  } catch {
    return undefined;
  }
}
