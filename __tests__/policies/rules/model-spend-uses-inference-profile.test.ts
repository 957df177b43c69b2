import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { gate, type GateOutcome } from "../../../policies";
import { modelPlaces } from "../../../policies/model-places";
import { fixtures, gatePlan, recordedPlan, row, verdictsOf, type PlanJson } from "../support";
import { syntheticPlan } from "../synthetic";

const rule = "model-spend-uses-inference-profile";
const folder = path.join(fixtures, "model-uses-hcl");
const verdictOfWord: Record<string, string> = {
  pass: "pass",
  fail: "fail",
  open: "undetermined",
  none: "notApplicable",
};

/** The fixture names each resource, its key or the module around it by the verdict that is owed. */
function owed(address: string): string | undefined {
  const word = /(?:\["(?:apart_)?|module\.|aws_\w+\.)(pass|fail|open|none|silent)/.exec(address)?.[1];
  return word === undefined ? undefined : verdictOfWord[word];
}

const answers = (outcome: GateOutcome): [string, string][] =>
  verdictsOf(outcome, rule).map(({ address, verdict }) => [address, verdict]);

const judged = async (plan: PlanJson, configDir?: string): Promise<[string, string][]> =>
  answers(await gatePlan(plan, configDir));

describe("every way of naming a model in HCL", () => {
  test("with the configuration folder each place gets the verdict that it is owed, and nothing else is said", async () => {
    const found = await judged(recordedPlan("model-uses-hcl"), folder);
    expect(found).toHaveLength(43);
    expect(found).toEqual(found.map(([address]) => [address, owed(address)]));
  });

  test("without the folder nothing is claimed that the folder refutes", async () => {
    const found = await judged(recordedPlan("model-uses-hcl"));
    expect(found.length).toBeGreaterThan(30);
    for (const [address, verdict] of found)
      expect([address, verdict]).toEqual([address, expect.stringMatching(`^(${owed(address) ?? ""}|undetermined)$`)]);
  });

  test("where AWS takes no profile the answer is advisory and says so", async () => {
    const found = verdictsOf(await gatePlan(recordedPlan("model-uses-hcl"), folder), rule);
    const apart = found.filter(({ address }) => address.includes('["apart_'));
    expect(apart.map(({ level }) => level)).toEqual(["advisory", "advisory", "advisory"]);
    const failed = apart.find(({ verdict }) => verdict === "fail");
    expect(failed?.message).toContain("AWS takes no profile there");
    expect(failed?.evidence.join()).toContain(modelPlaces.embedding.source);
  });

  test("a sensitive model name is told nowhere", async () => {
    const { report } = await gatePlan(recordedPlan("model-uses-hcl"), folder);
    expect(JSON.stringify(report)).not.toContain("nova-micro");
  });

  test("what a variable holds beside a model is told nowhere", async () => {
    const plan = recordedPlan("model-uses-hcl");
    const { change } = row(plan, 'aws_lambda_function.of_elsewhere["fail_json"]');
    change.after["environment"] = [
      { variables: { CONFIG: '{"model":"amazon.nova-lite-v1:0","password":"hunter-2"}' } },
    ];
    const outcome = await gatePlan(plan);
    expect(JSON.stringify(outcome.report)).not.toContain("hunter-2");
    expect(verdictsOf(outcome, rule).find(({ address }) => address.includes("fail_json"))?.message).toContain(
      'by CONFIG = "amazon.nova-lite-v1:0": its model spend',
    );
  });

  test("the remedy names the attribute and a profile of the plan", async () => {
    const found = verdictsOf(await gatePlan(recordedPlan("model-uses-hcl"), folder), rule);
    const remedy = (address: string) => found.find((verdict) => verdict.address.endsWith(address))?.remedy;
    expect(remedy("fail_id")).toMatch(/^set variant\[0\]\.model_id = aws_bedrock_inference_profile\.p\.arn/);
    expect(remedy('["fail_list"]')).toMatch(/^set MODELS = aws_bedrock_inference_profile\.p\.arn/);
  });
});

describe("a first plan of provider 6, shaped by hand", () => {
  test("each node of a flow gets the verdict that it is owed", async () => {
    const found = (await judged(syntheticPlan("aws-6"))).filter(([address]) => !address.includes("_agent."));
    expect(found).toHaveLength(15);
    expect(found).toEqual(found.map(([address]) => [address, owed(address)]));
  });

  test("what stands in another stack does not block, unless the rule is required", async () => {
    const plan = { text: JSON.stringify(syntheticPlan("aws-6")), name: "plan.json" };
    const levels = async (require: string[]) =>
      verdictsOf(await gate({ plan, require }), rule)
        .filter(({ address }) => address.endsWith("_elsewhere"))
        .map(({ level }) => level);
    expect(await levels([])).toEqual(["advisory", "advisory"]);
    expect(await levels([rule])).toEqual(["mandatory", "mandatory"]);
  });
});

describe("a later plan, in which everything is known", () => {
  const arn = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc123";
  const later = (model: string | null): PlanJson => {
    const plan = syntheticPlan("aws-6");
    const { change } = row(plan, "aws_bedrockagent_prompt");
    change.after["variant"] = [{ name: "v", model_id: model }];
    change.after_unknown["variant"] = [{}];
    return plan;
  };

  test.each([
    ["a profile", arn, ["pass"]],
    ["a model", "amazon.nova-lite-v1:0", ["fail"]],
    ["a provisioned model", arn.replace("application-inference-profile", "provisioned-model"), ["notApplicable"]],
    ["nothing", null, []],
  ])("with %s", async (_, model, expected) => {
    const found = (await judged(later(model))).filter(([address]) => address.startsWith("aws_bedrockagent_prompt"));
    expect(found.map(([, verdict]) => verdict)).toEqual(expected);
  });
});

test("a plan that names no model has nothing to ask", async () => {
  expect(await judged(recordedPlan("news-agent"), path.join(fixtures, "news-agent"))).toEqual([]);
});
