import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { afterAll } from "@jest/globals";
import { freshFolder, runFromSource, type CliOptions, type CliRun } from "../support/run-cli";

/** Every folder in which a test may have left a local AWS. */
const folders: string[] = [];

afterAll(() => {
  for (const cwd of folders) end(instanceIn(cwd)?.pid);
});

function end(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, "SIGTERM");
  } catch {
    // A test has killed it, and what it had written down is still there.
  }
}

/** Has the local AWS of that project end after the tests, if there is one by then. */
export function endsLocalAws(cwd: string): void {
  folders.push(cwd);
}

interface Instance {
  readonly id: string;
  readonly endpoint: string;
  readonly port: number;
  readonly pid: number;
}

function instanceIn(cwd: string): Instance | undefined {
  const file = path.join(cwd, "chargeback.local", "instance.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Instance) : undefined;
}

/** A project of its own with a local AWS of its own, which is stopped after the tests. */
export interface LocalProject {
  readonly cwd: string;
  readonly folder: string;
  /** Runs `chargeback ...` there. */
  readonly chargeback: (args: readonly string[], options?: CliOptions) => Promise<CliRun>;
  /** Runs `chargeback local ...` there. */
  readonly local: (args: readonly string[], options?: CliOptions) => Promise<CliRun>;
  /** What `instance.json` says. */
  readonly instance: () => Instance | undefined;
}

export function localProject(): LocalProject {
  const cwd = freshFolder();
  endsLocalAws(cwd);
  return {
    cwd,
    folder: path.join(cwd, "chargeback.local"),
    chargeback: (args, options = {}) => runFromSource(args, { cwd, ...options }),
    local: (args, options = {}) => runFromSource(["local", ...args], { cwd, ...options }),
    instance: () => instanceIn(cwd),
  };
}
