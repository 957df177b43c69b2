import { readFileSync } from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { createRole } from "../../local-aws/support/roles";
import { localProject, type LocalProject } from "./support";

const makeRole = (project: LocalProject) => createRole(project.instance() as never, "kept", "lambda.amazonaws.com", []);
const roles = async (project: LocalProject): Promise<number | undefined> => {
  const { resources } = JSON.parse((await project.local(["status", "--json"])).stdout) as {
    resources?: { roles: number };
  };
  return resources?.roles;
};

test("two starts at once give one process; its state and port survive a stop and a kill, and a reset forgets the state", async () => {
  const project = localProject();
  const runs = await Promise.all([1, 2].map(() => project.local(["start"])));
  const first = project.instance();
  for (const run of runs)
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`${first?.endpoint}`) });
  expect(readFileSync(path.join(project.folder, "local-aws.log"), "utf8").match(/ runs at /g)).toHaveLength(1);
  await makeRole(project);

  expect(await project.local(["stop"])).toMatchObject({ exitCode: 0 });
  expect(project.instance()).toBeUndefined();
  await project.local(["start"]);
  expect(project.instance()?.port).toBe(first?.port);
  expect(await roles(project)).toBe(1);

  process.kill(project.instance()?.pid ?? 0, "SIGKILL");
  expect(await roles(project)).toBeUndefined();
  const reset = await project.local(["reset"]);
  expect(reset.stdout).toContain(`Local AWS is empty and runs at ${first?.endpoint}`);
  expect(await roles(project)).toBe(0);
});

test("SIGTERM ends it with its state written", async () => {
  const project = localProject();
  await project.local(["start"]);
  await makeRole(project);
  process.kill(project.instance()?.pid ?? 0, "SIGTERM");
  while (project.instance() !== undefined) await sleep(20);
  expect(readFileSync(path.join(project.folder, "state/iam.json"), "utf8")).toContain('"kept"');
});

test("without one, status and stop say so, and what needs one says how to start it", async () => {
  const project = localProject();
  expect((await project.local(["status", "--json"])).stdout).toContain('{"running":false');
  expect((await project.local(["stop"])).stderr).toContain("No local AWS runs for");
  const run = await project.local(["env"]);
  expect(run).toMatchObject({ exitCode: 2, stdout: "" });
  expect(run.stderr).toMatch(/No local AWS runs for .* Start it: node \S+chargeback\.mjs local start/);
});
