import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { bedrockAgentSlice } from "../../../local-aws/services/bedrock-agent/agents-slice";
import { bedrockSlice } from "../../../local-aws/services/bedrock/profiles-slice";
import type { Report } from "../../../policies";
import { freshFolder, root, runCli } from "../../cli/support/run-cli";
import { runLocalAws } from "../../local-aws/support/run-local-aws";
import { withStateBucket } from "../../local-aws/support/state-bucket";
import { environmentOf } from "../support/live-clients-of";
import { clickedAgent } from "./clicked-agent";

const name = "SearchAWSNews";

/** A project of a user, whose app has the adopted agent and nothing else. */
function projectOfUser(): string {
  const cwd = freshFolder();
  symlinkSync(path.join(root, "node_modules"), path.join(cwd, "node_modules"));
  const write = (file: string, value: object) => {
    writeFileSync(path.join(cwd, file), JSON.stringify(value));
  };
  write("cdktf.json", { language: "typescript", app: "node --import tsx main.ts" });
  const paths = { "bedrock-chargeback": [path.join(root, "constructs/index.ts")] };
  write("tsconfig.json", { extends: path.join(root, "tsconfig.json"), compilerOptions: { paths } });
  writeFileSync(
    path.join(cwd, "main.ts"),
    `import { App } from "cdktf";
     import { addSearchAWSNews } from "./adopted/search-aws-news";
     const app = new App();
     addSearchAWSNews(app, "state-of-tests");
     app.synth();`,
  );
  return cwd;
}

interface Plan {
  readonly resource_changes: readonly {
    readonly type: string;
    readonly change: { readonly actions: readonly string[]; readonly importing?: object };
  }[];
}

const readJson = (cwd: string, file: string): unknown =>
  JSON.parse(readFileSync(path.join(cwd, "chargeback.out", name, file), "utf8"));

test("an agent that was clicked together is adopted: imported, led through a profile, its alias moved, nothing destroyed", async () => {
  const aws = await runLocalAws();
  await withStateBucket(aws);
  const clicked = await clickedAgent(aws);
  const cwd = projectOfUser();
  const run = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await runCli(args, { cwd, env: environmentOf(aws) });
    expect({ exitCode, said: exitCode === 0 ? "" : stdout + stderr }).toEqual({ exitCode: 0, said: "" });
    return { stdout, stderr };
  };
  const budget = ["--monthly-limit-usd", "50", "--notify", "finance@example.com"];
  expect((await run("adopt", clicked.agentId, ...budget)).stdout).toBe("adopted/search-aws-news.ts\n");

  await run("apply", "--auto-approve");
  const { resource_changes: changes } = readJson(cwd, "plan.json") as Plan;
  expect(changes.filter(({ change }) => change.actions.includes("delete"))).toEqual([]);
  const imported = changes.filter(({ change }) => change.importing !== undefined).map(({ type }) => type);
  expect(imported.sort()).toEqual([
    "aws_bedrockagent_agent",
    "aws_bedrockagent_agent_action_group",
    "aws_bedrockagent_agent_alias",
    "aws_iam_policy",
    "aws_iam_role",
    "aws_iam_role_policy",
    "aws_iam_role_policy_attachment",
  ]);
  expect((readJson(cwd, "report.json") as Report).summary).toMatchObject({ blocked: false, fail: 0, undetermined: 0 });

  const agent = aws.state(bedrockAgentSlice).agents[clicked.agentId];
  const [profile] = Object.values(aws.state(bedrockSlice).profiles);
  expect(agent?.draft.settings).toMatchObject({ agentName: name, foundationModel: profile?.arn });
  expect(profile?.tags).toMatchObject({ Project: "aws-news-agent" });
  expect(Object.keys(agent?.aliases ?? {})).toEqual([clicked.aliasId]);
  const served = agent?.aliases[clicked.aliasId]?.history.at(-1)?.version;
  expect(agent?.versions.find(({ version }) => version === served)?.content.settings.foundationModel).toBe(
    profile?.arn,
  );

  await run("plan");
  const { resource_changes: left } = readJson(cwd, "plan.json") as Plan;
  expect(left.filter(({ change }) => change.actions.join() !== "no-op")).toEqual([]);
  expect(aws.requests.missing()).toEqual([]);
});
