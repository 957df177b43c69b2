import { describe, expect, test } from "@jest/globals";
import type { Attribute } from "../../../../policies/attribute";
import type { Budget } from "../../../../policies/estate";
import { shown } from "./shown";
import { constant, estateOf, smallPlan, written, type Small } from "./small-plan";

function budgetOf(own: Small): Budget {
  const [budget] = estateOf(
    smallPlan({ "aws_budgets_budget.b": own, "aws_sns_topic.t": { unknown: { arn: true } } }),
  ).budgets;
  if (budget === undefined) throw new Error("there is one");
  return budget;
}

const filters = (budget: Budget): unknown =>
  budget.filters === "undetermined"
    ? "undetermined"
    : budget.filters.map(({ dimension, values }) => [...shown(dimension), ...shown(values)]);

const leaf = (key: string, values: string[], options: string[] | null = null) => ({
  key,
  values,
  match_options: options,
});
const expressed = (node: object, more: Small = {}) => budgetOf({ after: { filter_expression: [node] }, ...more });

describe("a filter expression counts what cost filters would", () => {
  test.each<[string, object, unknown]>([
    ["of a tag", { tags: [leaf("Project", ["news"])] }, [["TagKeyValue", ["user:Project$news"]]]],
    [
      "of a tag that equals",
      { tags: [leaf("Project", ["news"], ["EQUALS"])] },
      [["TagKeyValue", ["user:Project$news"]]],
    ],
    ["of two values of a tag", { tags: [leaf("P", ["a", "b"])] }, [["TagKeyValue", ["user:P$a", "user:P$b"]]]],
    ["of a dimension", { dimensions: [leaf("SERVICE", ["x"])] }, [["SERVICE", ["x"]]]],
    ["of a cost category", { cost_categories: [leaf("Team", ["x"])] }, [["CostCategory", ["x"]]]],
    [
      "of several that are joined",
      { and: [{ tags: [leaf("P", ["a"])] }, { and: [{ dimensions: [leaf("SERVICE", ["x"])] }] }] },
      [
        ["TagKeyValue", ["user:P$a"]],
        ["SERVICE", ["x"]],
      ],
    ],
    [
      "of a key with a colon of its own",
      { tags: [leaf("team:user:P", ["a"])] },
      [["TagKeyValue", ["user:team:user:P$a"]]],
    ],
  ])("%s", (_, node, expected) => {
    expect(filters(expressed(node))).toEqual(expected);
  });

  test.each<[string, object]>([
    ["either of two", { or: [{ tags: [leaf("P", ["a"])] }] }],
    ["either of two beside a tag", { or: [{}], tags: [leaf("P", ["a"])] }],
    ["all but one", { not: [{ tags: [leaf("P", ["a"])] }] }],
    ["all but one, within several", { and: [{ tags: [leaf("P", ["a"])] }, { not: [{}] }] }],
    ["nothing", {}],
    ["several of nothing", { and: [{}] }],
    ["what is absent", { tags: [leaf("P", ["a"], ["ABSENT"])] }],
    ["what begins so, or equals", { tags: [leaf("P", ["a"], ["EQUALS", "STARTS_WITH"])] }],
    ["a key that has a cost filter's prefix", { tags: [leaf("user:P", ["a"])] }],
    ["a key that is AWS's own", { tags: [leaf("aws:createdBy", ["a"])] }],
  ])("and of %s it is not worked out", (_, node) => {
    expect(filters(expressed(node))).toBe("undetermined");
  });

  test("as far as its parts are known", () => {
    const node = { tags: [{ key: "P", match_options: null }] };
    const unknown = (member: string) => ({ unknown: { filter_expression: [{ tags: [{ [member]: true }] }] } });
    expect(filters(expressed(node, unknown("values")))).toEqual([["TagKeyValue", "open"]]);
    expect(filters(expressed(node, unknown("key")))).toBe("undetermined");
    expect(filters(expressed(node, unknown("match_options")))).toBe("undetermined");
  });
});

describe("a budget's cost filters", () => {
  const filter = (name: string, ...values: string[]) => ({ name, values });
  const blocks = (...each: object[]) => ({ cost_filter: each });

  test("are the plan's", () => {
    const budget = budgetOf({ after: blocks(filter("Service", "x"), filter("TagKeyValue", "user:P$a")) });
    expect(filters(budget)).toEqual([
      ["Service", ["x"]],
      ["TagKeyValue", ["user:P$a"]],
    ]);
    expect(budget.metrics).toBeUndefined();
    expect(filters(budgetOf({}))).toEqual([]);
  });

  test("that are unknown are what the blocks of that name say: they are a set", () => {
    const values = written(["user:P$${aws_sns_topic.t.name}"]);
    const budget = budgetOf({
      after: blocks(filter("Service", "x"), { name: "TagKeyValue" }),
      unknown: { cost_filter: [{}, { values: true }] },
      block: {
        cost_filter: [
          { name: constant("TagKeyValue"), values: written("${aws_sns_topic.t.arn}"), more: values },
          { name: constant("Service"), values: constant(["x"]) },
        ],
      },
    });
    expect(filters(budget)).toEqual([
      ["Service", ["x"]],
      ["TagKeyValue", "aws_sns_topic.t.arn"],
    ]);
  });

  test("that are unknown as a whole cannot be told", () => {
    expect(filters(budgetOf({ unknown: { cost_filter: true } }))).toBe("undetermined");
    expect(filters(budgetOf({ after: blocks(filter("Service", "x")), unknown: { cost_filter: [{}] } }))).toEqual([
      ["Service", ["x"]],
    ]);
  });

  test("are none, where a filter expression that is written is unknown", () => {
    const unknown = { filter_expression: true };
    expect(filters(budgetOf({ unknown, block: { filter_expression: constant([]) } }))).toBe("undetermined");
    expect(filters(budgetOf({ unknown }))).toEqual([]);
    expect(filters(budgetOf({ block: { filter_expression: constant([]) } }))).toEqual([]);
  });
});

test("a budget is known by its name, limits and metrics", () => {
  const after = {
    name: "b",
    budget_type: "COST",
    limit_amount: "1",
    limit_unit: "USD",
    planned_limit: [{ start_time: "t1", amount: "2" }],
    auto_adjust_data: [{ auto_adjust_type: "FORECAST" }],
    filter_expression: [{}],
    metrics: ["UNBLENDED_COST"],
  };
  const budget = budgetOf({ after });
  const { name, budgetType, limitAmount, limitUnit, plannedLimits, autoAdjust, metrics } = budget;
  const all = [name, budgetType, limitAmount, limitUnit, autoAdjust, ...plannedLimits, metrics as Attribute];
  expect(all.flatMap(shown)).toEqual(["b", "COST", "1", "USD", "FORECAST", "2", ["UNBLENDED_COST"]]);
  const bare = budgetOf({ after: { name: "b" }, unknown: { auto_adjust_data: true } });
  expect([shown(bare.autoAdjust), bare.plannedLimits]).toEqual([[null], []]);
});

test("limits that are planned are told by the time that they begin at", () => {
  const { plannedLimits } = budgetOf({
    after: { planned_limit: [{ start_time: "t1" }, { start_time: "t2" }] },
    unknown: { planned_limit: [{ amount: true }, { amount: true }] },
    block: {
      planned_limit: [
        { start_time: constant("t2"), amount: written("${aws_sns_topic.t.name}") },
        { start_time: constant("t1"), amount: written("${aws_sns_topic.t.id}") },
      ],
    },
  });
  expect(plannedLimits.map(shown)).toEqual([["aws_sns_topic.t.id"], ["aws_sns_topic.t.name"]]);
});

describe("a budget's notifications", () => {
  const notifications = (own: Small) => {
    const { notifications: found } = budgetOf(own);
    return found === "undetermined" ? found : found.map(({ subscribers }) => subscribers.flatMap(shown));
  };

  test("reach addresses and topics", () => {
    const after = {
      notification: [
        { subscriber_email_addresses: ["a@x"], subscriber_sns_topic_arns: ["arn:t", null] },
        { subscriber_email_addresses: null },
      ],
    };
    expect(notifications({ after })).toEqual([["a@x", "arn:t"], []]);
    expect(notifications({})).toEqual([]);
  });

  test("reach a topic that this plan makes", () => {
    const own: Small = {
      after: { notification: [{ subscriber_email_addresses: ["a@x"] }] },
      unknown: { notification: [{ subscriber_sns_topic_arns: true }] },
      block: { notification: [{ subscriber_sns_topic_arns: written(["${aws_sns_topic.t.arn}"]) }] },
    };
    expect(notifications(own)).toEqual([["a@x", "aws_sns_topic.t.arn"]]);
  });

  test("cannot be told where they are unknown as a whole", () => {
    expect(notifications({ unknown: { notification: true } })).toBe("undetermined");
  });
});

test("a cost allocation tag is known by its key and its status", () => {
  const plan = smallPlan({ "aws_ce_cost_allocation_tag.t": { after: { tag_key: "Project", status: "Active" } } });
  const [tag] = estateOf(plan).costAllocationTags;
  expect(tag && [tag.tagKey, tag.status].flatMap(shown)).toEqual(["Project", "Active"]);
});
