import * as path from "node:path";
import { CommanderError } from "commander";
import { en } from "zod/v4/locales";
import { config } from "zod/mini";
import { survivesClosedPipes } from "./closed-pipes";
import type { Context } from "./context";
import { describeFailure, exitCodeOf } from "./failure";
import { createProgress } from "./progress";
import { createProgram } from "./program";
import { openSession } from "./session";

/** What the entry file knows and the code behind it cannot: where things lie beside it. */
export interface Entry {
  version: string;
  preload: string;
  checkovPolicies: string;
  /** Absent in the npm package. */
  localAws?: string;
  ahead?: Context["ahead"];
}

/** Runs the command line and sets the exit code; never ends the process with output still under way. */
export async function main(argv: readonly string[], entry: Entry): Promise<void> {
  survivesClosedPipes();
  // The small form of zod brings no words of its own.
  config(en());
  const progress = createProgress(process.stderr, process.env);
  const session = openSession((line) => {
    progress.note(line);
  });
  const context = (): Context => ({
    cwd: process.cwd(),
    env: process.env,
    session,
    progress,
    colour: wantsColour(process.stdout, process.env),
    preload: entry.preload,
    checkovPolicies: entry.checkovPolicies,
    localAws: entry.localAws,
    ahead: entry.ahead,
    invocation: invocationOf(argv, entry),
    version: entry.version,
    report: (text) => {
      process.stdout.write(text);
    },
  });
  try {
    await createProgram(context, entry.version, (code) => (process.exitCode = code)).parseAsync(argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    // commander has said already what was wrong.
    if (!(error instanceof CommanderError)) {
      process.stderr.write(`${describeFailure(error, process.env.CHARGEBACK_DEBUG === "1")}\n`);
    }
  } finally {
    session.close();
  }
}

/** The package has a command of its own on the PATH; from source it is a file that Node.js runs. */
function invocationOf([, file = ""]: readonly string[], { localAws }: Entry): string {
  return localAws === undefined ? "chargeback" : `node ${path.relative(process.cwd(), file)}`;
}

function wantsColour(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "") return env.FORCE_COLOR !== "0";
  return stream.isTTY && env.TERM !== "dumb";
}
