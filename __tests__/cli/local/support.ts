import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { afterAll } from "@jest/globals";
import { freshFolder, runFromSource, type CliOptions, type CliRun } from "../support/run-cli";

/** Every folder in which a test may have left a local AWS. */
const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders) await runFromSource(["local", "stop"], { cwd: folder });
});

/** A project of its own with a local AWS of its own, which is stopped after the tests. */
export interface LocalProject {
  readonly cwd: string;
  readonly folder: string;
  /** Runs `chargeback ...` there. */
  readonly chargeback: (args: readonly string[], options?: CliOptions) => Promise<CliRun>;
  /** Runs `chargeback local ...` there. */
  readonly local: (args: readonly string[], options?: CliOptions) => Promise<CliRun>;
  /** What `instance.json` says. */
  readonly instance: () =>
    { readonly id: string; readonly endpoint: string; readonly port: number; readonly pid: number } | undefined;
}

export function localProject(): LocalProject {
  const cwd = freshFolder();
  const folder = path.join(cwd, "chargeback.local");
  folders.push(cwd);
  const file = path.join(folder, "instance.json");
  return {
    cwd,
    folder,
    chargeback: (args, options = {}) => runFromSource(args, { cwd, ...options }),
    local: (args, options = {}) => runFromSource(["local", ...args], { cwd, ...options }),
    instance: () =>
      existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as ReturnType<LocalProject["instance"]>) : undefined,
  };
}
