import { readFileSync } from "node:fs";
import * as path from "node:path";
import { ProgramFailure } from "../failure";
import { runProgram } from "../run-program";
import type { Session } from "../session";
import type { CdktfConfig } from "./cdktf-config";

/** How the app ended and what it left for us. */
export interface AppRun {
  exitCode: number;
  output: string;
  /** The error that ended it, when it was a JavaScript error. */
  error: { name: string; message: string } | undefined;
  /** Content of CHARGEBACK_FINDINGS_FILE, parsed. */
  findings: unknown;
  /** Source lines by construct path. */
  sources: unknown;
}

/** Runs the app through the shell, as cdktf does, with the preload hook in every Node.js process of it. */
export async function runApp(
  session: Session,
  config: CdktfConfig,
  options: { cwd: string; env: NodeJS.ProcessEnv; preload: string; bootstrap: boolean },
): Promise<AppRun> {
  const folder = session.temporaryFolder();
  const files = {
    findings: path.join(folder, "findings.json"),
    sources: path.join(folder, "sources.json"),
    error: path.join(folder, "error.json"),
  };
  // Terraform variables belong to Terraform's run; cdktf keeps them from the app as well.
  const own = Object.entries(options.env).filter(([name]) => !name.startsWith("TF_VAR_"));
  const run = await runProgram(session, config.app, [], {
    shell: true,
    cwd: options.cwd,
    env: {
      ...Object.fromEntries(own),
      NODE_OPTIONS: nodeOptions(options.env.NODE_OPTIONS, options.preload),
      CDKTF_OUTDIR: config.outdir,
      CDKTF_CONTEXT_JSON: JSON.stringify(config.context),
      ...(options.bootstrap ? { CHARGEBACK_BOOTSTRAP: "true" } : {}),
      CHARGEBACK_FINDINGS_FILE: files.findings,
      CHARGEBACK_SOURCES_FILE: files.sources,
      CHARGEBACK_ERROR_FILE: files.error,
    },
  });
  return {
    exitCode: run.exitCode,
    output: run.output,
    error: readLeft(files.error) as AppRun["error"],
    findings: readLeft(files.findings),
    sources: readLeft(files.sources),
  };
}

/** cdktf gives an app 4 GB of heap unless NODE_OPTIONS decides; large provider bindings need it. */
function nodeOptions(users: string | undefined, preload: string): string {
  const heap = users?.includes("--max-old-space-size") === true ? [] : ["--max-old-space-size=4096"];
  const quoted = `"${preload.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  return [...(users === undefined || users === "" ? [] : [users]), ...heap, `--require ${quoted}`].join(" ");
}

function readLeft(file: string): unknown {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ProgramFailure(
      `The app was cut off while it wrote what it had to report: ${path.basename(file)} is broken.`,
    );
  }
}
