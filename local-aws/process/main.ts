import { parseArgs } from "node:util";
import type { LoggedRequest } from "../request-log";
import { OtherAccount } from "./account";
import { type Run, run } from "./run";

/** What the process tells whoever started it, once. */
export type Told =
  | { readonly kind: "ready" }
  /** Another process runs the local AWS of this folder. */
  | { readonly kind: "held" }
  | { readonly kind: "other-account"; readonly accountId: string }
  | { readonly kind: "failed"; readonly message: string };

/** The process: `--folder FOLDER [--account ID] [--fresh]`. It ends on SIGTERM, on SIGINT and when its control is asked to. */
export async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { folder: { type: "string" }, account: { type: "string" }, fresh: { type: "boolean" } },
  });
  if (values.folder === undefined) throw new Error("--folder is missing.");
  let running: Run | undefined;
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    log("ends");
    void (running?.end() ?? Promise.resolve()).then(() => process.exit(0), fail);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, end);
  // Whoever started it closes the terminal; it stays.
  process.on("SIGHUP", () => undefined);
  try {
    const { folder, account: accountId, fresh } = values;
    running = await run({ folder, accountId, fresh, onRequest: logRequest, onStop: end });
  } catch (error) {
    const told: Told =
      error instanceof OtherAccount
        ? { kind: "other-account", accountId: error.accountId }
        : { kind: "failed", message: error instanceof Error ? error.message : String(error) };
    await tell(told);
    process.exit(1);
  }
  if (!running) {
    await tell({ kind: "held" });
    process.exit(0);
  }
  log(`runs at ${running.instance.endpoint}, account ${running.instance.accountId}, process ${process.pid}`);
  await tell({ kind: "ready" });
  if (process.connected) process.disconnect();
}

function tell(told: Told): Promise<void> {
  if (told.kind !== "ready") log(JSON.stringify(told));
  if (!process.connected || !process.send) return Promise.resolve();
  // Whoever started it may have been stopped meanwhile.
  return new Promise((resolve) =>
    process.send?.(told, () => {
      resolve();
    }),
  );
}

function logRequest({ at, service, operation, status, milliseconds, code = "" }: LoggedRequest): void {
  log(`${service}.${operation} ${status} ${code} ${milliseconds} ms, its time ${at}`);
}

function log(line: string): void {
  process.stdout.write(`${new Date().toISOString()} ${line}\n`);
}

function fail(error: unknown): void {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
}
