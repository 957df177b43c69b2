import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as z from "zod/mini";
import { UsageFailure } from "../failure";

const cdktfJson = z.looseObject({
  app: z.optional(z.string().check(z.trim(), z.minLength(1))),
  output: z._default(z.string().check(z.minLength(1)), "cdktf.out"),
  context: z.optional(z.record(z.string(), z.unknown())),
  terraformModules: z._default(z.array(z.union([z.string(), z.looseObject({ source: z.string() })])), []),
});

/** What chargeback takes from cdktf.json. */
export interface CdktfConfig {
  /** The shell command that makes the stacks. */
  app: string;
  /** Absolute folder the app writes to. */
  outdir: string;
  /** Value for CDKTF_CONTEXT_JSON. */
  context: Record<string, unknown>;
}

/** Reads cdktf.json in `cwd` the way cdktf does. `app` of the command line goes before the one of the file. */
export function readCdktfConfig(cwd: string, env: NodeJS.ProcessEnv, appOption?: string): CdktfConfig {
  const file = path.join(cwd, "cdktf.json");
  const parsed = cdktfJson.safeParse(readJson(file, appOption !== undefined));
  if (!parsed.success) throw new UsageFailure(`${file} cannot be used. ${z.prettifyError(parsed.error)}`);
  const { context, output, terraformModules } = parsed.data;
  const app = appOption ?? parsed.data.app;
  if (app === undefined) throw new UsageFailure(`${file} has no "app": set it to the command that makes the stacks.`);

  const sources = terraformModules.map((module) => (typeof module === "string" ? module : module.source));
  return {
    app,
    outdir: path.resolve(cwd, output),
    context: {
      ...(context ?? contextOf(env)),
      cdktfRelativeModules: sources.filter((source) => source.startsWith("./") || source.startsWith("../")),
    },
  };
}

function readJson(file: string, mayBeAbsent: boolean): unknown {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    if (mayBeAbsent) return {};
    throw new UsageFailure(`There is no ${file}. Run chargeback in the folder of a CDKTF project, or name its --app.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageFailure(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** cdktf lets the environment's context stand only when cdktf.json has none. */
function contextOf(env: NodeJS.ProcessEnv): Record<string, unknown> {
  if (env.CDKTF_CONTEXT_JSON === undefined || env.CDKTF_CONTEXT_JSON === "") return {};
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(env.CDKTF_CONTEXT_JSON));
  } catch {
    throw new UsageFailure("CDKTF_CONTEXT_JSON in the environment is not a JSON object.");
  }
}
