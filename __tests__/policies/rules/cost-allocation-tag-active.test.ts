import path from "node:path";
import { expect, test } from "@jest/globals";
import { byAddress, fixtures, gatePlan, recordedPlan, verdictsOf } from "../support";

const rule = "cost-allocation-tag-active";
const type = "aws_ce_cost_allocation_tag";

test("every state that the key can be made gets the verdict that is owed", async () => {
  const outcome = await gatePlan(recordedPlan("cost-allocation-hcl"), path.join(fixtures, "cost-allocation-hcl"));
  expect(byAddress(outcome, rule)).toEqual({
    [`${type}.pass_active`]: "pass",
    [`${type}.fail_inactive`]: "fail",
    [`${type}.open_status`]: "undetermined",
    [`${type}.open_key`]: "undetermined",
  });
  expect(new Set(verdictsOf(outcome, rule).map(({ level }) => level))).toEqual(new Set(["advisory"]));
});

test("a plan that activates nothing is told how, and not held against", async () => {
  expect(verdictsOf(await gatePlan(recordedPlan("news-agent")), rule)).toEqual([
    expect.objectContaining({
      verdict: "notApplicable",
      address: "plan",
      message: expect.stringContaining("does not activate Project for cost allocation"),
    }),
  ]);
});

test("the key of another tag is no answer", async () => {
  const plan = recordedPlan("cost-allocation-hcl");
  plan.resource_changes = plan.resource_changes.filter(({ address }) => address.endsWith("other"));
  expect(verdictsOf(await gatePlan(plan), rule)).toEqual([expect.objectContaining({ verdict: "notApplicable" })]);
});
