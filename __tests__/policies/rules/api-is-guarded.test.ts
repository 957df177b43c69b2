import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { gate } from "../../../policies";
import { byAddress, fixtures, gatePlan, recordedPlan, row, verdictsOf, type PlanJson, type Verdict } from "../support";

const rule = "api-is-guarded";
const folder = path.join(fixtures, "apis-hcl");
const words: Record<string, string> = { pass: "pass", fail: "fail", open: "undetermined", skip: "notApplicable" };
const owed = (address: string): string | undefined =>
  words[/(?:^module|\w+)\.(pass|fail|open|skip)_/.exec(address)?.[1] ?? ""];

describe("every way in of an HCL plan", () => {
  test.each([folder, undefined])("gets the verdict that it is owed, with the folder %s", async (configDir) => {
    const verdicts = byAddress(await gatePlan(recordedPlan("apis-hcl"), configDir), rule);
    const sure = Object.entries(verdicts).filter(
      ([, verdict]) => configDir !== undefined || verdict !== "undetermined",
    );
    expect(Object.fromEntries(sure)).toEqual(Object.fromEntries(sure.map(([address]) => [address, owed(address)])));
    // Without the folder nobody can tell that a route is one of a WebSocket API.
    expect(Object.keys(verdicts)).toHaveLength(configDir === undefined ? waysIn + 1 : waysIn);
  });

  test("the message says what is missing", async () => {
    const found = verdictsOf(await gatePlan(recordedPlan("apis-hcl"), folder), rule);
    const message = (name: string) =>
      found.find(({ address }) => address.includes(`${name}.`) || address.endsWith(name))?.message;
    expect(message("fail_no_throttle")).toContain(
      "usage plan module.fail_no_throttle.aws_api_gateway_usage_plan.it has no throttle",
    );
    expect(message("fail_no_quota")).toMatch(/has no quota$/);
    expect(message("fail_no_usage_plan")).toContain("no usage plan of this plan lists its API");
    expect(message("fail_no_bound_key")).toContain("no key is bound to usage plan");
    expect(message("fail_url")).toBe(
      "the function URL ask is open to anybody, and each request is spent on the project's bill",
    );
  });
});

/** Ways in of the fixture. */
const waysIn = 28;

async function judgeNews(change: (plan: PlanJson) => void): Promise<Verdict[]> {
  const plan = recordedPlan("news-agent");
  change(plan);
  return verdictsOf(await gatePlan(plan), rule);
}

const post = (found: readonly Verdict[]): Verdict | undefined => found.find(({ address }) => address.includes("Post"));

const method = (plan: PlanJson) => {
  const found = plan.resource_changes.find(({ address }) =>
    address.includes("aws_api_gateway_method.News_Project_Api_Post"),
  );
  return found?.change.after ?? {};
};
const usagePlan = (plan: PlanJson) => row(plan, "aws_api_gateway_usage_plan").change.after;
const remove = (plan: PlanJson, removed: string): void => {
  plan.resource_changes = plan.resource_changes.filter(({ type }) => type !== removed);
};

const without =
  (removed: string) =>
  (plan: PlanJson): void => {
    remove(plan, removed);
  };

describe("the shipped stack", () => {
  test("passes by its key and usage plan; its preflight is not asked", async () => {
    const found = await judgeNews(() => undefined);
    expect(found.map(({ verdict }) => verdict).sort()).toEqual(["notApplicable", "pass"]);
    expect(post(found)?.evidence.at(-1)).toMatch(
      /^usage plan aws_api_gateway_usage_plan\.\S+ has a throttle, a quota and a key$/,
    );
  });

  test.each<[string, (plan: PlanJson) => void, string, string]>([
    ["asks for no key", (plan) => (method(plan)["api_key_required"] = false), "fail", "is open to anybody"],
    ["has no quota", (plan) => (usagePlan(plan)["quota_settings"] = []), "fail", "has no quota"],
    [
      "has neither",
      (plan) => Object.assign(usagePlan(plan), { quota_settings: [], throttle_settings: [] }),
      "fail",
      "no throttle and no quota",
    ],
    ["has no key", without("aws_api_gateway_usage_plan_key"), "fail", "no key is bound"],
    ["has no usage plan", without("aws_api_gateway_usage_plan"), "fail", "no usage plan of this plan"],
    ["has an authorizer", (plan) => (method(plan)["authorization"] = "CUSTOM"), "pass", "asks who is there"],
  ])("that %s", async (_, change, verdict, message) => {
    expect(post(await judgeNews(change))).toMatchObject({ verdict, message: expect.stringContaining(message) });
  });

  test("is open while the limit is not known", async () => {
    const found = await judgeNews((plan) => {
      const { change } = row(plan, "aws_api_gateway_usage_plan");
      change.after_unknown["quota_settings"] = [{ limit: true }];
    });
    // Its expression is a constant, which is what counts.
    expect(post(found)?.verdict).toBe("pass");
  });

  test("a later plan is judged by the ids that it knows", async () => {
    const found = await judgeNews((plan) => {
      const { change } = row(plan, "aws_api_gateway_rest_api");
      change.after["id"] = "abc123";
      delete change.after_unknown["id"];
      usagePlan(plan)["api_stages"] = [{ api_id: "abc123", stage: "v1", throttle: [] }];
      row(plan, "aws_api_gateway_usage_plan").change.after_unknown["api_stages"] = [{}];
    });
    expect(post(found)?.verdict).toBe("pass");
  });
});

describe("a plan without agents", () => {
  const plan = recordedPlan("apis-hcl");
  remove(plan, "aws_bedrockagent_agent");
  const text = JSON.stringify(plan);

  test("is not asked", async () => {
    const { report } = await gate({ plan: { text, name: "plan.json" } });
    const verdicts = report.verdicts.filter((verdict) => verdict.rule === rule);
    expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(new Set(["notApplicable"]));
  });

  test("is asked where the rule is required", async () => {
    const { report } = await gate({ plan: { text, name: "plan.json" }, require: [rule] });
    expect(report.verdicts.find(({ address }) => address.endsWith("fail_url"))?.verdict).toBe("fail");
  });
});
