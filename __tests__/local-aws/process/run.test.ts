import { readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { readInstance, writeInstance } from "../../../local-aws/process/instance";
import { lockFolder } from "../../../local-aws/process/folder-lock";
import { run, type Run, type RunProps } from "../../../local-aws/process/run";
import { createRole } from "../support/roles";
import { newFolder } from "../support/run-local-aws";

const running = new Set<Run>();

afterEach(async () => {
  for (const each of running) await each.end();
  running.clear();
});

/** Runs the local AWS of a folder, ended after the test. */
async function runIn(folder: string, props: Partial<RunProps> = {}): Promise<Run> {
  const made = await run({ folder, onStop: () => undefined, ...props });
  if (!made) throw new Error("Another process has it.");
  running.add(made);
  return made;
}

async function end(run: Run): Promise<void> {
  running.delete(run);
  await run.end();
}

const makeRole = ({ instance }: Run) => createRole(instance as never, "kept", "lambda.amazonaws.com", []);

test("of several that begin at once in a folder one runs, and the others say that it does", async () => {
  const folder = newFolder();
  const all = await Promise.all([1, 2, 3, 4].map(() => run({ folder, onStop: () => undefined })));
  const [only, ...others] = all.filter((each) => each !== undefined);
  if (only) running.add(only);
  expect(others).toEqual([]);
  expect(readInstance(folder)).toEqual(only?.instance);
  expect(await run({ folder, onStop: () => undefined })).toBeUndefined();
});

test("an instance is shown while it runs, and nothing of it afterwards", async () => {
  const folder = newFolder();
  const first = await runIn(folder);
  await end(first);
  expect(readInstance(folder)).toBeUndefined();
  const second = await runIn(folder);
  expect(second.instance).toMatchObject({ port: first.instance.port, pid: process.pid });
  expect(readdirSync(folder).filter((name) => name.startsWith("lock."))).toEqual(["lock.2"]);
});

test("another program at its port is left alone", async () => {
  const folder = newFolder();
  const other = createServer();
  const port = await new Promise<number>((resolve) =>
    other.listen(0, "127.0.0.1", () => {
      resolve((other.address() as { port: number }).port);
    }),
  );
  writeFileSync(path.join(folder, "port"), String(port));
  const { instance } = await runIn(folder);
  expect(instance.port).not.toBe(port);
  other.close();
});

test("a holder that is dead is followed at once, by one of those that find it so", async () => {
  const folder = newFolder();
  writeFileSync(path.join(folder, "lock.7"), JSON.stringify({ pid: 2 ** 22 + 1, id: "dead" }));
  const tries = Array.from({ length: 20 }, (_, index) =>
    lockFolder(folder, { pid: process.pid, id: String(index) }, () => Promise.resolve(false)),
  );
  expect((await Promise.all(tries)).filter((release) => release !== undefined)).toHaveLength(1);
  expect(readdirSync(folder)).toEqual(["lock.8"]);
});

test("a number of a process that another program has now holds nothing", async () => {
  const folder = newFolder();
  writeFileSync(path.join(folder, "lock.1"), JSON.stringify({ pid: process.pid, id: "before" }));
  const gone = { endpoint: "http://127.0.0.1:9", port: 9, pid: process.pid, accountId: "111122223333", started: "" };
  writeInstance(folder, { id: "before", ...gone });
  expect((await runIn(folder)).instance.id).not.toBe("before");
});

test("the account is whose the state is, once there is something", async () => {
  const folder = newFolder();
  await end(await runIn(folder));
  const second = await runIn(folder, { accountId: "222233334444" });
  expect(second.instance.accountId).toBe("222233334444");
  await makeRole(second);
  await end(second);
  await expect(runIn(folder, { accountId: "555566667777" })).rejects.toMatchObject({ accountId: "222233334444" });
  const third = await runIn(folder);
  expect(third.instance.accountId).toBe("222233334444");
  await end(third);
  const fresh = await runIn(folder, { accountId: "555566667777", fresh: true });
  expect(fresh.instance.accountId).toBe("555566667777");
});

test("a state that cannot be read is named, gives the folder back, and a fresh start gets over it", async () => {
  const folder = newFolder();
  await end(await runIn(folder));
  writeFileSync(path.join(folder, "state/iam.json"), "{");
  await expect(runIn(folder)).rejects.toThrow(/state\/iam\.json is not JSON/);
  await runIn(folder, { fresh: true });
});
