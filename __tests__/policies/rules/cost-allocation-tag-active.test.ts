import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { goodEstate } from "../../../policies/canary/estates";
import type { Attribute } from "../../../policies/attribute";
import { costAllocationTagActive } from "../../../policies/rules/cost-allocation-tag-active";
import { one, open, resolved, text } from "../attributes";
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

describe("a tag whose", () => {
  const judged = (tagKey: Attribute, status: Attribute) =>
    costAllocationTagActive.examine(
      { ...goodEstate("Project"), costAllocationTags: [{ address: `${type}.it`, type, tagKey, status }] },
      { tagKey: "Project", now: new Date() },
    );
  const [key, active] = [one(text("Project")), one(text("Active"))];
  const inactive = (status: string): string => `Project is made ${status}: no budget or report sees the spend under it`;
  const unknown = (what: string): string => `whether Project is active is not known: ${what}`;
  const somebodys = (what: string): string => `it may be about Project: its key is ${what}`;

  test.each<[string, Attribute, Attribute, string, string]>([
    ["status is Active", key, active, "pass", "Project is active: budgets and reports see the spend under it"],
    ["status is Inactive", key, one(text("Inactive")), "fail", inactive("Inactive")],
    ["status is not set", key, one(text(null)), "fail", inactive("something else than Active")],
    [
      "status refers to Inactive",
      key,
      one(resolved("aws_x.y", "status", { value: "Inactive" })),
      "fail",
      inactive("Inactive"),
    ],
    [
      "status refers to Active",
      key,
      one(resolved("aws_x.y", "status", { value: "Active" })),
      "pass",
      "Project is active: budgets and reports see the spend under it",
    ],
    ["status is yet to be known", key, one(resolved("aws_x.y", "status")), "undetermined", unknown("aws_x.y.status")],
    ["status is open", key, one(open), "undetermined", unknown("something undetermined (nobody knows)")],
    [
      "status is one of two",
      key,
      one(text("Active"), text("Inactive")),
      "undetermined",
      unknown('"Active" or "Inactive"'),
    ],
    ["key is open", one(open), active, "undetermined", somebodys("something undetermined (nobody knows)")],
    ["key is one of two", one(text("Project"), text("Team")), active, "undetermined", somebodys('"Project" or "Team"')],
    [
      "key is open and whose status is Inactive",
      one(resolved("aws_x.y", "name")),
      one(text("Inactive")),
      "undetermined",
      somebodys("aws_x.y.name"),
    ],
  ])("%s", (_, tagKey, status, verdict, message) => {
    const [found, ...others] = judged(tagKey, status);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ verdict, address: `${type}.it`, message, evidence: ["the link", "the link"] });
    expect(found?.remedy).toBe(verdict === "pass" ? undefined : 'set tag_key = "Project" and status = "Active"');
  });

  test.each<[string, Attribute]>([
    ["key is another tag's", one(text("Team"))],
    ["key has another case", one(text("project"))],
  ])("%s leaves the project's to be activated elsewhere", (_, tagKey) => {
    expect(judged(tagKey, active)).toEqual([
      {
        verdict: "notApplicable",
        address: "plan",
        message:
          "this plan does not activate Project for cost allocation: a day after the first tagged resource, do it in the payer account's billing console, by CostAllocationTag, or by aws_ce_cost_allocation_tag",
        evidence: [],
      },
    ]);
  });
});
