import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { ProgramFailure } from "./failure";
import type { Session } from "./session";

/** How a program that was run ended. */
export interface ProgramRun {
  /** A program ended by a signal has no exit code of its own; it counts as 1. */
  exitCode: number;
  stdout: string;
  /** stdout and stderr as they came. */
  output: string;
}

export interface ProgramOptions {
  cwd: string;
  /** The whole environment: nothing is added to it. */
  env: NodeJS.ProcessEnv;
  /** Runs `program` as a line of the shell's. @default false */
  shell?: boolean;
  /** Called with every line of stdout while the program runs. @default - nothing is forwarded */
  onLine?: (line: string) => void;
}

/**
 * Runs a program without input and collects what it says. In a process group of its own, the terminal's Ctrl-C does not
 * reach it: it gets exactly the signals that the session sends. Throws only when it cannot be started.
 */
export async function runProgram(
  session: Session,
  program: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramRun> {
  const grouped = process.platform !== "win32";
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env,
    shell: options.shell ?? false,
    stdio: ["ignore", "pipe", "pipe"],
    detached: grouped,
  });
  const stdout: Buffer[] = [];
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => {
    stdout.push(chunk);
    output.push(chunk);
  });
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  if (options.onLine !== undefined) createInterface({ input: child.stdout }).on("line", options.onLine);

  const ended = new Promise<ProgramRun>((resolve, reject) => {
    child.on("error", (error) => {
      reject(new ProgramFailure(`${program} could not be started: ${error.message}`));
    });
    child.on("close", (code) => {
      const text = (chunks: Buffer[]): string => Buffer.concat(chunks).toString("utf8");
      resolve({ exitCode: code ?? 1, stdout: text(stdout), output: text(output) });
    });
  });
  // A shell does not pass a signal on to what it runs, so its whole group is told; Terraform tells its plugins itself.
  const stop = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    if (options.shell === true && grouped) process.kill(-child.pid, signal);
    else child.kill(signal);
  };
  return session.guard({ kill: stop }, ended);
}
