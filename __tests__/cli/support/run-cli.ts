import { spawn } from "node:child_process";
import { mkdtempSync, realpathSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

export const root = path.resolve(__dirname, "..", "..", "..");

export interface CliRun {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

export interface CliOptions {
  cwd?: string;
  /** Laid over the environment of the test run; undefined removes a variable. */
  env?: NodeJS.ProcessEnv;
  /** Called once with the process, to send it a signal or to close its streams. */
  during?: (child: ReturnType<typeof spawn>) => void;
}

/** Runs the command line as the package has it, and waits for its end. */
export const runCli = (args: readonly string[], options: CliOptions = {}): Promise<CliRun> =>
  runEntry(path.join(bundledCommands(), "chargeback.cjs"), args, options);

/** Runs the wrapper that stands in for terraform, as the package has it. */
export const runWrapper = (args: readonly string[], options: CliOptions = {}): Promise<CliRun> =>
  runEntry(path.join(bundledCommands(), "chargeback-terraform.cjs"), args, options);

/** Runs the command line as a checkout has it: only there it has a local AWS. */
export const runFromSource = (args: readonly string[], options: CliOptions = {}): Promise<CliRun> =>
  runEntry(path.join(root, "cli", "chargeback.mjs"), args, options);

/** Where bundle-commands.ts has put them. */
function bundledCommands(): string {
  const folder = process.env.BUNDLED_COMMANDS;
  if (folder === undefined)
    throw new Error("No commands were bundled: this test's project in jest.config.cjs has to name bundle-commands.ts.");
  return folder;
}

function runEntry(file: string, args: readonly string[], options: CliOptions): Promise<CliRun> {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: options.cwd ?? root,
    env: { ...process.env, NO_COLOR: "1", ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own, as a shell gives it: a test can then send what the terminal's Ctrl-C sends.
    detached: true,
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  options.during?.(child);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => {
      resolve({ exitCode, stdout, stderr });
    });
  });
}

/** A fresh folder for one test. */
export const freshFolder = (): string => realpathSync(mkdtempSync(path.join(os.tmpdir(), "chargeback-test-")));
