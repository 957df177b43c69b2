import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { GateOutcome } from "../../policies";
import { fixtures, gatePlan, recordedPlan, row, verdictsOf, type PlanJson } from "./support";

/**
 * A recorded plan as OpenTofu writes it: with providers of its own registry, and without the members that Terraform has since 1.8.
 * @see https://github.com/opentofu/opentofu/blob/main/internal/command/jsonplan/plan.go
 */
function asOpenTofu(name: string): PlanJson {
  const text = JSON.stringify(recordedPlan(name)).replaceAll("registry.terraform.io/", "registry.opentofu.org/");
  const plan = JSON.parse(text) as PlanJson;
  delete plan["complete"];
  delete plan["applyable"];
  return { ...plan, format_version: "1.2", terraform_version: "1.10.6" };
}

const answers = ({ report }: GateOutcome) =>
  report.verdicts.map(({ rule, address, verdict, level }) => [rule, address, verdict, level]);

test.each(["news-agent", "agents-hcl", "iam-hcl", "budget-hcl", "model-uses-hcl", "apis-hcl"])(
  "%s gets the verdicts that it gets from Terraform",
  async (name) => {
    const folder = path.join(fixtures, name);
    const tofu = answers(await gatePlan(asOpenTofu(name), folder));
    expect(tofu).toEqual(answers(await gatePlan(recordedPlan(name), folder)));
    expect(tofu.length).toBeGreaterThan(5);
  },
);

describe("a targeted plan, which does not say that it is one", () => {
  const without = (plan: PlanJson, ...addresses: string[]): PlanJson => ({
    ...plan,
    resource_changes: plan.resource_changes.filter(
      ({ address }) => !addresses.some((each) => address.startsWith(each)),
    ),
  });
  const whole = async (plan: PlanJson) => verdictsOf(await gatePlan(plan), "plan-is-whole");

  test("shows by a block without its row", async () => {
    const { address } = row(asOpenTofu("news-agent"), "aws_budgets_budget");
    const [found, ...others] = await whole(without(asOpenTofu("news-agent"), address));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ verdict: "undetermined", level: "mandatory", address });
  });

  test("shows by a module without any row", async () => {
    const found = await whole(without(asOpenTofu("model-uses-hcl"), "module.fail_variant"));
    expect(found).toEqual([
      expect.objectContaining({
        verdict: "undetermined",
        address: "module.fail_variant.aws_bedrockagent_prompt.inner",
      }),
    ]);
  });

  test("does not show by a block with for_each over what is not a constant", async () => {
    const found = await whole(without(asOpenTofu("model-uses-hcl"), "aws_bedrockagent_prompt.pass_each"));
    expect(found.map(({ verdict }) => verdict)).toEqual(["pass"]);
  });

  test("is told by Terraform itself", async () => {
    const found = await whole({ ...recordedPlan("news-agent"), complete: false });
    expect(found.map(({ verdict }) => verdict)).toEqual(["fail"]);
  });

  test("is none where everything goes: what was never made has no row", async () => {
    const plan = asOpenTofu("news-agent");
    for (const { change } of plan.resource_changes) change.actions = ["delete"];
    const found = await whole(without(plan, row(plan, "aws_budgets_budget").address));
    expect(found.map(({ verdict }) => verdict)).toEqual(["pass"]);
  });
});
