import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { gate, type EngineQuestion, type EngineRecord, type GateOutcome, type Settings } from "../../../policies";
import { defaultSettings } from "../../../policies/settings/settings";
import { fixtures, recordedPlan, row, verdictsOf, type PlanJson } from "../support";

/** What the other engine says: undefined for nothing. */
type Said = EngineRecord["verdict"] | undefined;

const rule = "agent-uses-inference-profile";
const agent = "aws_bedrockagent_agent.News_Project_Agent_CE535DE1";

interface Case {
  plan?: PlanJson;
  /** Of the plan's configuration. @default "news-agent" */
  folder?: string | undefined;
  strict?: boolean;
  settings?: Partial<Settings>;
  /** By address; everything else that is asked passes. */
  says?: Readonly<Record<string, Said>>;
  extra?: readonly EngineRecord[];
}

async function judge(asking: Case) {
  const { plan = recordedPlan("news-agent"), strict, settings, says = {}, extra = [] } = asking;
  const folder = "folder" in asking ? asking.folder : "news-agent";
  const asked: EngineQuestion[] = [];
  const outcome = await gate({
    plan: { text: JSON.stringify(plan), name: "plan.json" },
    configDir: folder === undefined ? undefined : path.join(fixtures, folder),
    settings: { ...defaultSettings, ...settings },
    secondEngine: {
      strict,
      ask: (question) => {
        asked.push(question);
        const records = question.expected.flatMap(({ check, address }) => {
          const verdict = address in says ? says[address] : "pass";
          return verdict === undefined ? [] : [{ check, name: check, address, verdict }];
        });
        return Promise.resolve({ engine: "Checkov 3.3.13", records: [...records, ...extra] });
      },
    },
  });
  return { outcome, question: asked[0] as EngineQuestion };
}

const of = (outcome: GateOutcome, address = agent) =>
  verdictsOf(outcome, rule).find((verdict) => verdict.address === address);
const summaryOf = (outcome: GateOutcome, id: string) => outcome.report.rules.find((each) => each.id === id);

function withModel(model: string | undefined): PlanJson {
  const plan = recordedPlan("news-agent");
  const { change } = row(plan, "aws_bedrockagent_agent");
  delete change.after_unknown["foundation_model"];
  if (model === undefined) change.after_unknown["foundation_model"] = true;
  else change.after["foundation_model"] = model;
  return plan;
}

const failing = withModel("amazon.nova-lite-v1:0");

test("asked is every agent, profile and budget of the estate, and the tag's key", async () => {
  const { question } = await judge({});
  expect(question.expected).toEqual([
    { check: "CKV_CHARGEBACK_1", address: agent },
    { check: "CKV_CHARGEBACK_2", address: "aws_bedrock_inference_profile.News_Project_InferenceProfile_30539E6A" },
    { check: "CKV_CHARGEBACK_3", address: "aws_budgets_budget.News_Project_Budget_F1622F95" },
  ]);
  expect(question.tagKey).toBe("Project");
  expect(question.plan().split("\n").length).toBeGreaterThan(1000);
});

test("two engines that agree say so in the evidence, and nothing blocks", async () => {
  const { outcome } = await judge({});
  expect(outcome.report.summary.blocked).toBe(false);
  expect(outcome.told).toEqual([]);
  expect(of(outcome)).toMatchObject({ verdict: "pass" });
  expect(of(outcome)?.evidence.at(-1)).toBe("Checkov 3.3.13: CKV_CHARGEBACK_1 passes it");
});

describe("of the two answers", () => {
  test.each<[string, PlanJson | undefined, Said, boolean, string, boolean]>([
    ["a proven pass that Checkov fails stays, and is disputed", undefined, "fail", false, "pass", false],
    ["a proven pass that Checkov fails fails, when strict", undefined, "fail", true, "fail", true],
    ["a proven pass without a record is undetermined", undefined, undefined, false, "undetermined", true],
    ["a failure stays when Checkov passes it", failing, "pass", false, "fail", true],
    ["a failure stays when Checkov fails it too", failing, "fail", false, "fail", true],
    ["a failure stays without a record", failing, undefined, false, "fail", true],
  ])("%s", async (_, plan, said, strict, verdict, blocked) => {
    const { outcome } = await judge({ ...(plan === undefined ? {} : { plan }), strict, says: { [agent]: said } });
    expect(of(outcome)).toMatchObject({ verdict });
    expect(of(outcome)?.disputedBy).toBe(verdict === "pass" ? "Checkov's CKV_CHARGEBACK_1" : undefined);
    expect(outcome.report.summary.blocked).toBe(blocked);
    expect(outcome.told.map(({ address }) => address)).toEqual([agent]);
    const summary = summaryOf(outcome, rule);
    expect(summary).toMatchObject({ examined: 1, pass: verdict === "pass" ? 1 : 0 });
  });

  test.each<[Said, string]>([
    ["pass", "undetermined"],
    ["fail", "fail"],
    [undefined, "undetermined"],
  ])("what the rule leaves open is, when Checkov says %s, %s", async (said, verdict) => {
    const plan = withModel(undefined);
    const { expressions } = plan.configuration.root_module.resources.find(({ address }) => address === agent) ?? {};
    if (expressions !== undefined) expressions["foundation_model"] = { references: ["aws_sns_topic.later.arn"] };
    const { outcome } = await judge({ plan, folder: undefined, says: { [agent]: said } });
    expect(of(outcome)).toMatchObject({ verdict });
    expect(outcome.report.summary.blocked).toBe(true);
  });

  test("a budget that is no project's fails when Checkov fails it", async () => {
    const plan = recordedPlan("budget-hcl");
    const address = "aws_budgets_budget.none_service";
    const { outcome } = await judge({ plan, folder: "budget-hcl", says: { [address]: "fail" } });
    const [verdict] = verdictsOf(outcome, "budget-matches-project-tag").filter((each) => each.address === address);
    expect(verdict?.verdict).toBe("fail");
    expect(verdict?.message).toContain("it fails Checkov's CKV_CHARGEBACK_3");
  });
});

test("of two records about one resource the failure counts", async () => {
  const record = { check: "CKV_CHARGEBACK_1", name: "", address: agent } as const;
  for (const verdicts of [
    ["pass", "fail"],
    ["fail", "pass"],
  ] as const) {
    const extra = verdicts.map((verdict) => ({ ...record, verdict }));
    const { outcome } = await judge({ strict: true, says: { [agent]: undefined }, extra });
    expect(of(outcome)).toMatchObject({ verdict: "fail" });
  }
});

test("a resource that only Checkov knows, and fails, fails; one that it passes proves nothing", async () => {
  const stranger = (name: string, verdict: "pass" | "fail") => ({
    check: "CKV_CHARGEBACK_1",
    name: "",
    address: `aws_bedrockagent_agent.${name}`,
    verdict,
  });
  const { outcome } = await judge({ extra: [stranger("seen", "fail"), stranger("unseen", "pass")] });
  expect(of(outcome, "aws_bedrockagent_agent.seen")).toMatchObject({ verdict: "fail" });
  expect(of(outcome, "aws_bedrockagent_agent.unseen")).toBeUndefined();
  expect(summaryOf(outcome, rule)).toMatchObject({ examined: 2, pass: 1 });
});

test("the level that the settings give a rule holds for what Checkov says of it", async () => {
  const { outcome } = await judge({
    strict: true,
    says: { [agent]: "fail" },
    settings: { levels: new Map([[rule, "advisory"]]) },
  });
  expect(of(outcome)).toMatchObject({ verdict: "fail", level: "advisory" });
  expect(outcome.report.summary.blocked).toBe(false);
});

test("a waiver lets a missing record through", async () => {
  const waiver = {
    rule,
    address: agent,
    reason: "Checkov cannot see it",
    owner: "me",
    expires: "2999-01-01",
    place: "x#1",
  };
  const { outcome } = await judge({ says: { [agent]: undefined }, settings: { waivers: [waiver] } });
  expect(of(outcome)).toMatchObject({ verdict: "waived" });
  expect(outcome.report.summary.blocked).toBe(false);
});

describe("Checkov's own checks", () => {
  const builtin = [
    {
      check: "CKV_AWS_50",
      name: "X-Ray tracing is enabled for Lambda",
      address: "aws_lambda_function.x",
      verdict: "fail",
    },
    { check: "CKV_AWS_116", name: "Lambda has a Dead Letter Queue", address: "aws_lambda_function.x", verdict: "pass" },
  ] as const;

  test("stand in the report, and never block", async () => {
    const { outcome } = await judge({ extra: builtin });
    expect(outcome.report.summary.blocked).toBe(false);
    expect(summaryOf(outcome, "checkov-builtin")).toEqual({
      id: "checkov-builtin",
      level: "advisory",
      examined: 2,
      pass: 1,
    });
    expect(outcome.told).toMatchObject([
      { rule: "checkov-builtin", level: "advisory", message: "CKV_AWS_50: X-Ray tracing is enabled for Lambda" },
    ]);
  });

  test("are no proof that the plan has anything to judge", async () => {
    const plan = { ...recordedPlan("news-agent"), resource_changes: [] };
    const { outcome } = await judge({ plan, extra: builtin });
    expect(outcome.report.errors).toMatchObject([{ code: "nothing-examined" }]);
  });
});

test("an engine that has nothing to look at changes nothing", async () => {
  const text = JSON.stringify(recordedPlan("news-agent"));
  const plan = { text, name: "plan.json" };
  const alone = await gate({ plan });
  const asked = await gate({ plan, secondEngine: { ask: () => Promise.resolve(undefined) } });
  expect(asked.report.verdicts).toEqual(alone.report.verdicts);
});

test("an engine that fails leaves no verdict", async () => {
  const plan = { text: JSON.stringify(recordedPlan("news-agent")), name: "plan.json" };
  const ask = () => Promise.reject(new Error("it broke"));
  await expect(gate({ plan, secondEngine: { ask } })).rejects.toThrow("it broke");
});
