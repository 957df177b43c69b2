import { mkdtempSync, rmSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { exitCodes } from "./exit-codes";
import { Interrupted } from "./failure";

/** How the names of temporary folders begin. */
export const temporaryPrefix = ".chargeback-";

/** The part of a running program that the session needs in order to stop it. */
export interface StoppableProgram {
  /** `received` is the signal that this process got and that the program may have got as well. */
  kill(signal: NodeJS.Signals, received: NodeJS.Signals): unknown;
}

/** One run of the command line: what must be stopped and removed before it ends, however it ends. */
export interface Session {
  /** Makes a folder that only this user can read (mode 0700), and that is gone when the run ends. */
  temporaryFolder(parent?: string, prefix?: string): string;
  /** Runs `work` while `program` is among those to stop on an interrupt; throws Interrupted when that happened. */
  guard<T>(program: StoppableProgram, work: Promise<T>): Promise<T>;
  /** Removes temporary folders and signal handlers. */
  close(): void;
}

function stop(program: StoppableProgram, received: NodeJS.Signals): void {
  try {
    program.kill("SIGINT", received);
  } catch {
    // It ended in the same moment; whoever waits for it goes on.
  }
}

const signals: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Opens the session and takes over the signals that ask the process to end. */
export function openSession(tell: (line: string) => void): Session {
  const folders = new Set<string>();
  const running = new Set<StoppableProgram>();
  let interrupted = false;

  const removeFolders = (): void => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    folders.clear();
  };
  const onSignal = (received: NodeJS.Signals): void => {
    if (running.size === 0) {
      removeFolders();
      process.exit(exitCodes.interrupted);
    }
    // Terraform takes one SIGINT as "finish this call, write the state, release the lock"; a second one aborts it.
    tell(
      interrupted ? "Forcing the running program to stop." : "Stopping, and waiting for the running program to end.",
    );
    interrupted = true;
    for (const program of running) stop(program, received);
  };
  for (const signal of signals) process.on(signal, onSignal);

  return {
    temporaryFolder(parent = os.tmpdir(), prefix = temporaryPrefix) {
      const folder = mkdtempSync(path.join(parent, prefix));
      folders.add(folder);
      return folder;
    },
    async guard(program, work) {
      running.add(program);
      // Begun by one of several that were at work while another was being stopped.
      if (interrupted) stop(program, "SIGINT");
      try {
        const result = await work;
        if (interrupted) throw new Interrupted();
        return result;
      } finally {
        running.delete(program);
      }
    },
    close() {
      for (const signal of signals) process.off(signal, onSignal);
      removeFolders();
    },
  };
}
