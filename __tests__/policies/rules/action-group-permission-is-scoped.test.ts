import path from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { gate } from "../../../policies";
import { known, type Attribute, type PossibleValue } from "../../../policies/attribute";
import type { ActionGroup, Agent, Estate, LambdaPermission } from "../../../policies/estate";
import { actionGroupPermissionIsScoped } from "../../../policies/rules/action-group-permission-is-scoped";
import { byAddress, fixtures, gatePlan, recordedPlan, row, verdictsOf, type PlanJson, type Verdict } from "../support";

const rule = "action-group-permission-is-scoped";
const folder = path.join(fixtures, "permission-hcl");
const verdictOfWord: Record<string, string> = {
  pass: "pass",
  fail: "fail",
  open: "undetermined",
  elsewhere: "fail",
  none: "notApplicable",
};

/** The fixture names each permission and each action group by the verdict that is owed. */
const owed = (address: string): string | undefined => verdictOfWord[/[."]([a-z]+)_\w+"?\]?$/.exec(address)?.[1] ?? ""];

describe("every way of letting an agent call a function", () => {
  test("with the configuration folder each gets the verdict that it is owed", async () => {
    const verdicts = byAddress(await gatePlan(recordedPlan("permission-hcl"), folder), rule);
    expect(Object.keys(verdicts)).toHaveLength(26);
    expect(verdicts).toEqual(Object.fromEntries(Object.keys(verdicts).map((address) => [address, owed(address)])));
  });

  test("without the folder nothing is claimed that the folder refutes", async () => {
    const verdicts = byAddress(await gatePlan(recordedPlan("permission-hcl")), rule);
    for (const [address, verdict] of Object.entries(verdicts)) {
      expect([address, verdict]).toEqual([address, expect.stringMatching(`^(${owed(address) ?? ""}|undetermined)$`)]);
    }
  });

  test.each([
    ["fail_wildcard", "agent/*"],
    ["fail_unscoped", "its source_arn is null"],
    ["fail_without_account", "its source_account is null"],
    ["fail_other_account", "is not the account of its source_arn"],
    ["fail_agent_id", "aws_bedrockagent_agent.news.agent_id, not the ARN of one agent"],
  ])("the failure of %s says what is wrong", async (name, message) => {
    const verdicts = verdictsOf(await gatePlan(recordedPlan("permission-hcl"), folder), rule);
    const found = verdicts.find(({ address }) => address === `aws_lambda_permission.${name}`);
    expect(found).toMatchObject({ verdict: "fail", message: expect.stringContaining(message) });
  });

  test.each([
    [[], "advisory"],
    [[rule], "mandatory"],
  ])("required %j, a function of another stack weighs %s", async (require, level) => {
    const plan = { text: JSON.stringify(recordedPlan("permission-hcl")), name: "plan.json" };
    const verdicts = verdictsOf(await gate({ plan, configDir: folder, require }), rule);
    expect(verdicts.find(({ address }) => address.includes("elsewhere_"))).toMatchObject({ verdict: "fail", level });
  });
});

describe("the permission of the synthesized stack", () => {
  const type = "aws_lambda_permission";
  const address = recordedPlan("news-agent").resource_changes.find(
    ({ type: each, change }) => each === type && change.after["principal"] === "bedrock.amazonaws.com",
  )?.address as string;
  const group = row(recordedPlan("news-agent"), "aws_bedrockagent_agent_action_group").address;

  async function judge(change: (plan: PlanJson) => void): Promise<Record<string, Verdict["verdict"]>> {
    const plan = recordedPlan("news-agent");
    change(plan);
    return byAddress(await gatePlan(plan), rule);
  }

  /** Makes an attribute of the permission come from an expression. */
  const follow = (plan: PlanJson, attribute: string, expression: string, reference: string): void => {
    const { change } = row(plan, address);
    Reflect.deleteProperty(change.after, attribute);
    change.after_unknown[attribute] = true;
    for (const { address: each, expressions } of plan.configuration.root_module.resources) {
      if (each === address) expressions[attribute] = { constant_value: expression, references: [reference] };
    }
  };

  test("passes on a first plan, and so does its action group", async () => {
    expect(await judge(() => undefined)).toEqual({ [address]: "pass", [group]: "pass" });
  });

  test("may take its account from the caller", async () => {
    const identity = { mode: "data", type: "aws_caller_identity", name: "current" };
    const found = await judge((plan) => {
      const data = { ...identity, address: "data.aws_caller_identity.current" };
      const change = { actions: ["read"], after: {}, after_unknown: { account_id: true } };
      plan.resource_changes.push({ ...data, change });
      plan.configuration.root_module.resources.push({ ...data, expressions: {} });
      follow(plan, "source_account", `\${${data.address}.account_id}`, data.address);
    });
    expect(found).toEqual({ [address]: "pass", [group]: "pass" });
  });

  const tell = async (change: (plan: PlanJson) => void, dir?: string): Promise<Record<string, Verdict | undefined>> => {
    const plan = recordedPlan("news-agent");
    change(plan);
    const found = verdictsOf(await gatePlan(plan, dir), rule);
    return {
      permission: found.find((each) => each.address === address),
      group: found.find((each) => each.address === group),
    };
  };

  test("fails where it lets anybody in, Bedrock among them", async () => {
    const found = await tell((plan) => {
      row(plan, address).change.after["principal"] = "*";
    });
    expect(found).toMatchObject({
      permission: { verdict: "fail", message: 'its principal is "*": anybody' },
      group: { verdict: "pass" },
    });
  });

  test("is no matter of an agent's where no action group calls the function that anybody may", async () => {
    const found = await tell((plan) => {
      Object.assign(row(plan, address).change.after, { principal: "*", function_name: "another" });
      plan.resource_changes.forEach(({ address: each, change }) => {
        if (each === address) change.after_unknown = {};
      });
    });
    expect(found).toMatchObject({ permission: undefined, group: { verdict: "fail" } });
  });

  test("is undetermined where its source is not followed", async () => {
    const found = await judge((plan) => {
      follow(plan, "source_arn", "${local.agent}", "local.agent");
    });
    expect(found).toEqual({ [address]: "undetermined", [group]: "undetermined" });
  });

  test("says who may call, and its action group by what it is called", async () => {
    expect(await tell(() => undefined)).toMatchObject({
      permission: {
        message: expect.stringMatching(/^only aws_bedrockagent_agent\.\w+\.agent_arn may call the function$/),
      },
      group: {
        message: expect.stringMatching(new RegExp(`^${address} lets its agent call aws_lambda_function\\.\\w+\\.arn$`)),
      },
    });
  });

  test("is undetermined, and its action group with it, while its principal is not known", async () => {
    const found = await tell((plan) => {
      follow(plan, "principal", "${local.principal}", "local.principal");
    });
    expect(found).toMatchObject({
      permission: {
        verdict: "undetermined",
        message: expect.stringMatching(/^its principal is something undetermined/),
      },
      group: { verdict: "undetermined", message: expect.stringContaining(`: whether ${address} does is not proven`) },
    });
  });

  test("fails for what is proven, whatever else is not known, and says both", async () => {
    const { permission } = await tell((plan) => {
      follow(plan, "source_arn", "${local.agent}", "local.agent");
      const { change } = row(plan, address);
      change.after["source_account"] = null;
      delete change.after_unknown["source_account"];
    });
    expect(permission).toMatchObject({
      verdict: "fail",
      message: expect.stringMatching(
        /^its source_arn is .*, not the ARN of one agent; its source_account is null, not/,
      ),
      evidence: expect.arrayContaining([expect.stringContaining("local.agent")]),
      remedy: expect.stringMatching(/^set source_arn = /),
    });
  });

  test("is told to be a construct where it is one", async () => {
    const { permission } = await tell(
      (plan) => {
        const { change } = row(plan, address);
        change.after["source_account"] = null;
        delete change.after_unknown["source_account"];
      },
      path.join(fixtures, "news-agent"),
    );
    expect(permission?.remedy).toMatch(/^use ActionGroup, which makes the permission/);
  });

  test("for a flow lets no agent call", async () => {
    const flow = "arn:aws:bedrock:eu-west-2:123456789012:flow/FLOW123456";
    const { permission } = await tell((plan) => {
      const { change } = row(plan, address);
      change.after["source_arn"] = flow;
      delete change.after_unknown["source_arn"];
    });
    expect(permission).toMatchObject({ verdict: "notApplicable", message: "it lets a flow call, and no agent" });
  });

  test("is not missed where nobody knows which function the action group calls", async () => {
    const found = await tell((plan) => {
      plan.resource_changes = plan.resource_changes.filter((each) => each.address !== address);
      const { change } = row(plan, group);
      change.after["action_group_executor"] = [{}];
      change.after_unknown["action_group_executor"] = [{ lambda: true }];
      for (const { address: each, expressions } of plan.configuration.root_module.resources)
        if (each === group) expressions["action_group_executor"] = [{ lambda: { references: ["var.lambda"] } }];
    });
    expect(found["group"]).toMatchObject({
      verdict: "undetermined",
      message: expect.stringMatching(/: which function it calls is not proven$/),
    });
  });

  test("leaves its action group without one when it goes", async () => {
    const found = await judge((plan) => {
      plan.resource_changes = plan.resource_changes.filter((each) => each.address !== address);
    });
    expect(found).toEqual({ [group]: "fail" });
  });
});

describe("a permission lets an action group's agent call", () => {
  const open: PossibleValue = { kind: "undetermined", because: "b", settledBy: "s" };
  const one = (...possible: PossibleValue[]): Attribute => ({ possible, trail: [] });
  const agentOf = (name: string, attribute: string): PossibleValue => {
    const type = "aws_bedrockagent_agent";
    return { kind: "resolved", of: `${type}.${name}`, type, attribute };
  };
  const arn = (id: string): string => `arn:aws:bedrock:eu-west-2:123456789012:agent/${id}`;

  let base: Estate;
  beforeAll(async () => {
    ({ estate: base } = await gatePlan(recordedPlan("news-agent")));
  });

  /** One action group of the agent "own", which calls the function "f", and one permission. */
  const judge = (permission: Partial<LambdaPermission>, group: Partial<ActionGroup> = {}): string | undefined => {
    const [agent] = base.agents as [Agent];
    const estate: Estate = {
      ...base,
      agents: ["own", "other"].map((name) => ({
        ...agent,
        address: `aws_bedrockagent_agent.${name}`,
        id: one(open),
        arn: one(open),
      })),
      functions: [],
      actionGroups: [
        {
          address: "group",
          type: "aws_bedrockagent_agent_action_group",
          agentId: one(agentOf("own", "agent_id")),
          executor: known("f"),
          ...group,
        },
      ],
      permissions: [
        {
          address: "permission",
          type: "aws_lambda_permission",
          action: known("lambda:InvokeFunction"),
          principal: known("bedrock.amazonaws.com"),
          functionName: known("f"),
          qualifier: known(null),
          sourceArn: one(agentOf("own", "agent_arn")),
          sourceAccount: known("123456789012"),
          ...permission,
        },
      ],
    };
    const found = actionGroupPermissionIsScoped.examine(estate, { tagKey: "Project", now: new Date() });
    return found.find(({ address }) => address === "group")?.verdict;
  };

  test.each<[string, Partial<LambdaPermission>, Partial<ActionGroup>, string]>([
    ["its function, for itself", {}, {}, "pass"],
    ["another function", { functionName: known("g") }, {}, "fail"],
    ["no function", { functionName: known(null) }, {}, "fail"],
    ["perhaps its function", { functionName: one(open) }, {}, "undetermined"],
    ["perhaps the function that it calls", {}, { executor: one(open) }, "undetermined"],
    ["perhaps neither", { functionName: one(open) }, { executor: one(open) }, "undetermined"],
    ["its function by another principal", { principal: known("events.amazonaws.com") }, {}, "fail"],
    ["its function to be looked at alone", { action: known("lambda:GetFunction") }, {}, "fail"],
    ["its function by whatever action", { action: known("lambda:*") }, {}, "pass"],
    ["its function by an action that is not known", { action: one(open) }, {}, "undetermined"],
    ["its function by anybody", { principal: known("*"), sourceArn: known(null) }, {}, "pass"],
    [
      "its function by anybody, for another agent",
      { principal: known("*"), sourceArn: known(arn("OTHER12345")) },
      {},
      "fail",
    ],
    ["its function with the version beside", { qualifier: known("7") }, { executor: known("f:7") }, "pass"],
    ["its function with the version in the name", { functionName: known("f:7") }, { executor: known("f:7") }, "pass"],
    [
      "its function with no version beside",
      { functionName: known("f:7"), qualifier: known("") },
      { executor: known("f:7") },
      "pass",
    ],
    ["another version", { qualifier: known("8") }, { executor: known("f:7") }, "fail"],
    ["perhaps another version", { qualifier: one(open) }, { executor: known("f:7") }, "undetermined"],
    ["its function for another agent", { sourceArn: one(agentOf("other", "agent_arn")) }, {}, "fail"],
    ["its function for any agent", { sourceArn: known("*") }, {}, "pass"],
    ["its function for perhaps another agent", { sourceArn: one(open) }, {}, "undetermined"],
    ["its function for some agent, whichever it is of", {}, { agentId: one(open) }, "undetermined"],
    [
      "its function by ARN, for the agent by id",
      { sourceArn: known(arn("AGENT12345")) },
      { agentId: known("AGENT12345") },
      "pass",
    ],
    [
      "its function by ARN, for an agent of a longer id",
      { sourceArn: known(arn("XAGENT12345")) },
      { agentId: known("AGENT12345") },
      "fail",
    ],
    [
      "its function for another ARN, though both are elsewhere",
      { sourceArn: known(arn("OTHER12345")) },
      { agentId: known("AGENT12345") },
      "fail",
    ],
    [
      "its function for an ARN, which is not that of an agent here",
      { sourceArn: known(arn("OTHER12345")) },
      {},
      "fail",
    ],
    ["nothing, as it calls none", {}, { executor: known(null) }, "notApplicable"],
  ])("%s", (_, permission, group, expected) => {
    expect(judge(permission, group)).toBe(expected);
  });
});
