import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { App } from "cdktf";
import {
  type ActionGroupDefinition,
  AgentProject,
  foundationModel,
  ProjectTags,
  TrackedFunction,
} from "../../constructs";
import { deterministicZip } from "../../lambda/deterministic-zip";
import type { LocalAws } from "../../local-aws/local-aws";
import { bedrockAgentSlice } from "../../local-aws/services/bedrock-agent/agents-slice";
import { bundleFolder, environment, testStack } from "../constructs/support/stack";
import { runLocalAws } from "./support/run-local-aws";
import { terraformIn } from "./support/terraform-project";
import { withStateBucket } from "./support/state-bucket";

/** What a team may change about a project. */
interface Version {
  readonly instruction: string;
  readonly modelId: string;
  readonly team: string;
  readonly monthlyLimitUsd: number;
  readonly code: string;
  /** Description of what its action does; undefined for a project without one. */
  readonly action: string | undefined;
  readonly enabled: boolean;
}

const first: Version = {
  instruction: "You answer questions about orders, briefly, and never promise a refund to anybody.",
  modelId: "amazon.nova-lite-v1:0",
  team: "support",
  monthlyLimitUsd: 20,
  code: "first",
  action: undefined,
  enabled: true,
};

const bundles = (code: string): string => bundleFolder(deterministicZip({ "index.js": Buffer.from(`// ${code}`) }));

/** Writes a version of the project into a folder that stays the same. @returns the folder of its stack */
function synthesize(outdir: string, version: Version): string {
  const tags = new ProjectTags({ project: "support-agent", tags: { Team: version.team } });
  const app = new App({ outdir, context: { bundleDir: bundles(version.code) } });
  const stack = testStack(app, "Support");
  const handler = new TrackedFunction(stack, "FindOrder", {
    name: "find-order",
    description: "Finds an order",
    bundle: path.join(bundles("orders"), "search-aws-news.zip"),
    tags,
  });
  const group = (description: string): ActionGroupDefinition => ({
    name: "orders",
    description: "Orders",
    handler,
    functions: [{ name: "find_order", description, parameters: {} }],
    enabled: version.enabled,
  });
  new AgentProject(stack, "Agent", {
    tags,
    environment,
    model: foundationModel(version.modelId),
    agent: {
      instruction: version.instruction,
      ...(version.action === undefined ? {} : { actionGroups: { Orders: group(version.action) } }),
    },
    api: { allowedOrigins: ["https://support.example.com"] },
    budget: { monthlyLimitUsd: version.monthlyLimitUsd, notifyEmails: ["support@example.com"] },
  });
  app.synth();
  return path.join(outdir, "stacks", stack.node.id);
}

/** What the one alias serves now. */
function served(aws: LocalAws) {
  const [agent] = Object.values(aws.state(bedrockAgentSlice).agents);
  const [alias] = Object.values(agent?.aliases ?? {});
  const version = alias?.history.at(-1)?.version;
  const content = agent?.versions.find((each) => each.version === version)?.content;
  return { arn: alias?.arn, version: Number(version), settings: content?.settings, groups: content?.actionGroups };
}

type Change = readonly [what: string, change: Partial<Version>, isAnotherAgent: boolean];

/** Changes that follow on each other, of what a project is and of what its agent can do. */
const ofProject: readonly Change[] = [
  ["the instruction", { instruction: "You answer questions about orders and returns, in one sentence each." }, true],
  ["the model", { modelId: "amazon.nova-pro-v1:0" }, true],
  ["a tag", { team: "customer care" }, false],
  ["the budget's limit", { monthlyLimitUsd: 30 }, false],
  ["the functions' code", { code: "second" }, false],
];
const ofActions: readonly Change[] = [
  ["an action group is added", { action: "Finds an order" }, true],
  ["what the action is said to do", { action: "Finds an order by its number" }, true],
  ["the action group is switched off", { enabled: false }, true],
  ["the action group is taken away", { action: undefined }, true],
];

/** Makes the project and changes it bit by bit: each change alone, and an empty plan after it. */
async function changeBitByBit(changes: readonly Change[]): Promise<void> {
  const aws = await runLocalAws();
  await withStateBucket(aws);
  const outdir = mkdtempSync(path.join(tmpdir(), "support-"));
  const terraform = terraformIn(synthesize(outdir, first), aws);
  expect(await terraform("init", "-input=false")).toMatchObject({ exitCode: 0 });
  const made = await terraform("apply", "-auto-approve", "-input=false");
  expect(made).toEqual({ exitCode: 0, output: expect.stringContaining("Apply complete!") as unknown });

  let version = first;
  for (const [what, change, isAnother] of changes) {
    const before = served(aws);
    const requestsBefore = aws.requests.all().length;
    version = { ...version, ...change };
    synthesize(outdir, version);
    // The plan before was empty: there is nothing to refresh, and the provider waits five seconds for each budget.
    const changed = await terraform("apply", "-auto-approve", "-input=false", "-refresh=false");
    expect({ what, ...changed }).toMatchObject({ exitCode: 0 });
    const second = await terraform("plan", "-detailed-exitcode");
    expect({ what, output: second.output }).toMatchObject({ output: expect.stringContaining("No changes") as unknown });

    const after = served(aws);
    expect({ what, arn: after.arn, moved: after.version > before.version }).toEqual({
      what,
      arn: before.arn,
      moved: isAnother,
    });
    expect(after.settings?.instruction).toBe(version.instruction);
    const used = after.groups?.filter(({ settings }) => settings.actionGroupState === "ENABLED");
    expect(used).toHaveLength(version.action !== undefined && version.enabled ? 1 : 0);
    const operations = aws.requests
      .all()
      .slice(requestsBefore)
      .map(({ operation }) => operation);
    if (change.modelId !== undefined) {
      // Until the alias has moved its clients call through the old profile.
      expect(operations.indexOf("DeleteInferenceProfile")).toBeGreaterThan(operations.indexOf("UpdateAgentAlias"));
    }
  }
  expect((await terraform("destroy", "-auto-approve", "-refresh=false")).output).toContain("Destroy complete!");
}

test("a project is changed bit by bit: the alias keeps its ARN and moves exactly when its agent is another one", async () => {
  // Most of the time the provider waits: two projects, each in an AWS of its own, take hardly longer than one.
  const ended = await Promise.allSettled([ofProject, ofActions].map(changeBitByBit));
  for (const each of ended) if (each.status === "rejected") throw each.reason;
}, 600_000);
