import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { gate, type SynthFinding } from "../../policies";
import { fixtures, gatePlan, recordedPlan } from "./support";

describe("the summary", () => {
  test("of the shipped stack: nothing fails, nothing is open, every rule has examined something that finds its subject in it", async () => {
    const { report } = await gatePlan(recordedPlan("news-agent"), path.join(fixtures, "news-agent"));
    expect(report.summary).toMatchObject({ blocked: false, fail: 0, undetermined: 0 });
    expect(report.rules.map(({ id }) => id)).toEqual([
      "agent-uses-inference-profile",
      "model-spend-uses-inference-profile",
      "alias-follows-agent",
      "agent-role-invokes-its-profile",
      "no-direct-model-access",
      "invoker-calls-alias",
      "inference-profile-has-project-tag",
      "model-is-live",
      "one-region",
      "action-group-permission-is-scoped",
      "budget-matches-project-tag",
      "cost-allocation-tag-active",
      "project-tag-on-every-billable",
      "api-is-guarded",
      "state-is-protected",
      "plan-is-whole",
    ]);
    // The key is activated in the payer account, and only the agent calls a model.
    const without = ["cost-allocation-tag-active", "model-spend-uses-inference-profile"];
    for (const { id, examined } of report.rules) expect([id, examined > 0]).toEqual([id, !without.includes(id)]);
  });

  test("undetermined blocks as a failure does", async () => {
    const plan = recordedPlan("agents-hcl");
    plan.resource_changes = plan.resource_changes.filter(({ address }) => !/fail|aws_sns_topic/.test(address));
    const { report } = await gatePlan(plan);
    expect(report.summary).toMatchObject({ blocked: true, fail: 0 });
    expect(report.summary.undetermined).toBeGreaterThan(0);
  });
});

describe("a gate that examined nothing", () => {
  test("says so and blocks", async () => {
    const { report } = await gatePlan({ ...recordedPlan("news-agent"), resource_changes: [] });
    expect(report.errors).toEqual([expect.objectContaining({ code: "nothing-examined" })]);
    expect(report.summary.blocked).toBe(true);
  });

  test("but on a destroy it tells what attribution goes, and lets it through", async () => {
    const plan = recordedPlan("news-agent");
    for (const { change } of plan.resource_changes) change.actions = ["delete"];
    const outcome = await gatePlan(plan);
    expect(outcome.report.summary).toMatchObject({ blocked: false, fail: 0 });
    const lost = outcome.report.verdicts.filter(({ verdict }) => verdict === "notApplicable");
    expect(lost.map(({ address }) => address.split(".")[0])).toEqual([
      "aws_bedrockagent_agent",
      "aws_bedrockagent_agent_alias",
      "aws_bedrockagent_agent",
      "aws_bedrockagent_agent_alias",
      "aws_bedrock_inference_profile",
      "aws_budgets_budget",
    ]);
  });
});

test("a plan that Terraform ended with an error blocks, whatever the rules say", async () => {
  const { report } = await gatePlan({ ...recordedPlan("news-agent"), errored: true });
  expect(report.summary).toMatchObject({ blocked: true, fail: 1 });
  expect(report.verdicts).toContainEqual(expect.objectContaining({ rule: "plan-is-whole", verdict: "fail" }));
});

test("a verdict stands at the line of TypeScript that made its construct, where the lines are told", async () => {
  const configDir = path.join(fixtures, "news-agent");
  const plan = { text: JSON.stringify(recordedPlan("news-agent")), name: "plan.json" };
  const { report } = await gate({ plan, configDir });
  const constructPath = report.verdicts.find((verdict) => verdict.constructPath !== undefined)?.constructPath ?? "none";
  const line = { file: "lib/news.ts", line: 7, column: 3 };
  const told = await gate({ plan, configDir, sources: { [constructPath]: line } });
  const placed = told.report.verdicts.filter((verdict) => verdict.constructPath === constructPath);
  expect(placed.map(({ location }) => location)).toEqual(placed.map(() => line));
  expect(placed).not.toEqual([]);
});

test("what the validation at synth refused stays refused", async () => {
  const refused: SynthFinding = {
    rule: "agent-uses-inference-profile",
    stack: "AwsNewsAgent",
    constructPath: "AwsNewsAgent/Bad",
    address: "aws_bedrockagent_agent.Bad",
    message: "names a model",
    remedy: "use a profile",
  };
  const plan = { text: JSON.stringify(recordedPlan("news-agent")), name: "plan.json" };
  const { report } = await gate({ plan, refusedAtSynth: [refused] });
  expect(report.summary).toMatchObject({ blocked: true, fail: 1 });
  expect(report.verdicts).toContainEqual(
    expect.objectContaining({ verdict: "fail", constructPath: "AwsNewsAgent/Bad" }),
  );
});

test.each(["agents-hcl", "news-agent"])(
  "the redacted plan of %s holds no credential, and gets the same verdicts",
  async (name) => {
    const folder = path.join(fixtures, name);
    const original = await gatePlan(recordedPlan(name), folder);
    const redacted = original.redactedPlan();
    expect(redacted).not.toMatch(/AKIA[A-Z0-9]{16}|secret-model-name|wJalrXUtnFEMI/);
    const again = await gatePlan(JSON.parse(redacted), folder);
    const answers = ({ report }: typeof original) =>
      report.verdicts.map(({ rule, address, verdict }) => [rule, address, verdict]);
    expect(answers(again)).toEqual(answers(original));
  },
);
