import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { known, type Attribute } from "../../../policies/attribute";
import { goodEstate } from "../../../policies/canary/estates";
import type { Budget, BudgetFilter, Estate } from "../../../policies/estate";
import { budgetMatchesProjectTag } from "../../../policies/rules/budget-matches-project-tag";
import { one, open, resolved, text } from "../attributes";
import { byAddress, fixtures, gatePlan, recordedPlan, row, verdictsOf, type PlanJson, type Verdict } from "../support";

const rule = "budget-matches-project-tag";

async function judge(
  change: (budget: Record<string, unknown>, unknown: Record<string, unknown>, plan: PlanJson) => void,
): Promise<Verdict> {
  const plan = recordedPlan("news-agent");
  const budget = row(plan, "aws_budgets_budget");
  change(budget.change.after, budget.change.after_unknown, plan);
  const found = verdictsOf(await gatePlan(plan), rule).filter(({ address }) => address === budget.address);
  expect(found).toHaveLength(1);
  return found[0] as Verdict;
}

const filter = (...values: string[]) => [{ name: "TagKeyValue", values }];

describe("the filter", () => {
  test.each([
    ["the project's tag", filter("user:Project$aws-news-agent"), "pass", 'counts the spend of "aws-news-agent"'],
    ["the project's tag among others", filter("user:Project$b", "user:Project$aws-news-agent"), "pass", "counts"],
    ["another project", filter("user:Project$other"), "fail", "user:Project$aws-news-agent, which it does not count"],
    ["another case", filter("user:Project$AWS-News-Agent"), "fail", "does not count"],
    ["no prefix", filter("Project$aws-news-agent"), "fail", "lacks the prefix user:"],
    ["an escaped interpolation", filter("user:Project${aws-news-agent}"), "fail", "holds a literal ${"],
    ["another key", filter("user:Team$aws-news-agent"), "fail", "does not count"],
    ["no dollar", filter("user:Project=aws-news-agent"), "fail", "has not the form"],
    ["no value", filter(), "fail", "does not count"],
    ["an escaped interpolation among others", filter("user:a$b", "user:Project${x}"), "fail", "holds a literal ${"],
    ["a value without its prefix among others", filter("user:a$b", "Project$x"), "fail", "lacks the prefix user:"],
    [
      "one of no form among others",
      filter("user:a$b", "x"),
      "fail",
      "user:Project$aws-news-agent, which it does not count",
    ],
    [
      "a narrower service",
      [...filter("user:Project$aws-news-agent"), { name: "Service", values: ["AWS Lambda"] }],
      "undetermined",
      "narrowed by",
    ],
    [
      "a tag in a filter of another name",
      [{ name: "tagkeyvalue", values: ["user:Project$aws-news-agent"] }],
      "fail",
      'its filter "tagkeyvalue" = ["user:Project$aws-news-agent"] counts nothing: a tag is filtered by TagKeyValue',
    ],
    ["no tag at all", [], "notApplicable", "filters by no tag"],
    ["a service only", [{ name: "Service", values: ["AWS Lambda"] }], "notApplicable", "filters by no tag"],
  ])("on %s", async (_, filters, verdict, message) => {
    const found = await judge((budget, unknown) => {
      budget["cost_filter"] = filters;
      unknown["cost_filter"] = [];
    });
    expect(found).toMatchObject({ verdict, message: expect.stringContaining(message) });
  });

  test("that is known after the apply only", async () => {
    const found = await judge((budget, unknown) => {
      delete budget["cost_filter"];
      unknown["cost_filter"] = true;
    });
    expect(found).toMatchObject({ verdict: "undetermined" });
  });
});

describe("every way of writing a budget", () => {
  const verdictOfWord: Record<string, string> = {
    pass: "pass",
    fail: "fail",
    open: "undetermined",
    none: "notApplicable",
  };
  const owed = (address: string): string | undefined => verdictOfWord[/\.([a-z]+)_/.exec(address)?.[1] ?? ""];

  test.each([
    ["budget-hcl", 19],
    ["budget-json", 2],
  ])("in %s gets the verdict that it is owed", async (name, count) => {
    const verdicts = byAddress(await gatePlan(recordedPlan(name), path.join(fixtures, name)), rule);
    expect(Object.keys(verdicts)).toHaveLength(count);
    expect(verdicts).toEqual(Object.fromEntries(Object.keys(verdicts).map((address) => [address, owed(address)])));
  });

  test("without the folder nothing is claimed that the folder refutes", async () => {
    const verdicts = byAddress(await gatePlan(recordedPlan("budget-hcl")), rule);
    for (const [address, verdict] of Object.entries(verdicts)) {
      expect([address, verdict]).toEqual([address, expect.stringMatching(`^(${owed(address) ?? ""}|undetermined)$`)]);
    }
  });

  test("a filter whose values are not known yet is not read from another one's block", async () => {
    const found = verdictsOf(await gatePlan(recordedPlan("budget-hcl"), path.join(fixtures, "budget-hcl")), rule);
    const open = found.find(({ address }) => address.endsWith("open_two_unknown"));
    expect(open?.message).toContain("the tags that it counts are not known yet");
  });

  test.each(["budget-hcl", "budget-json"])("the escaped interpolation in %s is called by its name", async (name) => {
    const found = verdictsOf(await gatePlan(recordedPlan(name)), rule);
    expect(found.find(({ address }) => address.endsWith("fail_escaped"))?.message).toContain("holds a literal ${");
  });
});

/** Shapes of AWS provider 6, which has `filter_expression` and `metrics`. */
describe("a filter expression", () => {
  const tag = (key: string, ...values: string[]) => ({ tags: [{ key, values, match_options: null }] });
  const node = (members: object) => ({ and: [], or: [], not: [], cost_categories: [], dimensions: [], ...members });
  const project = tag("Project", "aws-news-agent");
  const service = { dimensions: [{ key: "SERVICE", values: ["AWS Lambda"], match_options: [] }] };

  test.each([
    ["of the project's tag", project, "pass", "counts the spend"],
    ["of another project", tag("Project", "other"), "fail", "does not count"],
    ["of another key", tag("Team", "aws-news-agent"), "fail", "does not count"],
    ["of a prefixed key", tag("user:Project", "aws-news-agent"), "undetermined", "not worked out"],
    ["of a service", service, "notApplicable", "filters by no tag"],
    ["narrowed by and", { and: [node(project), node(service)] }, "undetermined", "narrowed by"],
    ["of the tag alone within and", { and: [node(project)] }, "pass", "counts the spend"],
    ["with or", { or: [node(project), node(service)] }, "undetermined", "not worked out"],
    ["with not", { not: [node(project)] }, "undetermined", "not worked out"],
    [
      "that matches loosely",
      { tags: [{ key: "Project", values: ["aws-news-agent"], match_options: ["CASE_INSENSITIVE"] }] },
      "undetermined",
      "not worked out",
    ],
  ])("%s", async (_, expression, verdict, message) => {
    const found = await judge((budget, unknown) => {
      Object.assign(budget, { cost_filter: [], filter_expression: [node(expression)], metrics: ["UnblendedCost"] });
      Object.assign(unknown, { cost_filter: [], filter_expression: [] });
    });
    expect(found).toMatchObject({ verdict, message: expect.stringContaining(message) });
  });

  test("without metrics is not proven to count", async () => {
    const found = await judge((budget, unknown) => {
      Object.assign(budget, { cost_filter: [], filter_expression: [node(project)] });
      Object.assign(unknown, { cost_filter: [], filter_expression: [] });
    });
    expect(found).toMatchObject({ verdict: "undetermined", message: expect.stringContaining("metrics") });
  });
});

describe("what makes a budget warn", () => {
  test.each([
    ["a type that is not known yet", { budget_type: true }, "its type is not known yet"],
    ["a limit that is not known yet", { limit_amount: true }, "its limit is not known yet"],
    ["somebody that is not known yet", { notification: true }, "whom it notifies is not known yet"],
  ])("%s leaves it undetermined", async (_, unknowns, message) => {
    const found = await judge((budget, unknown, plan) => {
      for (const key of Object.keys(unknowns)) {
        budget[key] = undefined;
        unknown[key] = true;
        for (const { address, expressions } of plan.configuration.root_module.resources)
          if (address.startsWith("aws_budgets_budget")) expressions[key] = { references: ["var.x"] };
      }
    });
    expect(found).toMatchObject({ verdict: "undetermined", message: expect.stringContaining(message) });
  });

  test.each([
    ["a limit of zero", { limit_amount: "0" }, "its limit is 0"],
    ["a limit that is no number", { limit_amount: "much" }, "its limit is much"],
    ["a usage budget", { budget_type: "USAGE" }, "it counts no cost"],
    ["nobody to tell", { notification: [] }, "notifies nobody"],
  ])("%s fails", async (_, members, message) => {
    const found = await judge((budget, unknown) => {
      Object.assign(budget, members);
      for (const key of Object.keys(members)) unknown[key] = undefined;
    });
    expect(found).toMatchObject({ verdict: "fail", message: expect.stringContaining(message) });
  });
});

test("a project without a budget in the plan is shown at its profile, and does not block", async () => {
  const plan = recordedPlan("news-agent");
  const budget = row(plan, "aws_budgets_budget");
  plan.resource_changes = plan.resource_changes.filter((each) => each !== budget);
  const outcome = await gatePlan(plan);
  const [found] = verdictsOf(outcome, rule);
  expect(found).toMatchObject({
    verdict: "fail",
    level: "advisory",
    address: row(plan, "aws_bedrock_inference_profile").address,
  });
  expect(outcome.report.summary).toMatchObject({ blocked: false, fail: 0 });
});

test("of several profiles of a project always the same one tells that it has no budget", async () => {
  const judged = async (...names: string[]): Promise<string[]> => {
    const plan = recordedPlan("news-agent");
    const profile = row(plan, "aws_bedrock_inference_profile");
    plan.resource_changes = plan.resource_changes.filter(
      ({ type }) => type !== "aws_budgets_budget" && type !== profile.type,
    );
    for (const name of names)
      plan.resource_changes.push({ ...profile, address: `aws_bedrock_inference_profile.${name}`, name });
    return verdictsOf(await gatePlan(plan), rule).map(({ address }) => address);
  };
  expect([await judged("a", "b"), await judged("b", "a")]).toEqual(Array(2).fill(["aws_bedrock_inference_profile.a"]));
});

test("the way out is a cost filter in HCL and a construct in a construct", async () => {
  const remedyOf = async (folder?: string): Promise<string | null | undefined> => {
    const plan = recordedPlan("news-agent");
    const budget = row(plan, "aws_budgets_budget");
    budget.change.after["cost_filter"] = filter("user:Project$other");
    const found = verdictsOf(await gatePlan(plan, folder), rule);
    return found.find(({ address }) => address === budget.address)?.remedy;
  };
  expect(await remedyOf()).toContain('cost_filter { name = "TagKeyValue" values = ["user:Project$aws-news-agent"] }');
  expect(await remedyOf(path.join(fixtures, "news-agent"))).toMatch(
    /^use ProjectBudget .*filter user:Project\$aws-news-agent/,
  );
});

test("an untagged profile is the profile's failure, not the budget's", async () => {
  const found = await judge((_, __, plan) => {
    const { change } = row(plan, "aws_bedrock_inference_profile");
    Object.assign(change.after, { tags: {}, tags_all: {} });
  });
  expect(found).toMatchObject({ verdict: "notApplicable" });
});

test("a profile whose project is not known yet leaves the budget undetermined", async () => {
  const found = await judge((_, __, plan) => {
    const { change } = row(plan, "aws_bedrock_inference_profile");
    Object.assign(change.after, { tags: { Project: null }, tags_all: { Project: null } });
    Object.assign(change.after_unknown, { tags: { Project: true }, tags_all: { Project: true } });
    const { root_module: root } = plan.configuration;
    for (const { address, expressions } of root.resources) {
      if (address.startsWith("aws_bedrock_inference_profile")) expressions["tags"] = { references: ["var.project"] };
    }
  });
  expect(found).toMatchObject({ verdict: "undetermined" });
});

const counting = (...values: unknown[]): BudgetFilter => ({
  dimension: known("TagKeyValue"),
  values: one(text(values)),
});

interface Written {
  readonly filters?: Budget["filters"];
  readonly budget?: Partial<Budget>;
  /** Tags of the profiles, which stand at aws_bedrock_inference_profile.p0 and so on. @default "canary" */
  readonly tags?: readonly Attribute[];
  readonly estate?: Partial<Estate>;
  readonly required?: boolean;
}

function judgedBudget({
  filters = [counting("user:Project$canary")],
  budget = {},
  tags = [known("canary")],
  estate = {},
  required,
}: Written) {
  const good = goodEstate("Project");
  const inferenceProfiles = tags.flatMap((tag, index) =>
    good.inferenceProfiles.map((each) => ({
      ...each,
      address: `aws_bedrock_inference_profile.p${index}`,
      tag: () => tag,
    })),
  );
  const budgets = good.budgets.map((each) => ({ ...each, filters, ...budget }));
  return budgetMatchesProjectTag.examine(
    { ...good, inferenceProfiles, budgets, ...estate },
    { tagKey: "Project", now: new Date(), required },
  );
}

const setFilter = (wanted = "user:Project$canary"): string =>
  `set cost_filter { name = "TagKeyValue" values = ["${wanted}"] }, a limit_amount above 0, and a notification with a subscriber`;
const seen = "its filter is TagKeyValue = ";
const service: BudgetFilter = { dimension: known("Service"), values: known(["AWS Lambda"]) };

describe("what is said of a budget", () => {
  test("that counts two projects", () => {
    const filters = [counting("user:Project$a", "user:Project$b", "user:Project$a", "user:Project$c")];
    expect(judgedBudget({ filters, tags: [known("a"), known("b")] })).toEqual([
      {
        verdict: "pass",
        address: "aws_budgets_budget.canary",
        message: 'it counts the spend of "a", "b"',
        evidence: ["the link", `${seen}user:Project$a, user:Project$b, user:Project$a, user:Project$c`],
      },
    ]);
  });

  test.each<[string, Written, string, string, readonly string[], string | undefined]>([
    [
      "with filters that are open",
      { filters: "undetermined" },
      "undetermined",
      "its filters are not known yet, or not worked out",
      [],
      setFilter(),
    ],
    [
      "with a dimension that is open",
      { filters: [service, { ...service, dimension: one(open) }] },
      "undetermined",
      "which cost dimension it filters by is not known yet",
      [],
      setFilter(),
    ],
    [
      "with another dimension",
      { filters: [service] },
      "notApplicable",
      "it filters by no tag, so it is no project's budget",
      [],
      undefined,
    ],
    [
      "with tags that are open",
      { filters: [{ dimension: known("TagKeyValue"), values: one(open) }] },
      "undetermined",
      "the tags that it counts are not known yet: something undetermined (nobody knows)",
      ["the link"],
      setFilter(),
    ],
    [
      "with a project beside profiles whose project is open",
      { tags: [one(open)] },
      "undetermined",
      `${seen}user:Project$canary; the project of the inference profile is not known yet`,
      ["the link"],
      setFilter("user:Project$<project>"),
    ],
    [
      "with a project beside an untagged profile",
      { tags: [known(null)] },
      "notApplicable",
      `${seen}user:Project$canary; no inference profile of this plan is billed to a project`,
      ["the link"],
      undefined,
    ],
    [
      "with a malformed filter beside no profile",
      { tags: [], filters: [counting("Project$canary")] },
      "fail",
      `${seen}Project$canary, which lacks the prefix user: and matches nothing`,
      ["the link"],
      setFilter("user:Project$<project>"),
    ],
    [
      "with another project",
      {
        filters: [counting("user:Project$x", "user:Project$y")],
        tags: ["a", "b", "c", "d"].map((each) => known(each)),
      },
      "fail",
      `${seen}user:Project$x, user:Project$y; the inference profiles here are billed under user:Project$a, user:Project$b, user:Project$c and 1 more, which it does not count`,
      ["the link"],
      setFilter("user:Project$a"),
    ],
    [
      "with another project beside profiles of which one is open",
      { filters: [counting("user:Project$x")], tags: [one(open), known("a")] },
      "fail",
      `${seen}user:Project$x; the inference profiles here are billed under user:Project$a, which it does not count`,
      ["the link"],
      setFilter("user:Project$a"),
    ],
    [
      "that is narrowed",
      { filters: [service, counting("user:Project$canary"), { ...service, dimension: one(resolved("aws_x.y", "d")) }] },
      "undetermined",
      `${seen}user:Project$canary, narrowed by "Service", aws_x.y.d: model spend may fall outside`,
      ["the link"],
      setFilter(),
    ],
    [
      "that warns nobody",
      { budget: { notifications: [] } },
      "fail",
      `${seen}user:Project$canary, but it notifies nobody`,
      ["the link"],
      setFilter(),
    ],
    [
      "that may warn nobody, of a construct",
      { budget: { notifications: "undetermined", constructPath: "Stack/Budget" } },
      "undetermined",
      `${seen}user:Project$canary, but whom it notifies is not known yet`,
      ["the link"],
      "use ProjectBudget with the same project tags as the inference profile (filter user:Project$canary), a limit above 0 and someone to notify",
    ],
  ])("%s", (_, written, verdict, message, evidence, remedy) => {
    const [found] = judgedBudget(written);
    expect(found).toMatchObject({ verdict, address: "aws_budgets_budget.canary", message, evidence });
    expect(found?.remedy).toBe(remedy);
  });
});

describe("a project that no budget counts", () => {
  const without = { estate: { budgets: [] } };
  const missed = (profile: string, project = "canary", scope = "this plan"): object => ({
    verdict: "fail",
    level: "advisory",
    address: `aws_bedrock_inference_profile.${profile}`,
    message: `no budget in ${scope} counts the spend of ${project}`,
    evidence: [],
    remedy: `add a budget filtered by TagKeyValue = user:Project$${project}, or see that another stack has it`,
  });

  test("is told at its profile", () => {
    expect(judgedBudget(without)).toEqual([missed("p0")]);
    expect(judgedBudget({ estate: { budgets: [], live: true } })).toEqual([missed("p0", "canary", "this account")]);
  });

  test("blocks where the rule is required", () => {
    const { level, ...blocking } = missed("p0") as Record<string, unknown>;
    expect(judgedBudget({ ...without, required: true })).toEqual([blocking]);
    expect(level).toBe("advisory");
  });

  test("is told beside one that a budget counts", () => {
    const found = judgedBudget({ tags: [known("canary"), known("other"), known(null), one(open)] });
    expect(found.map(({ verdict }) => verdict)).toEqual(["pass", "fail"]);
    expect(found[1]).toEqual(missed("p1", "other"));
  });

  test("is told beside a budget that counts no project", () => {
    expect(judgedBudget({ filters: [service] })[1]).toEqual(missed("p0"));
  });

  test.each<[string, Written]>([
    ["counts another one", { filters: [counting("user:Project$x")] }],
    ["may count it", { filters: "undetermined" }],
  ])("is not told again beside a budget that %s", (_, written) => {
    expect(judgedBudget(written).map(({ address }) => address)).toEqual(["aws_budgets_budget.canary"]);
  });
});
