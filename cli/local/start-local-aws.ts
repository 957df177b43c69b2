import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, statSync } from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod/mini";
import type { Context } from "../context";
import { ProgramFailure, UsageFailure } from "../failure";
import { scrubbedEnvironment } from "../targets/scrubbed-environment";
import { localFolder } from "./folder";
import { runningIn, type Instance } from "./instance";
import { otherAccount } from "./other-account";

export interface StartOptions {
  /** Twelve digits. @default - the account of the state that is there, else 111122223333 */
  accountId?: string | undefined;
  /** Forget the state that is there. @default false */
  fresh?: boolean;
}

/** For one that another command starts: longer than such a process may take. */
const patienceMs = 60_000;

/** A log that has grown larger is begun anew at the next start. */
const logBytes = 10_000_000;

const toldJson = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({ kind: z.literal("held") }),
  z.object({ kind: z.literal("other-account"), accountId: z.string() }),
  z.object({ kind: z.literal("failed"), message: z.string() }),
  z.object({ kind: z.literal("ended") }),
]);
type Told = z.infer<typeof toldJson>;

/** Starts the local AWS of this project in the background. Answers the one that runs, when another command was first. */
export async function startLocalAws(context: Context, options: StartOptions = {}): Promise<Instance> {
  if (context.localAws === undefined) {
    throw new UsageFailure(
      "Local AWS comes with the repository of chargeback, not with its npm package. Clone the repository and run the " +
        "command from there, with --app for an app of your own.",
    );
  }
  const folder = localFolder(context);
  const told = await spawnLocalAws(context.localAws, folder, context.env, options);
  if (told.kind === "other-account") throw otherAccount(context, told.accountId, options.accountId ?? "");
  if (told.kind === "failed") throw new ProgramFailure(`Local AWS could not start: ${told.message}`);
  if (told.kind === "held" && options.fresh === true) {
    throw new UsageFailure(
      "Another command has started local AWS in the same moment: nothing was forgotten. Run again.",
    );
  }
  const instance = await waitFor(folder, told.kind === "held" ? patienceMs : 0);
  if (instance !== undefined) return instance;
  throw new ProgramFailure(`Local AWS did not start. What it said: ${logIn(folder)}`);
}

const logIn = (folder: string): string => path.join(folder, "local-aws.log");

/** Runs the process apart from this one, with nothing of the user's AWS settings, and waits for its first word. */
function spawnLocalAws(entry: string, folder: string, env: NodeJS.ProcessEnv, options: StartOptions): Promise<Told> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const log = openLog(logIn(folder));
  const args = [
    ...["--folder", folder],
    ...(options.accountId === undefined ? [] : ["--account", options.accountId]),
    ...(options.fresh === true ? ["--fresh"] : []),
  ];
  const child = spawn(process.execPath, [entry, ...args], {
    cwd: folder,
    env: withoutNodeOptions(scrubbedEnvironment(env)),
    stdio: ["ignore", log, log, "ipc"],
    detached: true,
  });
  closeSync(log);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("message", (said) => {
      child.disconnect();
      child.unref();
      resolve(toldJson.parse(said));
    });
    child.once("disconnect", () => {
      resolve({ kind: "ended" });
    });
  });
}

function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return openSync(file, size > logBytes ? "w" : "a", 0o600);
}

/** What a debugger or a test put there for this process is not meant for one that outlives it. */
function withoutNodeOptions(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name !== "NODE_OPTIONS"));
}

async function waitFor(folder: string, patienceMs: number): Promise<Instance | undefined> {
  const began = performance.now();
  for (;;) {
    const instance = await runningIn(folder);
    if (instance !== undefined || performance.now() - began > patienceMs) return instance;
    await sleep(100);
  }
}
