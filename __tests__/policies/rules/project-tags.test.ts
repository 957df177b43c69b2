import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { goodEstate } from "../../../policies/canary/estates";
import { profileArn } from "../../../policies/canary/arns";
import { known, type Attribute } from "../../../policies/attribute";
import type { Estate } from "../../../policies/estate";
import type { Finding } from "../../../policies/rule";
import { inferenceProfileHasProjectTag } from "../../../policies/rules/inference-profile-has-project-tag";
import { projectTagOnEveryBillable } from "../../../policies/rules/project-tag-on-every-billable";
import { one, open, resolved, text } from "../attributes";
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

/** An estate with one profile and one stage, both with this tag, and what a rule says of them. */
function judgedWith(examine: typeof projectTagOnEveryBillable.examine, tag: Attribute, constructPath?: string) {
  const good = goodEstate("CostCentre");
  const make = (type: string) => ({ address: `${type}.it`, type, constructPath, tag: () => tag });
  const estate: Estate = {
    ...good,
    inferenceProfiles: good.inferenceProfiles.map((each) => ({ ...each, ...make(each.type) })),
    taggable: [make(stage), make("aws_iam_role"), make(stage)],
  };
  return examine(estate, { tagKey: "CostCentre", now: new Date() });
}

describe("what is said", () => {
  test.each([
    [
      "of what is billed",
      projectTagOnEveryBillable,
      [`${stage}.it`, `${stage}.it`],
      "its cost is billed under",
      "its cost lands on no project's bill",
      'pass the project\'s tags to it: tags: tags.all, or tags: { CostCentre: "<project>" }',
    ],
    [
      "of a profile",
      inferenceProfileHasProjectTag,
      [`${profile}.it`],
      "model calls through it are billed under",
      "model calls through it are billed to no project",
      'give it the project\'s tags: new TrackedInferenceProfile(..., { tags }), or tags: { CostCentre: "<project>" }',
    ],
  ])("%s names the bill and the way out", (_, { examine }, addresses, billed, unbilled, construct) => {
    const hcl = 'add CostCentre = "<project>" to its tags, or to the provider\'s default_tags';
    const said = (found: readonly Finding[]) =>
      found.map(({ address, verdict, message, remedy }) => [address, verdict, message, remedy]);
    const missing = `it has no CostCentre tag: ${unbilled}`;
    expect(said(judgedWith(examine, known("news")))).toEqual(
      addresses.map((address) => [address, "pass", `${billed} CostCentre = "news"`, undefined]),
    );
    expect(said(judgedWith(examine, known(null)))).toEqual(addresses.map((address) => [address, "fail", missing, hcl]));
    expect(said(judgedWith(examine, known(null), "Stack/It"))).toEqual(
      addresses.map((address) => [address, "fail", missing, construct]),
    );
  });
});

describe("a model that an agent names", () => {
  const elsewhere = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/elsewhere";
  const judgedAgent = (model: Attribute, live?: boolean): readonly Finding[] => {
    const good = goodEstate("Project");
    const agents = good.agents.map((agent) => ({ ...agent, foundationModel: model }));
    return inferenceProfileHasProjectTag
      .examine({ ...good, live, agents }, { tagKey: "Project", now: new Date() })
      .filter(({ address }) => address === "aws_bedrockagent_agent.canary");
  };

  test.each<[string, Attribute, string]>([
    ["a profile that stands elsewhere", one(text(elsewhere)), `"${elsewhere}"`],
    ["a profile that stands elsewhere, or one of here", one(text(profileArn), text(elsewhere)), `"${elsewhere}"`],
    ["a reference to no profile of here", one(resolved(`${profile}.gone`, "arn")), `${profile}.gone.arn`],
  ])("%s: its tag cannot be seen", (_, model, named) => {
    expect(judgedAgent(model)).toEqual([
      {
        verdict: "undetermined",
        address: "aws_bedrockagent_agent.canary",
        message: `its inference profile, ${named}, is not in this plan, so its Project tag cannot be seen`,
        evidence: ["the link"],
        remedy: "make the profile in this stack, or check its tags in the account",
      },
    ]);
  });

  test("a profile that is not found in an account is said to be missing there", () => {
    expect(judgedAgent(known(elsewhere), true)[0]?.message).toContain("is not in this account, so");
  });

  test.each<[string, Attribute]>([
    ["the profile of here, by its ARN", known(profileArn)],
    ["the profile of here, by reference", one(resolved(`${profile}.canary`, "arn"))],
    ["a model without profile, which another rule refuses", known("amazon.nova-lite-v1:0")],
    ["what nobody knows, which another rule asks about", one(open)],
  ])("%s: the profile alone is judged", (_, model) => {
    expect(judgedAgent(model)).toEqual([]);
  });
});
