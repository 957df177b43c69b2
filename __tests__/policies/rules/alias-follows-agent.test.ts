import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { gate } from "../../../policies";
import { goodEstate } from "../../../policies/canary/estates";
import { aliasFollowsAgent } from "../../../policies/rules/alias-follows-agent";
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
    ['of["pass_replaced"]', 'aws_bedrockagent_agent.of["pass_replaced"] is replaced'],
    ["fail_literal", "nothing of aws_bedrockagent_agent_alias.fail_literal changes but, at most, its tags"],
    ["open_description", "aws_bedrockagent_agent_alias.open_description.description may change"],
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
    if (expected === "pass") return;
    expect(verdict.remedy).toContain("DISABLED");
    expect(verdict.message).toMatch(
      /^the alias moves, and nothing proves that it moves after the action group \S+ is deleted: /,
    );
  });
});

describe("what may belong to an agent, or may change it", () => {
  const address = 'aws_bedrockagent_agent_alias.of["pass_still"]';

  test("is a part whose agent is not known", async () => {
    const plan = recordedPlan("alias-hcl");
    plan.configuration.root_module.resources
      .filter((each) => each.address === "aws_bedrockagent_agent_knowledge_base_association.fail_knowledge")
      .forEach(({ expressions }) => (expressions["agent_id"] = { references: ["local.agent"] }));
    const { change } = row(plan, "aws_bedrockagent_agent_knowledge_base_association.fail_knowledge");
    delete change.after["agent_id"];
    change.after_unknown["agent_id"] = true;
    const verdict = await found(plan, address);
    expect(verdict).toMatchObject({
      verdict: "undetermined",
      evidence: expect.arrayContaining([
        "aws_bedrockagent_agent_knowledge_base_association.fail_knowledge.description changes; it may belong to this agent",
      ]),
    });
  });

  test("takes nothing from what certainly changes", async () => {
    const plan = recordedPlan("alias-hcl");
    const { change } = row(plan, 'aws_bedrockagent_agent.of["fail_left"]');
    delete change.after["foundation_model"];
    change.after_unknown["foundation_model"] = true;
    const verdict = await found(plan, 'aws_bedrockagent_agent_alias.of["fail_left"]', folder);
    expect(verdict.evidence).toContain(
      'aws_bedrockagent_agent.of["fail_left"].foundation_model may change: it is not known before the apply',
    );
    expect(verdict.verdict).toBe("fail");
  });
});

describe("the alias of the synthesized stack", () => {
  const alias = row(recordedPlan("news-agent"), "aws_bedrockagent_agent_alias").address;

  test("passes on a first plan", async () => {
    expect(await found(recordedPlan("news-agent"), alias)).toMatchObject({
      verdict: "pass",
      evidence: expect.arrayContaining([
        `${row(recordedPlan("news-agent"), "aws_bedrockagent_agent").address} is created`,
        `${alias} is created`,
      ]),
    });
  });

  test("fails when it is routed to DRAFT", async () => {
    const plan = recordedPlan("news-agent");
    const { change } = row(plan, alias);
    change.after["routing_configuration"] = [{ agent_version: "DRAFT", provisioned_throughput: null }];
    delete change.after_unknown["routing_configuration"];
    expect(await found(plan, alias)).toMatchObject({ verdict: "fail", message: expect.stringContaining("DRAFT") });
  });

  test("is undetermined when nothing tells where it is routed", async () => {
    const plan = recordedPlan("news-agent");
    const { change } = row(plan, alias);
    change.after["routing_configuration"] = [{ provisioned_throughput: null }];
    change.after_unknown["routing_configuration"] = [{ agent_version: true }];
    for (const { address, expressions } of plan.configuration.root_module.resources) {
      if (address === alias)
        expressions["routing_configuration"] = {
          references: ["data.external.version.result", "data.external.version"],
        };
    }
    expect(await found(plan, alias)).toMatchObject({
      verdict: "undetermined",
      message: expect.stringMatching(/^the alias is routed to something undetermined/),
      remedy: "leave routing_configuration out, so that AWS cuts a version and moves the alias to it",
    });
  });

  test("is told to be one of the construct's, when it stays behind", async () => {
    const plan = recordedPlan("news-agent");
    for (const each of plan.resource_changes) {
      if (!each.type.startsWith("aws_bedrockagent_agent")) continue;
      each.change.actions = ["no-op"];
      Object.assign(each.change, { before: structuredClone(each.change.after) });
      each.change.after_unknown = {};
    }
    const agent = row(plan, "aws_bedrockagent_agent").change;
    agent.actions = ["update"];
    agent.after["instruction"] = "another instruction than the one that it had";
    const verdict = await found(plan, alias, path.join(fixtures, "news-agent"));
    expect(verdict).toMatchObject({
      verdict: "fail",
      remedy: "use AgentAlias, whose description holds the content hash of its CostTrackedAgent",
    });
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
  test.each([
    ["by a construct, in a plan of constructs", path.join(fixtures, "news-agent"), /^add new AgentAlias\(/],
    ["by a resource, in a plan of resources", undefined, /^add an aws_bedrockagent_agent_alias with agent_id = /],
  ])("gets one %s", async (_, configDir, remedy) => {
    expect((await found(without(), agent, configDir)).remedy).toMatch(remedy);
  });

  test("of an account is made by hand, or goes", () => {
    const estate = { ...goodEstate("Project"), live: true, aliases: [] };
    const [only] = aliasFollowsAgent.examine(estate, { tagKey: "Project", now: new Date() });
    expect(only).toMatchObject({ evidence: [], remedy: expect.stringContaining("create-agent-alias") });
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
