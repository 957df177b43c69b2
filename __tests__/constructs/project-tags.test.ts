import { describe, expect, test } from "@jest/globals";
import { BudgetsBudget } from "@cdktf/provider-aws/lib/budgets-budget";
import { TerraformVariable } from "cdktf";
import { ChargebackInputError, ProjectTags } from "../../constructs";
import { testStack } from "./support/stack";
import { synth, the } from "./support/synthesized";

describe("ProjectTags", () => {
  test("one object gives the tags and the budget filter", () => {
    const tags = new ProjectTags({ project: "aws-news-agent", tags: { CostCentre: "42" } });
    expect(tags.all).toEqual({ Project: "aws-news-agent", CostCentre: "42" });
    expect(tags.budgetFilter).toBe("user:Project$aws-news-agent");
  });

  test("a caller that changes the tags it got changes nobody else's", () => {
    const tags = new ProjectTags({ project: "aws-news-agent" });
    tags.all["Project"] = "other";
    expect(tags.all).toEqual({ Project: "aws-news-agent" });
  });

  test("a project that Terraform knows only later is no escaped $${ in the filter", () => {
    const stack = testStack();
    const project = new TerraformVariable(stack, "Name", { type: "string" }).stringValue;
    const values = [new ProjectTags({ project }).budgetFilter];
    new BudgetsBudget(stack, "Budget", {
      budgetType: "COST",
      timeUnit: "MONTHLY",
      costFilter: [{ name: "TagKeyValue", values }],
    });
    expect(the(synth(stack), "aws_budgets_budget")["cost_filter"]).toEqual([
      { name: "TagKeyValue", values: ['${format("user:Project$%s", var.Name)}'] },
    ]);
  });

  test.each([
    ["an empty project", "", {}, "tags.Project: expected a tag value of 1 to 256"],
    ["a $ in the project", "a$b", {}, 'received "a$b"'],
    ["a project too long", "x".repeat(257), {}, "tags.Project"],
    ["a reserved key", "p", { "aws:x": "1" }, "tags.aws:x"],
    ["an empty key", "p", { "": "1" }, "tag key of 1 to 128"],
    ["a second spelling of the key", "p", { project: "q" }, "Tag keys are case-sensitive"],
    ["the key itself", "p", { Project: "q" }, "remove this tag"],
    ["a value with a bracket", "p", { Team: "<b>" }, "tags.Team"],
    [
      "too many tags",
      "p",
      Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${String(n)}`, ""])),
      "at most 49 tags",
    ],
  ])("%s is refused", (_, project, further: Record<string, string>, message) => {
    const make = () => new ProjectTags({ project, tags: further });
    expect(make).toThrow(ChargebackInputError);
    expect(make).toThrow(message);
  });
});
