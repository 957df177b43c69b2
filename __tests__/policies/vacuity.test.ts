import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { gate } from "../../policies";
import { rules } from "../../policies/rules";
import type { Rule } from "../../policies/rule";
import { fixtures, recordedPlan, type PlanJson } from "./support";

const text = (plan: PlanJson) => ({ text: JSON.stringify(plan), name: "plan.json" });
const empty = (): PlanJson => ({ ...recordedPlan("news-agent"), resource_changes: [] });

describe("a plan with nothing to judge", () => {
  test("blocks", async () => {
    const { report } = await gate({ plan: text(empty()) });
    expect(report).toMatchObject({ summary: { blocked: true }, errors: [{ code: "nothing-examined" }] });
  });

  test("passes where that is allowed", async () => {
    const { report } = await gate({ plan: text(empty()), allowEmpty: true });
    expect(report).toMatchObject({ summary: { blocked: false }, errors: [] });
  });
});

describe("a required rule", () => {
  const withoutBudget = (): PlanJson => {
    const plan = recordedPlan("news-agent");
    plan.resource_changes = plan.resource_changes.filter(({ type }) => !/budget|inference_profile/.test(type));
    return plan;
  };

  test("that examined nothing blocks", async () => {
    const { report } = await gate({ plan: text(withoutBudget()), require: ["budget-matches-project-tag"] });
    expect(report.errors).toEqual([expect.objectContaining({ code: "required-rule-examined-nothing" })]);
    expect(report.summary.blocked).toBe(true);
  });

  test("that examined something does not", async () => {
    const configDir = path.join(fixtures, "news-agent");
    const without = ["cost-allocation-tag-active", "model-spend-uses-inference-profile"];
    const require = rules.map(({ id }) => id).filter((id) => !without.includes(id));
    const { report } = await gate({ plan: text(recordedPlan("news-agent")), configDir, require });
    expect(report.summary.blocked).toBe(false);
  });

  test("that does not exist is refused", async () => {
    await expect(gate({ plan: text(empty()), require: ["budget"] })).rejects.toThrow(/there is no rule "budget"/);
  });
});

test("a rule of one's own stands beside the gate's, with the same shape", async () => {
  const named: Rule = {
    id: "agents-are-named",
    level: "mandatory",
    question: "Does every agent have a name that starts with the project's?",
    rationale: "so that a bill can be read",
    source: "https://example.com",
    examine: ({ agents }) =>
      agents.map(({ address }) => ({ verdict: "fail", address, message: "it has not", evidence: [] })),
  };
  const { report } = await gate({ plan: text(recordedPlan("news-agent")), rules: [named] });
  expect(report.rules.at(-1)).toEqual({ id: "agents-are-named", level: "mandatory", examined: 1, pass: 0 });
  expect(report.summary).toMatchObject({ blocked: true, fail: 1 });
});
