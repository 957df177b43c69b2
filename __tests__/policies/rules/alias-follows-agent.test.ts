import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { gate } from "../../../policies";
import { byAddress, fixtures, gatePlan, recordedPlan, row, verdictsOf, type PlanJson, type Verdict } from "../support";

const rule = "alias-follows-agent";
const folder = path.join(fixtures, "alias-hcl");
const verdictOfWord: Record<string, string> = {
  pass: "pass",
  fail: "fail",
  open: "undetermined",
  pinned: "fail",
  absent: "fail",
  none: "notApplicable",
};

/** The fixture names each alias, or its key, by the verdict that is owed. */
function owed(address: string): string | undefined {
  const word = /\["(\w+?)_|\.(pass|fail|open|pinned|none|absent)/.exec(address);
  return verdictOfWord[word?.[1] ?? word?.[2] ?? ""];
}

async function found(plan: PlanJson, address: string, configDir?: string): Promise<Verdict> {
  const all = verdictsOf(await gatePlan(plan, configDir), rule).filter((verdict) => verdict.address === address);
  expect(all).toHaveLength(1);
  return all[0] as Verdict;
}

describe("what an update, a replacement or a deletion does to an alias", () => {
  test("with the configuration folder each alias gets the verdict that it is owed", async () => {
    const verdicts = byAddress(await gatePlan(recordedPlan("alias-hcl"), folder), rule);
    expect(Object.keys(verdicts)).toHaveLength(32);
    expect(verdicts).toEqual(Object.fromEntries(Object.keys(verdicts).map((address) => [address, owed(address)])));
  });

  test("without the folder nothing is claimed that the folder refutes", async () => {
    const verdicts = byAddress(await gatePlan(recordedPlan("alias-hcl")), rule);
    for (const [address, verdict] of Object.entries(verdicts)) {
      expect([address, verdict]).toEqual([address, expect.stringMatching(`^(${owed(address) ?? ""}|undetermined)$`)]);
    }
  });

  test.each([
    ['of["fail_left"]', 'aws_bedrockagent_agent.of["fail_left"].instruction changes'],
    ['of["fail_group"]', 'aws_bedrockagent_agent_action_group.of["fail_group"].description changes'],
    ['of["fail_group_new"]', 'the action group aws_bedrockagent_agent_action_group.of["fail_group_new"] is created'],
    ['of["fail_group_gone"]', 'the action group aws_bedrockagent_agent_action_group.of["fail_group_gone"] is deleted'],
    ['of["fail_group_moved"]', "the action group aws_bedrockagent_agent_action_group.moved is replaced"],
    ['of["fail_knowledge"]', "aws_bedrockagent_agent_knowledge_base_association.fail_knowledge.description changes"],
    ['of["fail_collaborator"]', "the collaborator aws_bedrockagent_agent_collaborator.fail_collaborator is created"],
    ['model["fail_model"]', 'aws_bedrockagent_agent.model["fail_model"].foundation_model changes'],
    [
      'of["pass_replaced"]',
      'aws_bedrockagent_agent_alias.of["pass_replaced"] is replaced, so it gets a new id and a new ARN',
    ],
    ["pass_triggered", "aws_bedrockagent_agent_alias.pass_triggered is replaced, so it gets a new id and a new ARN"],
    ["pass_unpinned", "aws_bedrockagent_agent_alias.pass_unpinned.description changes in place"],
  ])("the evidence at %s says what changes", async (name, evidence) => {
    const verdict = await found(recordedPlan("alias-hcl"), `aws_bedrockagent_agent_alias.${name}`, folder);
    expect(verdict.evidence).toContain(evidence);
  });

  test.each([
    ["pinned_attribute", "pinned to version 1"],
    ["pinned_block", "pinned to version 1"],
    ["pinned_variable", "pinned to version 1"],
    ["pinned_update", "pinned to version 2"],
  ])("the pin of %s is shown and does not block", async (name, message) => {
    const verdict = await found(recordedPlan("alias-hcl"), `aws_bedrockagent_agent_alias.${name}`, folder);
    expect(verdict).toMatchObject({ verdict: "fail", level: "advisory", message: expect.stringContaining(message) });
  });
});

describe("an alias that moves while an action group of its agent is deleted", () => {
  const key = '["fail_group_gone"]';

  test.each([
    ["that the agent uses", "ENABLED", "undetermined"],
    ["that was switched off before", "DISABLED", "pass"],
  ])("%s may be too early, since Terraform deletes what it depends on last", async (_, state, expected) => {
    const plan = recordedPlan("alias-hcl");
    const rows = new Map(plan.resource_changes.map((each) => [each.address, each.change]));
    const alias = rows.get(`aws_bedrockagent_agent_alias.of${key}`);
    const group = rows.get(`aws_bedrockagent_agent_action_group.of${key}`);
    if (alias === undefined || group === undefined) throw new Error("the fixture has no such rows");
    alias.actions = ["update"];
    alias.after = { ...alias.after, description: "another" };
    Object.assign(group, {
      before: { ...("before" in group ? (group.before as object) : {}), action_group_state: state },
    });
    const verdict = await found(plan, `aws_bedrockagent_agent_alias.of${key}`, folder);
    expect(verdict.verdict).toBe(expected);
    if (expected === "undetermined") expect(verdict.remedy).toContain("DISABLED");
  });
});

describe("the alias of the synthesized stack", () => {
  const alias = row(recordedPlan("news-agent"), "aws_bedrockagent_agent_alias").address;

  test("passes on a first plan", async () => {
    expect(await found(recordedPlan("news-agent"), alias)).toMatchObject({
      verdict: "pass",
      evidence: expect.arrayContaining([`${alias} is created`]),
    });
  });

  test("fails when it is routed to DRAFT", async () => {
    const plan = recordedPlan("news-agent");
    const { change } = row(plan, alias);
    change.after["routing_configuration"] = [{ agent_version: "DRAFT", provisioned_throughput: null }];
    delete change.after_unknown["routing_configuration"];
    expect(await found(plan, alias)).toMatchObject({ verdict: "fail", message: expect.stringContaining("DRAFT") });
  });

  test("is undetermined when nothing tells its agent", async () => {
    const plan = recordedPlan("news-agent");
    for (const { address, expressions } of plan.configuration.root_module.resources) {
      if (address === alias) expressions["agent_id"] = { references: ["local.agent"] };
    }
    expect(await found(plan, alias)).toMatchObject({ verdict: "undetermined" });
  });
});

describe("an agent without an alias in the plan", () => {
  const without = (): PlanJson => {
    const plan = recordedPlan("news-agent");
    plan.resource_changes = plan.resource_changes.filter(({ type }) => type !== "aws_bedrockagent_agent_alias");
    return plan;
  };
  const agent = row(recordedPlan("news-agent"), "aws_bedrockagent_agent").address;

  test("is shown, and does not block", async () => {
    expect(await found(without(), agent)).toMatchObject({ verdict: "fail", level: "advisory" });
  });
  test("blocks where the rule is required", async () => {
    const plan = { text: JSON.stringify(without()), name: "plan.json" };
    const [only] = verdictsOf(await gate({ plan, require: [rule] }), rule);
    expect(only).toMatchObject({ verdict: "fail", level: "mandatory", address: agent });
  });
});

/** Shapes of the Cloud Control provider, whose agents hold their action groups. */
describe("a Cloud Control agent and its alias", () => {
  const change = (actions: string[], before: object | null, after: object) => ({
    actions,
    before,
    after,
    after_unknown: {},
    after_sensitive: {},
  });
  const groups = (description: string) => [{ action_group_name: "search", description }];
  const agentOf = (members: object) => ({
    agent_id: "ABCDEFGHIJ",
    action_groups: groups("Searches"),
    tags: {},
    ...members,
  });
  const aliasOf = (members: object) => ({ agent_id: "ABCDEFGHIJ", description: "Content: 1", ...members });
  const update = (before: object, after: object) => change(["update"], before, after);
  const still = (members: object) => change(["no-op"], members, members);

  test.each([
    ["stays behind", { action_groups: groups("Searches well") }, { tags: { Team: "news" } }, "fail"],
    ["is kept, pinned or not", { action_groups: groups("Searches well") }, {}, "undetermined"],
    ["follows it", { action_groups: groups("Searches well") }, { description: "Content: 2" }, "pass"],
    ["may stay where tags alone change", { tags: { Team: "news" } }, {}, "pass"],
    [
      "is routed to DRAFT",
      {},
      { description: "Content: 2", routing_configuration: [{ agent_version: "DRAFT" }] },
      "fail",
    ],
  ])("that %s", async (_, agentChange, aliasChange, verdict) => {
    const row = (type: string, members: object) => ({
      address: `${type}.news`,
      mode: "managed",
      type,
      name: "news",
      change: members,
    });
    const moved = Object.keys(aliasChange).length > 0;
    const routed = { routing_configuration: !("routing_configuration" in aliasChange) };
    const updated = { ...update(aliasOf({}), aliasOf(aliasChange)), after_unknown: routed };
    const plan = {
      ...recordedPlan("news-agent"),
      configuration: { provider_config: {}, root_module: { resources: [] } },
      resource_changes: [
        row("awscc_bedrock_agent", update(agentOf({}), agentOf(agentChange))),
        row("awscc_bedrock_agent_alias", moved ? updated : still(aliasOf({}))),
      ],
    };
    const verdicts = byAddress(await gatePlan(plan), rule);
    expect(verdicts["awscc_bedrock_agent_alias.news"]).toBe(verdict);
  });
});
