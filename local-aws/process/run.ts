import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { controlDoor } from "../control/door";
import { type LocalAws, type LocalAwsProps, startLocalAws } from "../local-aws";
import { doors, services } from "../services";
import { openStore } from "../store/store";
import { writeAtomically } from "../store/write-atomically";
import { settleAccount } from "./account";
import { lockFolder } from "./folder-lock";
import { type Instance, removeInstance, writeInstance } from "./instance";
import { isHeldBy } from "./is-held";

export interface RunProps {
  /** Everything is in it; made where it is not there. */
  readonly folder: string;
  /** @default the state's, else "111122223333" */
  readonly accountId?: string | undefined;
  /** Forget the state first. @default false */
  readonly fresh?: boolean | undefined;
  readonly onRequest?: LocalAwsProps["onRequest"];
  /** Called when the control was asked to stop. */
  readonly onStop: () => void;
}

export interface Run {
  readonly instance: Instance;
  /** Writes the state and gives the folder back. */
  readonly end: () => Promise<void>;
}

/**
 * Runs the local AWS of a folder, at the port that it had before where that is free.
 * @returns undefined when another process runs it
 * @throws OtherAccount
 */
export async function run({ folder, accountId, fresh = false, onRequest, onStop }: RunProps): Promise<Run | undefined> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // State and log are nobody's source, wherever the folder stands.
  writeFileSync(path.join(folder, ".gitignore"), "*\n");
  const id = randomUUID();
  const release = await lockFolder(folder, { pid: process.pid, id }, (other) => isHeldBy(other, folder));
  if (!release) return undefined;
  try {
    const state = path.join(folder, "state");
    if (fresh) rmSync(state, { recursive: true, force: true });
    const account = settleAccount(openStore(state), accountId);
    const started = new Date().toISOString();
    // The door is given to the server that it controls.
    const control = { id, started, aws: () => aws, stop: onStop };
    const props = { folder: state, services, doors: [...doors, controlDoor(control)], accountId: account };
    const aws: LocalAws = await startAtUsualPort({ ...props, ...(onRequest && { onRequest }) }, folder);
    const { endpoint, port } = aws;
    const instance: Instance = { id, endpoint, port, pid: process.pid, accountId: account, started };
    writeInstance(folder, instance);
    return {
      instance,
      end: async () => {
        await aws.stop();
        removeInstance(folder);
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** Copied addresses go on working after a restart, unless another program has taken the port. */
async function startAtUsualPort(props: LocalAwsProps, folder: string): Promise<LocalAws> {
  const file = path.join(folder, "port");
  const usual = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  const aws = await startLocalAws({ ...props, port: usual }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    return startLocalAws(props);
  });
  writeAtomically(file, String(aws.port));
  return aws;
}
