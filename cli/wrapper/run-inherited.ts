import { spawn } from "node:child_process";
import { ProgramFailure } from "../failure";
import type { Session } from "../session";

/**
 * Runs the real Terraform on this process's own streams and returns its exit code. A terminal sends its Ctrl-C to both
 * by itself, and Terraform takes a second one as an order to abort: only a signal without a terminal is passed on.
 */
export async function runInherited(
  session: Session,
  binary: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const child = spawn(binary, args, { env, stdio: "inherit" });
  const ended = new Promise<number>((resolve, reject) => {
    child.on("error", (error) => {
      reject(new ProgramFailure(`${binary} could not be started: ${error.message}`));
    });
    child.on("close", (code) => {
      resolve(code ?? 1);
    });
  });
  const stop = (signal: NodeJS.Signals, received: NodeJS.Signals): void => {
    if (received !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  return session.guard({ kill: stop }, ended);
}
