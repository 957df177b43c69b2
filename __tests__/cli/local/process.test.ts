import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "@jest/globals";
import { IAMClient, CreateRoleCommand, GetRoleCommand } from "@aws-sdk/client-iam";
import { clientOf } from "../../local-aws/support/run-local-aws";
import { localProject, type LocalProject } from "./support";

const endpointIn = (stdout: string): string => /http:\/\/127\.0\.0\.1:\d+/.exec(stdout)?.[0] ?? "";

const iamOf = (project: LocalProject): IAMClient =>
  new IAMClient(clientOf({ endpoint: project.instance()?.endpoint ?? "" }));

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const makeRole = (project: LocalProject) =>
  iamOf(project).send(new CreateRoleCommand({ RoleName: "kept", AssumeRolePolicyDocument: trust }));
const readRole = async (project: LocalProject) =>
  (await iamOf(project).send(new GetRoleCommand({ RoleName: "kept" }))).Role?.RoleName;

test("three starts at once give one process, and all three name it", async () => {
  const project = localProject();
  const runs = await Promise.all([1, 2, 3].map(() => project.local(["start"])));
  expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
  const endpoints = new Set(runs.map(({ stdout }) => endpointIn(stdout)));
  expect([...endpoints]).toEqual([project.instance()?.endpoint]);
  const log = readFileSync(path.join(project.folder, "local-aws.log"), "utf8");
  expect(log.match(/ runs at /g)).toHaveLength(1);
});

test("state and port survive a stop and a start; a reset forgets the state and keeps the port", async () => {
  const project = localProject();
  await project.local(["start"]);
  const first = project.instance();
  await makeRole(project);
  expect(await project.local(["stop"])).toMatchObject({ exitCode: 0 });
  expect(project.instance()).toBeUndefined();

  await project.local(["start"]);
  expect(project.instance()).toMatchObject({ port: first?.port });
  expect(project.instance()?.pid).not.toBe(first?.pid);
  expect(await readRole(project)).toBe("kept");

  const reset = await project.local(["reset"]);
  expect(reset.stdout).toContain(`Local AWS is empty and runs at ${first?.endpoint}`);
  await expect(readRole(project)).rejects.toMatchObject({ name: "NoSuchEntityException" });
});
