import { describe, expect, test } from "@jest/globals";
import { gate, parseSettings, renderText, rules, type GateOutcome } from "../../policies";
import { byAddress, recordedPlan, row, type PlanJson } from "./support";

const now = new Date("2026-06-01T12:00:00Z");
const agent = "aws_bedrockagent_agent";

async function gateWith(yaml: string, plan: PlanJson): Promise<GateOutcome> {
  const settings = await parseSettings(yaml, { file: "chargeback.yaml", ruleIds: rules.map(({ id }) => id), now });
  return gate({ plan: { text: JSON.stringify(plan), name: "plan.json" }, settings, now });
}

/** An agent whose profile stands elsewhere: its tag cannot be seen. */
function outside(): PlanJson {
  const plan = recordedPlan("news-agent");
  const { change } = row(plan, agent);
  const profile = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc123xyz";
  change.after["foundation_model"] = profile;
  delete change.after_unknown["foundation_model"];
  mayCall(plan, profile);
  return plan;
}

/** The agent's role may call that profile, and models through it. */
function mayCall(plan: PlanJson, profile: string): void {
  const { change } = row(plan, "aws_iam_role_policy.News_Project_Agent_Role_InvokeThroughProfile_724E0BB9");
  const Action = ["bedrock:InvokeModel*", "bedrock:GetInferenceProfile"];
  const Condition = { StringEquals: { "bedrock:InferenceProfileArn": profile } };
  const models = { Effect: "Allow", Action, Resource: "arn:aws:bedrock:*::foundation-model/*", Condition };
  change.after["policy"] = JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: profile }, models] });
  delete change.after_unknown["policy"];
}

function raw(): PlanJson {
  const plan = recordedPlan("news-agent");
  const { change } = row(plan, agent);
  change.after["foundation_model"] = "amazon.nova-lite-v1:0";
  delete change.after_unknown["foundation_model"];
  return plan;
}

const waiver = (rule: string, expires = "2026-07-01"): string => `
waivers:
  - rule: ${rule}
    address: ${row(recordedPlan("news-agent"), agent).address}
    reason: the profile belongs to the platform team's stack
    owner: news@example.com
    expires: ${expires}
`;

describe("a waiver", () => {
  const rule = "inference-profile-has-project-tag";

  test("lets an undetermined verdict through, and the report shows it", async () => {
    const outcome = await gateWith(waiver(rule), outside());
    expect(outcome.report.summary).toMatchObject({ blocked: false, undetermined: 0, waived: 1 });
    expect(outcome.report.rules.at(-1)).toEqual({ id: "waivers-are-sound", level: "mandatory", examined: 1, pass: 1 });
    const text = renderText(outcome, { colour: false });
    expect(text).toContain("reason: the profile belongs to the platform team's stack");
    expect(text).toMatch(/PASSED: .* 1 waived/);
  });

  test("that has expired lets nothing through", async () => {
    const { report } = await gateWith(waiver(rule, "2026-05-31"), outside());
    expect(report.summary).toMatchObject({ blocked: true, undetermined: 1, fail: 1, waived: 0 });
  });

  test("cannot let the proven failure of a mandatory rule through", async () => {
    const { report } = await gateWith(waiver("agent-uses-inference-profile"), raw());
    expect(report.summary).toMatchObject({ blocked: true, waived: 0 });
  });

  test("can where the rule is overridable", async () => {
    const levels = "levels:\n  agent-uses-inference-profile: overridable\n";
    const { report } = await gateWith(levels + waiver("agent-uses-inference-profile"), raw());
    expect(report.summary).toMatchObject({ blocked: false, waived: 1 });
  });
});

test("an advisory rule is shown and does not block", async () => {
  const outcome = await gateWith("levels:\n  agent-uses-inference-profile: advisory\n", raw());
  expect(outcome.report.summary).toMatchObject({ blocked: false, fail: 0 });
  expect(renderText(outcome, { colour: false })).toContain("agent-uses-inference-profile (advisory)");
});

test("another tag key is the one that is asked for", async () => {
  const outcome = await gateWith("tagKey: Team\n", recordedPlan("news-agent"));
  const { report } = outcome;
  expect(byAddress(outcome, "inference-profile-has-project-tag")).toEqual({
    [row(recordedPlan("news-agent"), "aws_bedrock_inference_profile").address]: "pass",
  });
  expect(report.verdicts.find(({ rule }) => rule === "budget-matches-project-tag")?.message).toContain("user:Team$");
});

test.each([
  ["aws-*", "pass"],
  ["support-*", "fail"],
])("a project among the allowed %s: %s", async (pattern, verdict) => {
  const outcome = await gateWith(`allowedProjects: ["${pattern}"]\n`, recordedPlan("news-agent"));
  expect(new Set(Object.values(byAddress(outcome, "inference-profile-has-project-tag")))).toEqual(new Set([verdict]));
});

test("a rule of one's own may not take the id of another", async () => {
  const [first] = rules;
  if (first === undefined) throw new Error("there are rules");
  const plan = { text: JSON.stringify(recordedPlan("news-agent")), name: "plan.json" };
  await expect(gate({ plan, rules: [first] })).rejects.toThrow(
    /there is a rule "agent-uses-inference-profile" already/,
  );
});
