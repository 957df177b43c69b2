import { describe, expect, test } from "@jest/globals";
import { known, type Attribute } from "../../../policies/attribute";
import { profileArn } from "../../../policies/canary/arns";
import { goodEstate } from "../../../policies/canary/estates";
import type { Budget, Estate, PlanFault, RemovedResource } from "../../../policies/estate";
import { planIsWhole } from "../../../policies/rules/plan-is-whole";
import { one, open, resolved, text } from "../attributes";
import { gatePlan, recordedPlan, row, verdictsOf, type PlanJson, type Verdict } from "../support";

const rule = "plan-is-whole";

async function judge(change: (plan: PlanJson) => void): Promise<Verdict[]> {
  const plan = recordedPlan("news-agent");
  change(plan);
  return verdictsOf(await gatePlan(plan), rule);
}

const check = (kind: string, status: string) => ({
  address: { kind, to_display: `${kind}.it` },
  status,
  instances: [{ address: { to_display: `${kind}.it` }, status, problems: [{ message: "not so" }] }],
});

describe("a plan", () => {
  test.each<[string, Partial<PlanJson>, string, string]>([
    ["that is whole", {}, "pass", "it is complete"],
    ["that ended with an error", { errored: true }, "fail", "ended this plan with an error"],
    ["that is targeted", { complete: false }, "fail", "leaves changes out"],
    ["whose condition failed", { checks: [check("resource", "fail")] }, "fail", "a condition of it failed: not so"],
    [
      "whose condition could not be evaluated",
      { checks: [check("resource", "error")] },
      "fail",
      "a condition of it failed",
    ],
    ["whose check block failed", { checks: [check("check", "fail")] }, "fail", "a condition of it failed"],
    [
      "whose condition is unknown: the apply decides",
      { checks: [check("resource", "unknown")] },
      "pass",
      "it is complete",
    ],
    [
      "with a deferred change",
      { deferred_changes: [{ reason: "provider_config_unknown", resource_change: { address: "a.b" } }] },
      "fail",
      "provider_config_unknown",
    ],
  ])("%s", async (_, members, verdict, message) => {
    const found = await judge((plan) => Object.assign(plan, members));
    expect(found).toEqual([expect.objectContaining({ verdict, message: expect.stringContaining(message) })]);
  });

  test("whose check block is undecided is told of, and passes", async () => {
    const found = await judge((plan) => Object.assign(plan, { checks: [check("check", "unknown")] }));
    expect(found.map(({ verdict, level }) => [verdict, level])).toEqual([
      ["pass", "mandatory"],
      ["fail", "advisory"],
    ]);
  });

  test("that ended with an error by a failed condition says so once", async () => {
    const found = await judge((plan) => Object.assign(plan, { errored: true, checks: [check("resource", "fail")] }));
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toContain("a condition of resource.it failed");
  });
});

describe("what a plan takes away", () => {
  test("the project's only budget, while its profile stands", async () => {
    const found = await judge((plan) => {
      const { change } = row(plan, "aws_budgets_budget");
      Object.assign(change, { actions: ["delete"], before: change.after, after: null });
    });
    expect(found).toEqual([
      expect.objectContaining({
        verdict: "fail",
        message: expect.stringContaining("deletes the budget of aws-news-agent"),
        evidence: [],
        remedy: "keep the budget while an inference profile of the project stands",
      }),
    ]);
  });

  test.each([
    ["one of two budgets of the project", "user:Project$aws-news-agent"],
    ["a budget of another project", "user:Project$other"],
  ])("%s is no loss", async (_, counted) => {
    const found = await judge((plan) => {
      const stays = row(plan, "aws_budgets_budget");
      const { after } = structuredClone(stays.change);
      const [filter] = after["cost_filter"] as { values: string[] }[];
      if (filter !== undefined) filter.values = [counted];
      const change = { actions: ["delete"], before: after, after: null as never, after_unknown: {} };
      plan.resource_changes.push({ ...stays, address: "aws_budgets_budget.gone", name: "gone", change });
    });
    expect(found).toEqual([expect.objectContaining({ verdict: "pass" })]);
  });

  test("a budget that counts another project than the profiles here is no loss, though none is left", async () => {
    const found = await judge((plan) => {
      const { change } = row(plan, "aws_budgets_budget");
      const [filter] = change.after["cost_filter"] as { values: string[] }[];
      if (filter !== undefined) filter.values = ["user:Project$other"];
      Object.assign(change, { actions: ["delete"], before: change.after, after: null });
    });
    expect(found).toEqual([expect.objectContaining({ verdict: "pass" })]);
  });

  test("the budget of a project that goes with it is no loss", async () => {
    const found = await judge((plan) => {
      for (const type of ["aws_budgets_budget", "aws_bedrock_inference_profile"]) {
        const { change } = row(plan, type);
        Object.assign(change, { actions: ["delete"], before: change.after, after: null });
      }
    });
    expect(found).toEqual([expect.objectContaining({ verdict: "pass" })]);
  });

  test("the profile whose ARN an agent names literally", async () => {
    const arn = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc123";
    const found = await judge((plan) => {
      const profile = row(plan, "aws_bedrock_inference_profile").change;
      Object.assign(profile, { actions: ["delete"], before: { ...profile.after, arn }, after: null });
      const agent = row(plan, "aws_bedrockagent_agent").change;
      agent.after["foundation_model"] = arn;
      delete agent.after_unknown["foundation_model"];
    });
    expect(found).toEqual([
      expect.objectContaining({
        verdict: "fail",
        address: expect.stringContaining("inference_profile"),
        message: expect.stringMatching(
          /deletes the inference profile that aws_bedrockagent_agent\.\S+ calls its model through/,
        ),
        evidence: [],
        remedy: expect.stringMatching(/^keep the profile, or point aws_bedrockagent_agent\./),
      }),
    ]);
  });

  test("a profile that it forgets stays where the agent calls it", async () => {
    const found = await judge((plan) => {
      const profile = row(plan, "aws_bedrock_inference_profile").change;
      const arn = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc123";
      Object.assign(profile, { actions: ["forget"], before: { ...profile.after, arn }, after: null });
      const agent = row(plan, "aws_bedrockagent_agent").change;
      agent.after["foundation_model"] = arn;
      delete agent.after_unknown["foundation_model"];
    });
    expect(found.map(({ message }) => message)).toEqual([
      "the plan forgets it: it stays in AWS, and is judged no more",
    ]);
  });

  test("a profile that no agent names is no loss", async () => {
    const found = await judge((plan) => {
      const profile = row(plan, "aws_bedrock_inference_profile").change;
      const arn = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc123";
      Object.assign(profile, { actions: ["delete"], before: { ...profile.after, arn }, after: null });
    });
    expect(found).toEqual([expect.objectContaining({ verdict: "pass" })]);
  });

  test.each([
    ["an agent", "aws_bedrockagent_agent", "fail"],
    ["a log group", "aws_iam_role_policy_attachment", "pass"],
  ])("%s that it forgets", async (_, type, verdict) => {
    const found = await judge((plan) => {
      const { change } = row(plan, type);
      Object.assign(change, { actions: ["forget"], before: change.after, after: null });
    });
    expect(found).toEqual([expect.objectContaining({ verdict })]);
  });
});

test("a destroy plan that ended with an error is no plan either", async () => {
  const found = await judge((plan) => {
    plan.errored = true;
    for (const { change } of plan.resource_changes) change.actions = ["delete"];
  });
  expect(found).toEqual([expect.objectContaining({ verdict: "fail" })]);
});

const complete = {
  verdict: "pass",
  address: "plan",
  message: "it is complete, without errors or failed conditions, and takes no attribution away",
  evidence: [],
};

/** What is said of an estate with the project "canary", its agent and its budget. */
function judgedEstate(change: Partial<Estate>) {
  return planIsWhole.examine({ ...goodEstate("Project"), ...change }, { tagKey: "Project", now: new Date() });
}

describe("what keeps a plan from being all that will happen", () => {
  const fault = (members: Partial<PlanFault> = {}): PlanFault => ({
    about: "a.b",
    message: "it is so",
    remedy: "do that",
    ...members,
  });
  const told = { address: "a.b", message: "it is so", evidence: [], remedy: "do that" };

  test.each<[string, readonly PlanFault[], readonly object[]]>([
    ["nothing", [], [complete]],
    ["a fault", [fault()], [{ ...told, verdict: "fail" }]],
    ["a fault that is not proven", [fault({ uncertain: true })], [{ ...told, verdict: "undetermined" }]],
    [
      "a fault that is told only",
      [fault({ advisory: true })],
      [complete, { ...told, verdict: "fail", level: "advisory" }],
    ],
    [
      "a fault that is told only, beside another one",
      [fault({ advisory: true }), fault()],
      [
        { ...told, verdict: "fail", level: "advisory" },
        { ...told, verdict: "fail" },
      ],
    ],
  ])("%s", (_, faults, expected) => {
    expect(judgedEstate({ faults })).toEqual(expected);
  });
});

describe("a budget that a plan deletes", () => {
  const gone = (...counted: string[]): RemovedResource => ({
    address: "aws_budgets_budget.gone",
    type: "aws_budgets_budget",
    arn: undefined,
    counted,
  });
  const counting = (...values: Attribute[]): Budget[] =>
    goodEstate("Project").budgets.map((budget) => ({
      ...budget,
      filters: values.map((each) => ({ dimension: known("TagKeyValue"), values: each })),
    }));
  const tagged = (...tags: Attribute[]): Estate["inferenceProfiles"] =>
    tags.flatMap((tag) => goodEstate("Project").inferenceProfiles.map((profile) => ({ ...profile, tag: () => tag })));
  const own = "user:Project$canary";
  const loss = (project: string): object => ({
    verdict: "fail",
    address: "aws_budgets_budget.gone",
    message: `the plan deletes the budget of ${project}, whose spend goes on`,
    evidence: [],
    remedy: "keep the budget while an inference profile of the project stands",
  });

  test.each<[string, Partial<Estate>]>([
    ["was the only one", { removed: [gone(own)], budgets: [] }],
    ["counted other projects too", { removed: [gone("user:Project$other", own)], budgets: [] }],
    [
      "is followed by one of another project",
      { removed: [gone(own)], budgets: counting(known(["user:Project$other"])) },
    ],
    ["is followed by one of what nobody knows", { removed: [gone(own)], budgets: counting(one(open)) }],
    [
      "is followed by one whose filters are open",
      {
        removed: [gone(own)],
        budgets: goodEstate("Project").budgets.map((budget) => ({ ...budget, filters: "undetermined" as const })),
      },
    ],
    ["is followed by one without values", { removed: [gone(own)], budgets: counting(known(null)) }],
    [
      "counted a project of two profiles",
      { removed: [gone(own)], budgets: [], inferenceProfiles: tagged(known("canary"), known("canary")) },
    ],
    [
      "counted one of two projects",
      { removed: [gone(own)], budgets: [], inferenceProfiles: tagged(known("other"), one(open), known("canary")) },
    ],
  ])("%s: the project's spend goes on", (_, change) => {
    expect(judgedEstate(change)).toEqual([loss("canary")]);
  });

  test("counted two projects, and both go on", () => {
    const inferenceProfiles = tagged(known("canary"), known("other"));
    const removed = [gone(own, "user:Project$other")];
    expect(judgedEstate({ inferenceProfiles, removed, budgets: [] })).toEqual([loss("canary"), loss("other")]);
  });

  test.each<[string, Partial<Estate>]>([
    ["counted no tag", { removed: [gone()], budgets: [] }],
    ["counted a tag of another key", { removed: [gone("user:Team$canary")], budgets: [] }],
    ["counted another project", { removed: [gone("user:Project$other")], budgets: [] }],
    ["has another one beside it", { removed: [gone(own)] }],
    [
      "has one beside it that counts more",
      { removed: [gone(own)], budgets: counting(known(["x"]), known(["y", own])) },
    ],
    ["counted a project without profile", { removed: [gone(own)], budgets: [], inferenceProfiles: [] }],
    [
      "counted a project that nobody knows to be a profile's",
      { removed: [gone(own)], budgets: [], inferenceProfiles: tagged(one(open)) },
    ],
  ])("%s: nothing is lost", (_, change) => {
    expect(judgedEstate(change)).toEqual([complete]);
  });

  test("counted by another tag where that is the project's", () => {
    const found = planIsWhole.examine(
      { ...goodEstate("Team"), removed: [gone("user:Team$canary")], budgets: [] },
      { tagKey: "Team", now: new Date() },
    );
    expect(found).toEqual([loss("canary")]);
  });
});

describe("a profile that a plan deletes", () => {
  const gone = (arn: string | undefined): RemovedResource => ({
    address: "aws_bedrock_inference_profile.gone",
    type: "aws_bedrock_inference_profile",
    arn,
    counted: [],
  });
  const calling = (model: Attribute): Estate["agents"] =>
    goodEstate("Project").agents.map((agent) => ({ ...agent, foundationModel: model }));

  test("is missed by the agent that calls it", () => {
    expect(judgedEstate({ removed: [gone(undefined), gone(profileArn)] })).toEqual([
      {
        verdict: "fail",
        address: "aws_bedrock_inference_profile.gone",
        message: "the plan deletes the inference profile that aws_bedrockagent_agent.canary calls its model through",
        evidence: [],
        remedy: "keep the profile, or point aws_bedrockagent_agent.canary to the one that replaces it",
      },
    ]);
  });

  test.each<[string, Partial<Estate>]>([
    ["by an agent that calls another one", { removed: [gone(`${profileArn}x`)] }],
    ["by an agent that calls a model", { removed: [gone(profileArn)], agents: calling(known("m")) }],
    ["by an agent that calls nothing", { removed: [gone(profileArn)], agents: calling(known(null)) }],
    [
      "by an agent that calls another one soon",
      { removed: [gone(profileArn)], agents: calling(one(resolved("aws_x.y", "arn"))) },
    ],
    [
      "by an agent that calls this or that",
      { removed: [gone(profileArn)], agents: calling(one(text(profileArn), text("m"))) },
    ],
    ["that never had an ARN", { removed: [gone(undefined)] }],
  ])("is not missed %s", (_, change) => {
    expect(judgedEstate(change)).toEqual([complete]);
  });
});
