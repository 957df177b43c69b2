import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { byAddress, fixtures, gatePlan, recordedPlan, row, verdictsOf, type PlanJson } from "../support";

const profile = "aws_bedrock_inference_profile";
const stage = "aws_api_gateway_stage";

/** Sets what the plan says of a resource's tags; undefined leaves them to be known after the apply. */
function setTags(plan: PlanJson, type: string, tags: unknown, unknown?: unknown): PlanJson {
  const { change } = row(plan, type);
  for (const key of ["tags", "tags_all"]) {
    change.after[key] = tags;
    change.after_unknown[key] = unknown ?? {};
  }
  return plan;
}

function withoutDefaultTags(plan: PlanJson): PlanJson {
  for (const { expressions } of Object.values(plan.configuration.provider_config)) delete expressions["default_tags"];
  return plan;
}

describe.each([
  ["inference-profile-has-project-tag", profile],
  ["project-tag-on-every-billable", stage],
])("%s", (rule, type) => {
  const judge = async (plan: PlanJson, configDir?: string): Promise<Record<string, unknown>> => {
    const outcome = await gatePlan(plan, configDir);
    const { address } = row(plan, type);
    return { ...verdictsOf(outcome, rule).find((verdict) => verdict.address === address) };
  };

  test.each([
    ["the project", { Project: "aws-news-agent" }, undefined, "pass"],
    ["the project among others", { Team: "news", Project: "x" }, undefined, "pass"],
    ["no tag", {}, undefined, "fail"],
    ["null", null, undefined, "fail"],
    ["another tag", { Team: "news" }, undefined, "fail"],
    ["an empty project", { Project: "" }, undefined, "fail"],
    ["a blank project", { Project: "  " }, undefined, "fail"],
    ["another spelling of the key", { project: "aws-news-agent" }, undefined, "fail"],
    ["a member of every object's prototype", { constructor: "x" }, undefined, "fail"],
  ])("with %s", async (_, tags, unknown, expected) => {
    const plan = setTags(recordedPlan("news-agent"), type, tags, unknown);
    expect(await judge(plan)).toMatchObject({ verdict: expected });
  });

  test("with tags that are known after the apply only, from an expression that tells nothing", async () => {
    const plan = recordedPlan("news-agent");
    const { change, address } = row(plan, type);
    for (const key of ["tags", "tags_all"]) {
      change.after[key] = undefined;
      change.after_unknown[key] = true;
    }
    const root = plan.configuration.root_module;
    const config = root.resources.find((each) => each.address === address);
    if (config === undefined) throw new Error(`${address} has no configuration`);
    config.expressions["tags"] = { references: ["data.aws_ssm_parameter.tags.value"] };
    expect(await judge(plan)).toMatchObject({ verdict: "undetermined", remedy: expect.any(String) });
  });

  test("with an unknown tags_all, own tags unset and no default tags: refuted, not left open", async () => {
    const plan = withoutDefaultTags(recordedPlan("news-agent"));
    const { change } = row(plan, type);
    change.after["tags"] = null;
    change.after_unknown["tags"] = undefined;
    delete change.after["tags_all"];
    change.after_unknown["tags_all"] = true;
    expect(await judge(plan)).toMatchObject({ verdict: "fail" });
  });

  test("with an unknown tags_all and the provider's default tags: they count", async () => {
    const plan = recordedPlan("news-agent");
    const { change } = row(plan, type);
    change.after["tags"] = null;
    delete change.after["tags_all"];
    change.after_unknown["tags_all"] = true;
    expect(await judge(plan)).toMatchObject({ verdict: "pass" });
  });

  test("passes on the shipped stack with its construct path", async () => {
    const found = await judge(recordedPlan("news-agent"), path.join(fixtures, "news-agent"));
    expect(found).toMatchObject({ verdict: "pass", constructPath: expect.stringMatching(/^AwsNewsAgent\//) });
  });
});

describe("the default tags of a module's own provider", () => {
  const rule = "project-tag-on-every-billable";
  const folder = path.join(fixtures, "default-tags-hcl");
  const inModules = async (configDir?: string): Promise<Record<string, string>> => {
    const all = Object.entries(byAddress(await gatePlan(recordedPlan("default-tags-hcl"), configDir), rule));
    return Object.fromEntries(
      all.flatMap(([address, verdict]) => [[/^module\.(\w+)/.exec(address)?.[1] ?? "", verdict]]),
    );
  };

  test("are read in the module's terms, from the folder", async () => {
    expect(await inModules(folder)).toEqual({
      "": "fail",
      pass_constant: "pass",
      pass_variable: "pass",
      fail_empty: "fail",
      open_unknown: "undetermined",
    });
  });

  test("are not known without the folder, whatever the root module has by the same name", async () => {
    const { "": root, ...inner } = await inModules();
    expect([root, new Set(Object.values(inner))]).toEqual(["fail", new Set(["undetermined"])]);
  });

  test("are read in the module's terms where the plan has their text", async () => {
    const plan = recordedPlan("default-tags-hcl");
    for (const [name, provider] of Object.entries(plan.configuration.provider_config)) {
      const tags = { constant_value: { Project: "${var.project}" }, references: ["var.project"] };
      if (name !== "aws") provider.expressions["default_tags"] = [{ tags }];
    }
    const outcome = byAddress(await gatePlan(plan), rule);
    expect(outcome["module.open_unknown.aws_sns_topic.inner"]).toBe("undetermined");
    expect(outcome["module.pass_constant.aws_sns_topic.inner"]).toBe("pass");
    expect(outcome["module.fail_empty.aws_sns_topic.inner"]).toBe("fail");
  });
});

test("a profile outside the plan leaves its tag undetermined, at the agent that names it", async () => {
  const plan = recordedPlan("news-agent");
  const { change, address } = row(plan, "aws_bedrockagent_agent");
  change.after["foundation_model"] = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc123xyz";
  delete change.after_unknown["foundation_model"];
  const found = verdictsOf(await gatePlan(plan), "inference-profile-has-project-tag");
  expect(found.find((verdict) => verdict.address === address)).toMatchObject({ verdict: "undetermined" });
});

test("what is never billed is not asked for the tag", async () => {
  const outcome = await gatePlan(recordedPlan("news-agent"));
  const addresses = verdictsOf(outcome, "project-tag-on-every-billable").map(({ address }) => address);
  expect(addresses.filter((address) => /^aws_iam_|agent_alias|usage_plan/.test(address))).toEqual([]);
  expect(addresses.length).toBeGreaterThan(3);
});
