import { describe, expect, test } from "@jest/globals";
import type { PlanFault } from "../../../../policies/estate";
import { estateOf, smallPlan } from "./small-plan";

const faultsOf = (more: object, resources: Parameters<typeof smallPlan>[0] = {}): readonly PlanFault[] =>
  estateOf(smallPlan(resources, { complete: true, ...more })).faults;

const check = (kind: string, status: string, name = "aws_x.a", ...problems: string[]) => ({
  address: { kind, to_display: name },
  status,
  instances: [{ problems: problems.map((message) => ({ message })) }],
});

test("a plan that is whole has no fault", () => {
  expect(faultsOf({ checks: [check("resource", "pass"), check("resource", "unknown"), 7, null] })).toEqual([]);
});

describe("a plan that ended with an error", () => {
  const whole = (why: string) => ({
    about: "plan",
    message: `Terraform ended this plan with an error${why}: it is not whole, and cannot be applied`,
    remedy: "mend what Terraform reports, and plan again",
  });

  test("is one fault, whatever it leaves out", () => {
    expect(faultsOf({ errored: true, complete: false })).toEqual([whole("")]);
  });

  test("names the conditions that failed", () => {
    const checks = [
      check("resource", "fail"),
      check("output_value", "error", "output.o"),
      check("resource", "pass", "aws_x.b"),
    ];
    expect(faultsOf({ errored: true, checks })).toEqual([whole(" (a condition of aws_x.a, output.o failed)")]);
  });
});

test("a plan that leaves changes out says so", () => {
  expect(faultsOf({ complete: false })).toEqual([
    {
      about: "plan",
      message: "the plan leaves changes out (it is targeted or deferred): what is not in it was not judged",
      remedy: "plan without -target and -exclude, and without deferred actions",
    },
  ]);
});

describe("a condition", () => {
  const failing = (about: string, why = "") => ({
    about,
    message: `a condition of it failed${why}`,
    remedy: "change what it is about, and plan again",
  });

  test.each<[string, object, unknown]>([
    ["that failed", check("resource", "fail"), failing("aws_x.a")],
    ["that could not be asked", check("check", "error", "check.c"), failing("check.c")],
    [
      "that failed, with what it says",
      check("resource", "fail", "aws_x.a", "one", "two"),
      failing("aws_x.a", ": one; two"),
    ],
    ["without a name", { status: "fail" }, failing("plan")],
    [
      "whose problems say nothing",
      { address: { to_display: "aws_x.a" }, status: "fail", instances: [{ problems: [{}, 7] }, null] },
      failing("aws_x.a"),
    ],
    [
      "of a check block that is not decided yet",
      check("check", "unknown", "check.c"),
      {
        about: "check.c",
        message: "this check is not decided before the apply, and would only warn then",
        remedy: "look at the check's outcome after the apply",
        advisory: true,
      },
    ],
  ])("%s is told", (_, own, fault) => {
    expect(faultsOf({ checks: [own] })).toEqual([fault]);
  });
});

test("a change that is put off was not judged", () => {
  const deferred = (about: string, reason: string) => ({
    about,
    message: `its change is deferred to a later plan (${reason}): it was not judged`,
    remedy: "plan again once what it waits for is known",
  });
  const deferred_changes = [{ reason: "provider_config_unknown", resource_change: { address: "aws_x.a" } }, {}];
  expect(faultsOf({ deferred_changes })).toEqual([
    deferred("aws_x.a", "provider_config_unknown"),
    deferred("plan", "no reason given"),
  ]);
});

describe("a resource that Terraform forgets", () => {
  const forgotten = (about: string) => ({
    about,
    message: "the plan forgets it: it stays in AWS, and is judged no more",
    remedy: "keep it in the configuration, or destroy it",
  });

  test.each(["aws_bedrockagent_agent.a", "awscc_bedrock_agent.a", "aws_budgets_budget.b"])(
    "is told where it spends, or counts what is spent: %s",
    (address) => {
      expect(faultsOf({}, { [address]: { actions: ["forget"] } })).toEqual([forgotten(address)]);
      expect(faultsOf({}, { [address]: { actions: ["create", "forget"] } })).toEqual([forgotten(address)]);
      expect(faultsOf({}, { [address]: { actions: ["delete"] } })).toEqual([]);
    },
  );

  test("is not told otherwise", () => {
    expect(faultsOf({}, { "aws_sns_topic.t": { actions: ["forget"] } })).toEqual([]);
  });
});

describe("a plan that does not say whether it is complete", () => {
  const plan = (resources: Parameters<typeof smallPlan>[0]) => smallPlan(resources);
  const missing = (about: string, more = "") => ({
    about,
    message: `the plan has no row for it${more}: unless its for_each is empty, the plan was made with -target or -exclude, and what is left out was not judged`,
    remedy: "plan without -target and -exclude",
    uncertain: true,
  });
  type Plan = ReturnType<typeof plan>;

  /** The faults of a plan with two resources, and one in a module, once it is changed. */
  function told(change: (plan: Plan) => unknown, more: object = {}): readonly PlanFault[] {
    const made = plan({
      "aws_x.a": {},
      "aws_x.b": {},
      "aws_y.c": { module: "m" },
      "data.aws_z.d": { actions: ["read"] },
    });
    change(made);
    return estateOf({ ...made, ...more }).faults;
  }
  const without =
    (...gone: string[]) =>
    (made: Plan) =>
      (made.resource_changes = made.resource_changes.filter(({ address }) => !gone.includes(address)));

  test("has no fault where each block has a row", () => {
    expect(told(() => undefined)).toEqual([]);
    expect(told(without("data.aws_z.d"))).toEqual([]);
  });

  test("tells the first block without one, and how many more there are", () => {
    expect(told(without("aws_x.a"))).toEqual([missing("aws_x.a")]);
    expect(told(without("aws_x.b", "module.m.aws_y.c"))).toEqual([missing("aws_x.b", ", and 1 more")]);
    expect(told(without("module.m.aws_y.c"))).toEqual([missing("module.m.aws_y.c")]);
  });

  test("knows a block's rows by whatever keys", () => {
    const keyed = (key: string | number) => (made: Plan) => {
      const [first, ...others] = made.resource_changes;
      made.resource_changes = [
        { ...first, index: key, address: `aws_x.a[${JSON.stringify(key)}]` } as Plan["resource_changes"][number],
        ...others,
      ];
    };
    expect([told(keyed(0)), told(keyed(12)), told(keyed('a].b["'))]).toEqual([[], [], []]);
  });

  test.each(["count_expression", "for_each_expression"])("expects no row where there is a %s", (expression) => {
    const withExpression = (of: object | undefined) => Object.assign(of ?? {}, { [expression]: {} });
    expect(
      told((made) => {
        without("aws_x.a")(made);
        withExpression(made.configuration.root_module.resources[0]);
      }),
    ).toEqual([]);
    expect(
      told((made) => {
        without("module.m.aws_y.c")(made);
        withExpression(made.configuration.root_module.module_calls["m"]);
      }),
    ).toEqual([]);
  });

  test("expects no row on a destroy: what was never made has none", () => {
    const destroyed = (actions: string[]) => (made: Plan) => {
      without("aws_x.a")(made);
      for (const { mode, change } of made.resource_changes) if (mode === "managed") change.actions = actions;
    };
    expect(told(destroyed(["delete"]))).toEqual([]);
    expect(told(destroyed(["delete", "create"]))).toEqual([missing("aws_x.a")]);
    expect(
      told((made) => {
        destroyed(["delete"])(made);
        const [first] = made.resource_changes;
        if (first !== undefined) first.change.actions = ["update"];
      }),
    ).toEqual([missing("aws_x.a")]);
  });

  test("is asked no more where it says so, or ended with an error", () => {
    expect(told(without("aws_x.a"), { complete: true })).toEqual([]);
    expect(told(without("aws_x.a"), { errored: true })).toMatchObject([{ about: "plan" }]);
  });
});
