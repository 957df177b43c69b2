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
  temporaryFolder(parent?: string): string;
  /** Runs `work` while `program` is the one to stop on an interrupt; throws Interrupted when that happened. */
  guard<T>(program: StoppableProgram, work: Promise<T>): Promise<T>;
  /** Removes temporary folders and signal handlers. */
  close(): void;
}

const signals: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Opens the session and takes over the signals that ask the process to end. */
export function openSession(tell: (line: string) => void): Session {
  const folders = new Set<string>();
  let running: StoppableProgram | undefined;
  let interrupted = false;

  const removeFolders = (): void => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    folders.clear();
  };
  const onSignal = (received: NodeJS.Signals): void => {
    if (running === undefined) {
      removeFolders();
      process.exit(exitCodes.interrupted);
    }
    // Terraform takes one SIGINT as "finish this call, write the state, release the lock"; a second one aborts it.
    tell(
      interrupted ? "Forcing the running program to stop." : "Stopping, and waiting for the running program to end.",
    );
    interrupted = true;
    try {
      running.kill("SIGINT", received);
    } catch {
      // It ended in the same moment; whoever waits for it goes on.
    }
  };
  for (const signal of signals) process.on(signal, onSignal);

  return {
    temporaryFolder(parent = os.tmpdir()) {
      const folder = mkdtempSync(path.join(parent, temporaryPrefix));
      folders.add(folder);
      return folder;
    },
    async guard(program, work) {
      running = program;
      try {
        const result = await work;
        if (interrupted) throw new Interrupted();
        return result;
      } finally {
        running = undefined;
      }
    },
    close() {
      for (const signal of signals) process.off(signal, onSignal);
      removeFolders();
    },
  };
}
