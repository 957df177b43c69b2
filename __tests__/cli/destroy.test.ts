import { expect, test } from "@jest/globals";
import { fakeProject, goodPlan } from "./support/fake-project";
import { runCli } from "./support/run-cli";

const destroy = ["destroy", "--auto-approve"];
const profile = { name: "news", tags_all: { Project: "news" } };
const deletion = (actions: string[]): string => {
  const change = {
    actions,
    before: profile,
    after: null,
    after_unknown: {},
    before_sensitive: {},
    after_sensitive: false,
  };
  const address = "aws_bedrock_inference_profile.Profile";
  const resource = {
    address,
    mode: "managed",
    type: "aws_bedrock_inference_profile",
    name: "Profile",
    provider_name: "aws",
  };
  return JSON.stringify({
    ...(JSON.parse(goodPlan) as object),
    planned_values: { root_module: {} },
    resource_changes: [{ ...resource, change }],
  });
};

test("says which attribution goes, and applies the plan that only deletes", async () => {
  const project = fakeProject({ show: [{ stdout: deletion(["delete"]) }] });
  const run = await runCli(destroy, project);

  expect(run).toMatchObject({ exitCode: 0 });
  expect(run.stderr).toContain('inference profile "news", tagged Project=news');
  const [, , plan, , apply] = project.calls();
  expect(plan).toContain("-destroy");
  expect(apply).toMatch(/^apply .*plan\.tfplan$/);
});

test("refuses a plan that does anything else", async () => {
  const project = fakeProject({ show: [{ stdout: deletion(["delete", "create"]) }] });
  const run = await runCli(destroy, project);

  expect(run.exitCode).toBe(3);
  expect(run.stderr).toContain("aws_bedrock_inference_profile.Profile (delete, create)");
  expect(project.calls().some((call) => call.startsWith("apply"))).toBe(false);
});
