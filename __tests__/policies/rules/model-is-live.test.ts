import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { findModel } from "../../../catalogue";
import { gate } from "../../../policies";
import { known, type Attribute, type PossibleValue } from "../../../policies/attribute";
import { goodEstate } from "../../../policies/canary/estates";
import { modelIsLive } from "../../../policies/rules/model-is-live";
import { one, open, resolved, text } from "../attributes";
import { byAddress, fixtures, recordedPlan, row, verdictsOf, type PlanJson, type Verdict } from "../support";

const rule = "model-is-live";
const folder = path.join(fixtures, "models-hcl");
const profile = "aws_bedrock_inference_profile";
const agent = "aws_bedrockagent_agent";
const modelArn = (id: string): string => `arn:aws:bedrock:eu-west-2::foundation-model/${id}`;

const gateOn = async (plan: PlanJson, day: string, configDir?: string) =>
  gate({ plan: { text: JSON.stringify(plan), name: "plan.json" }, now: new Date(day), configDir });

async function judgeCopyOf(model: unknown, day = "2026-11-24"): Promise<Verdict[]> {
  const plan = recordedPlan("news-agent");
  row(plan, profile).change.after["model_source"] = [{ copy_from: model }];
  return verdictsOf(await gateOn(plan, day), rule);
}

test("every way of copying a model in HCL gets the verdict that its name says", async () => {
  const verdicts = byAddress(await gateOn(recordedPlan("models-hcl"), "2026-11-24", folder), rule);
  expect(Object.keys(verdicts)).toHaveLength(11);
  const words: Record<string, string> = { pass: "pass", fail: "fail", open: "undetermined" };
  const expected = Object.keys(verdicts).map((address) => [
    address,
    words[/\.(pass|fail|open)_/.exec(address)?.[1] ?? ""],
  ]);
  expect(verdicts).toEqual(Object.fromEntries(expected));
});

describe("the model that a profile copies", () => {
  test.each([
    ["an active model", modelArn("amazon.nova-pro-v1:0"), "2026-11-24", "pass", "is active"],
    ["the last day before Legacy", modelArn("amazon.nova-premier-v1:0"), "2026-03-12", "pass", "is active"],
    ["Legacy", modelArn("amazon.nova-premier-v1:0"), "2026-03-13", "fail", "stops answering on 2026-09-14"],
    ["the day of its end", modelArn("amazon.nova-premier-v1:0"), "2026-09-14", "fail", "end of life on 2026-09-14"],
    ["a system-defined profile's id", "eu.amazon.nova-pro-v1:0", "2026-11-24", "pass", "is active"],
    ["a model without a row", modelArn("deepseek.v3.2"), "2026-11-24", "undetermined", "the catalogue cannot tell"],
    ["nothing", null, "2026-11-24", "undetermined", "the catalogue cannot tell"],
  ])("%s", async (_, model, day, verdict, message) => {
    expect(await judgeCopyOf(model, day)).toEqual([
      expect.objectContaining({ verdict, level: "advisory", message: expect.stringContaining(message) }),
    ]);
  });

  test("the remedy names active models of the Region that the ARN names", async () => {
    const [verdict] = await judgeCopyOf(modelArn("anthropic.claude-3-7-sonnet-20250219-v1:0"));
    expect(verdict?.remedy).toMatch(/^set copy_from to the ARN of \S*anthropic\.\S+, .* \(active in eu-west-2\)$/);
  });
});

describe("an agent", () => {
  test("that calls its model through a profile is not asked", async () => {
    const found = verdictsOf(await gateOn(recordedPlan("news-agent"), "2026-11-24"), rule);
    expect(found.map(({ address }) => address)).toEqual([expect.stringMatching(`^${profile}`)]);
  });

  test("that names a retired model fails, and blocks nothing by it", async () => {
    const plan = recordedPlan("news-agent");
    const { change } = row(plan, agent);
    change.after["foundation_model"] = "anthropic.claude-3-7-sonnet-20250219-v1:0";
    delete change.after_unknown["foundation_model"];
    const found = verdictsOf(await gateOn(plan, "2026-11-24"), rule).filter(({ address }) => address.startsWith(agent));
    expect(found).toEqual([expect.objectContaining({ verdict: "fail", level: "advisory" })]);
  });
});

test("a sensitive model is not looked up", async () => {
  const outcome = await gateOn(recordedPlan("models-hcl"), "2026-11-24", folder);
  const secret = verdictsOf(outcome, rule).find(({ address }) => address.endsWith("open_sensitive"));
  expect(JSON.stringify(secret)).not.toContain("nova-micro");
});

test("a plan without profile and agent has nothing to ask", async () => {
  const plan = recordedPlan("news-agent");
  plan.resource_changes = plan.resource_changes.filter(({ type }) => !/^aws_bedrock/.test(type));
  expect(verdictsOf(await gateOn(plan, "2026-11-24"), rule)).toEqual([]);
});

const [retired, leaving, ending, premier] = [
  "anthropic.claude-3-7-sonnet-20250219-v1:0",
  "anthropic.claude-sonnet-4-5-20250929-v1:0",
  "meta.llama3-3-70b-instruct-v1:0",
  "amazon.nova-premier-v1:0",
];

/** What is said of the profile "it" that copies this, on 24 November 2026. */
function judgedCopy(copyFrom: Attribute, constructPath?: string) {
  const good = goodEstate("Project");
  const inferenceProfiles = good.inferenceProfiles.map((each) => ({ ...each, address: "it", constructPath, copyFrom }));
  const found = modelIsLive.examine({ ...good, inferenceProfiles }, { tagKey: "Project", now: new Date("2026-11-24") });
  return found.find(({ address }) => address === "it");
}

/** What is said of the agent "it" that names this. */
function judgedAgent(foundationModel: Attribute, constructPath?: string) {
  const good = goodEstate("Project");
  const agents = good.agents.map((each) => ({ ...each, address: "it", constructPath, foundationModel }));
  const found = modelIsLive.examine({ ...good, agents }, { tagKey: "Project", now: new Date("2026-11-24") });
  return found.find(({ address }) => address === "it");
}

const secret = (value: string): PossibleValue => ({ kind: "known", value, sensitive: true });
const rowOf = (id: string, life: string): string =>
  `the catalogue has ${id} as ${life}: ${findModel(id)?.sources[0].url ?? "nothing"}`;
const untold = (what: string): string =>
  `the catalogue cannot tell whether its model is served for long: it may be ${what}`;

describe("what is said of a model", () => {
  test.each<[string, Attribute, string, string, readonly string[]]>([
    [
      "that is active",
      one(text("amazon.nova-pro-v1:0")),
      "pass",
      'its model "amazon.nova-pro-v1:0" is active',
      [rowOf("amazon.nova-pro-v1:0", "active")],
    ],
    [
      "that is known by reference",
      one(resolved("data.aws_bedrock_foundation_model.it", "model_id", { value: "amazon.nova-pro-v1:0" })),
      "pass",
      "its model data.aws_bedrock_foundation_model.it.model_id is active",
      [rowOf("amazon.nova-pro-v1:0", "active")],
    ],
    [
      "that is retired",
      one(text(retired)),
      "fail",
      `its model "${retired}" reached its end of life on 2026-04-28: calls to it fail`,
      [rowOf(retired, "retired")],
    ],
    [
      "that is legacy",
      one(text(leaving)),
      "fail",
      `its model "${leaving}" is a legacy model, and stops answering on 2027-04-08`,
      [rowOf(leaving, "legacy")],
    ],
    [
      "whose end is all that is known",
      one(text(ending)),
      "fail",
      `its model "${ending}" is a legacy model, and stops answering on 2027-03-30`,
      [rowOf(ending, "legacy")],
    ],
    [
      "that is one of two that end",
      one(text(retired), text(leaving)),
      "fail",
      `its model "${retired}" or "${leaving}" reached its end of life on 2026-04-28: calls to it fail or is a legacy model, and stops answering on 2027-04-08`,
      [rowOf(retired, "retired"), rowOf(leaving, "legacy")],
    ],
    [
      "that is named in two ways, and ends once",
      one(text(premier), text(modelArn(premier))),
      "fail",
      `its model "${premier}" or "${modelArn(premier)}" reached its end of life on 2026-09-14: calls to it fail`,
      [rowOf(premier, "retired"), rowOf(premier, "retired")],
    ],
    [
      "that ends, perhaps",
      one(text(retired), text("amazon.nova-pro-v1:0")),
      "undetermined",
      untold(`"${retired}" or "amazon.nova-pro-v1:0"`),
      [rowOf(retired, "retired"), rowOf("amazon.nova-pro-v1:0", "active")],
    ],
    ["without a row", one(text("deepseek.v3.2")), "undetermined", untold('"deepseek.v3.2"'), []],
    ["that is no text", one(text(7)), "undetermined", untold("7"), []],
    ["that is open", one(open), "undetermined", untold("something undetermined (nobody knows)"), []],
    ["that is yet to be known", one(resolved("aws_x.y", "model")), "undetermined", untold("aws_x.y.model"), []],
    ["that is secret", one(secret(retired)), "undetermined", untold("(sensitive value)"), []],
  ])("%s", (_, model, verdict, message, rows) => {
    expect(judgedCopy(model)).toMatchObject({ verdict, message, evidence: ["the link", ...rows] });
  });

  test("that passes asks for nothing", () => {
    expect(judgedCopy(known("amazon.nova-pro-v1:0"))).not.toHaveProperty("remedy");
  });

  test("without a row is to be looked up", () => {
    expect(judgedCopy(known("deepseek.v3.2"))?.remedy).toBe(
      "look the model up on AWS's lifecycle page, and add a row to the catalogue",
    );
  });
});

describe("the way out of a model that ends", () => {
  const arn = modelArn(retired);
  const here = /^\S*anthropic\.\S+, \S+, \S+ \(active in eu-west-2\)$/;

  test.each<[string, ReturnType<typeof judgedCopy>, string, string | RegExp]>([
    ["a profile in HCL", judgedCopy(known(arn)), "set copy_from to the ARN of ", here],
    ["a profile's construct", judgedCopy(known(arn), "Stack/Profile"), "set source: modelSource(...) to ", here],
    [
      "a profile whose Region is not known",
      judgedCopy(known(retired)),
      "set copy_from to the ARN of ",
      "an active model",
    ],
    [
      "a profile in a Region of no catalogue",
      judgedCopy(known(arn.replace("eu-west-2", "xx-nowhere-1"))),
      "set copy_from to the ARN of ",
      "an active model",
    ],
    [
      "a profile that copies by a name, or by an ARN",
      judgedCopy(one(text(retired), text(arn))),
      "set copy_from to the ARN of ",
      here,
    ],
  ])("of %s", (_, found, setting, model) => {
    expect(found?.remedy?.startsWith(setting)).toBe(true);
    const rest = found?.remedy?.slice(setting.length);
    if (typeof model === "string") expect(rest).toBe(model);
    else expect(rest).toMatch(model);
  });

  test.each<[string, string | undefined, RegExp]>([
    [
      "an agent in HCL",
      undefined,
      /^copy an aws_bedrock_inference_profile from \S*anthropic\.\S+, \S+, \S+, and set foundation_model to its arn \(active in eu-west-2\)$/,
    ],
    [
      "an agent's construct",
      "Stack/Agent",
      /^use CostTrackedAgent with a TrackedInferenceProfile whose source is modelSource\(\.\.\.\) of \S*anthropic\.\S+, \S+, \S+ \(active in eu-west-2\)$/,
    ],
  ])("of %s", (_, constructPath, remedy) => {
    expect(judgedAgent(known(arn), constructPath)?.remedy).toMatch(remedy);
  });

  test("of an agent whose Region is not known", () => {
    expect(judgedAgent(known(retired))?.remedy).toBe(
      "copy an aws_bedrock_inference_profile from an active model, and set foundation_model to its arn",
    );
  });
});

test.each<[string, Attribute]>([
  ["by its ARN", known("arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/elsewhere")],
  ["perhaps", one(open)],
])("an agent that calls a profile of another stack, %s, is not asked", (_, model) => {
  expect(judgedAgent(model)).toBeUndefined();
});
