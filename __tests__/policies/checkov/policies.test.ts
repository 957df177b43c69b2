import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { mirroredChecks } from "../../../policies/checkov/checks";
import { canaryPlan } from "../../../policies/checkov/canary-plan";
import { freshFolder } from "../../cli/support/run-cli";
import { byAddress, fixtures, gatePlan, recordedPlan } from "../support";
import { hasPython, policiesFolder } from "./support/stand-in";

const sources = readdirSync(policiesFolder).filter((name) => name.endsWith(".py") && !name.startsWith("__"));
const scan = path.join(__dirname, "stand-in", "python", "scan.py");

/** The real policies, run on a plan by a stand-in for Checkov: by check and address whether they pass. */
function judge(planFile: string, env: NodeJS.ProcessEnv = {}): Record<string, Record<string, string>> {
  const text = execFileSync("python3", [scan, planFile, policiesFolder], { env: { ...process.env, ...env } });
  const verdicts: Record<string, Record<string, string>> = {};
  for (const { check_id, address, result } of JSON.parse(text.toString()) as Record<string, string>[]) {
    (verdicts[check_id ?? ""] ??= {})[address ?? ""] = result ?? "";
  }
  return verdicts;
}

const planFile = (fixture: string): string => path.join(fixtures, fixture, "plan.json");

test("there is a policy for every check that is listed, with its rule, and no other", () => {
  const told = sources.map((name) => readFileSync(path.join(policiesFolder, name), "utf8").split("\n")[0]);
  expect(told.toSorted()).toEqual(mirroredChecks.map(({ id, rule }) => `"""${id}: mirrors the rule ${rule}.`));
});

test("Checkov finds no other policies in their folder", () => {
  // It reads every JSON and YAML file there as one.
  expect(readdirSync(policiesFolder).filter((name) => /\.(json|ya?ml)$/.test(name))).toEqual([]);
  expect(readdirSync(policiesFolder)).toContain("__init__.py");
});

const withPython = hasPython ? describe : describe.skip;

withPython("the policies in Python (skipped where there is no python3)", () => {
  test.each(sources)("%s compiles", (name) => {
    const compile = "import sys; compile(open(sys.argv[1]).read(), sys.argv[1], 'exec')";
    expect(spawnSync("python3", ["-c", compile, path.join(policiesFolder, name)]).stderr.toString()).toBe("");
  });

  test.each(["agents-hcl", "budget-hcl", "budget-json", "news-agent", "regions-hcl", "models-hcl", "alias-hcl"])(
    "pass nothing of %s that the rules fail",
    async (fixture) => {
      const outcome = await gatePlan(recordedPlan(fixture), path.join(fixtures, fixture));
      const verdicts = judge(planFile(fixture));
      for (const { id, rule, examines } of mirroredChecks) {
        const ours = byAddress(outcome, rule);
        const theirs = verdicts[id] ?? {};
        const failed = examines(outcome.estate).filter(({ address }) => ours[address] === "fail");
        const seen = failed.filter(({ address }) => theirs[address] === "PASSED");
        expect(seen.map(({ address }) => address)).toEqual([]);
        expect(Object.keys(theirs).toSorted()).toEqual(
          examines(outcome.estate)
            .map(({ address }) => address)
            .toSorted(),
        );
      }
    },
  );

  test("fail what is unknown, or hidden from Checkov by a local, a module or for_each", () => {
    const agents = judge(planFile("agents-hcl"))["CKV_CHARGEBACK_1"] ?? {};
    expect(agents).toMatchObject({
      "aws_bedrockagent_agent.pass_literal_arn": "PASSED",
      "aws_bedrockagent_agent.pass_reference": "PASSED",
      "aws_bedrockagent_agent.pass_local": "FAILED",
      "aws_bedrockagent_agent.pass_module_output": "FAILED",
      'aws_bedrockagent_agent.pass_each["blue"]': "FAILED",
      'module.pass_team["red"].aws_bedrockagent_agent.inner': "FAILED",
      "aws_bedrockagent_agent.open_condition": "FAILED",
      "aws_bedrockagent_agent.open_other_resource": "FAILED",
    });
  });

  describe("of one resource", () => {
    interface Example {
      readonly type: string;
      readonly values: object;
      readonly expressions?: object;
    }

    /** Puts resources, each given as Terraform plans it, to the policies; in one run, as Python takes its time to start. */
    function verdictsOf(examples: readonly Example[], env: NodeJS.ProcessEnv = {}): string[] {
      const resources = examples.map(({ type, values, expressions = {} }, index) => {
        const name = `x${index}`;
        return { address: `${type}.${name}`, mode: "managed", type, name, values, expressions };
      });
      const plan = {
        planned_values: { root_module: { resources } },
        configuration: { root_module: { resources } },
      };
      const file = path.join(freshFolder(), "plan.json");
      writeFileSync(file, JSON.stringify(plan));
      const found = Object.assign({}, ...Object.values(judge(file, env))) as Record<string, string>;
      return resources.map(({ address }) => found[address] ?? "");
    }

    /** One test for each row, and one run for all of them. */
    function table<Row extends readonly [name: string, ...rest: unknown[]]>(
      title: string,
      rows: readonly Row[],
      example: (row: Row) => Example,
    ): void {
      let verdicts: string[] | undefined;
      test.each(rows.map((row, index) => [row[0], String(row.at(-1)), index] as const))(title, (_, wanted, index) => {
        verdicts ??= verdictsOf(rows.map(example));
        expect(verdicts[index]).toBe(wanted);
      });
    }

    const arn = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc123";
    const refersTo = (...references: string[]) => ({ foundation_model: { references } });
    const one = "aws_bedrock_inference_profile.one";

    const agents: [string, object, object, string][] = [
      ["a profile's ARN", { foundation_model: arn }, {}, "PASSED"],
      ["an ARN with something behind it", { foundation_model: `${arn}\n` }, {}, "FAILED"],
      ["a text that looks like a reference", { foundation_model: `${one}.arn` }, {}, "FAILED"],
      ["a reference", {}, refersTo(`${one}.arn`, one), "PASSED"],
      ["a reference to one of several", {}, refersTo(`${one}[0].arn`, `${one}[0]`, one), "PASSED"],
      ["a reference by key", {}, refersTo(`${one}["a"].arn`, `${one}["a"]`, one), "PASSED"],
      ["a reference to another attribute", {}, refersTo(`${one}.name`, one), "FAILED"],
      ["a reference to what is in the profile", {}, refersTo(`${one}.models[0].model_arn`, one), "FAILED"],
      ["a reference beside a variable", {}, refersTo("var.live", `${one}.arn`, one), "FAILED"],
      ["a reference beside another resource", {}, refersTo(`${one}.arn`, one, "aws_sns_topic.t.arn"), "FAILED"],
      ["a mention elsewhere", {}, { description: { references: [`${one}.arn`, one] } }, "FAILED"],
      [
        "a known model, with a reference",
        { foundation_model: "amazon.nova-lite-v1:0" },
        refersTo(`${one}.arn`, one),
        "FAILED",
      ],
      ["nothing", {}, {}, "FAILED"],
      ["null", { foundation_model: null }, {}, "FAILED"],
      ["a list", { foundation_model: [arn] }, {}, "FAILED"],
    ];
    table("an agent with %s is %s", agents, ([, values, expressions]) => ({
      type: "aws_bedrockagent_agent",
      values,
      expressions,
    }));

    const profiles: [string, string, object, string][] = [
      ["the tag", "aws_bedrock_inference_profile", { tags: { Project: "a" }, tags_all: { Project: "a" } }, "PASSED"],
      [
        "the provider's default tag",
        "aws_bedrock_inference_profile",
        { tags: null, tags_all: { Project: "a" } },
        "PASSED",
      ],
      ["the tag, and others not known", "aws_bedrock_inference_profile", { tags: { Project: "a" } }, "PASSED"],
      ["a tag that says true", "aws_bedrock_inference_profile", { tags_all: { Project: "true" } }, "PASSED"],
      ["an empty tag", "aws_bedrock_inference_profile", { tags_all: { Project: " " } }, "FAILED"],
      ["another tag", "aws_bedrock_inference_profile", { tags_all: { project: "a" } }, "FAILED"],
      ["no tags", "aws_bedrock_inference_profile", { tags: null, tags_all: {} }, "FAILED"],
      ["tags not known", "aws_bedrock_inference_profile", {}, "FAILED"],
      ["a null tag", "aws_bedrock_inference_profile", { tags_all: { Project: null } }, "FAILED"],
      [
        "Cloud Control's pair",
        "awscc_bedrock_application_inference_profile",
        { tags: [{ key: "Project", value: "a" }] },
        "PASSED",
      ],
      [
        "Cloud Control's pairs",
        "awscc_bedrock_application_inference_profile",
        {
          tags: [
            { key: "x", value: "y" },
            { key: "Project", value: "a" },
          ],
        },
        "PASSED",
      ],
      [
        "Cloud Control's other pair",
        "awscc_bedrock_application_inference_profile",
        { tags: [{ key: "x", value: "Project" }] },
        "FAILED",
      ],
      [
        "Cloud Control's pair without a value",
        "awscc_bedrock_application_inference_profile",
        { tags: [{ key: "Project" }] },
        "FAILED",
      ],
    ];
    table("a profile with %s is %s", profiles, ([, type, values]) => ({ type, values }));

    const budget = {
      budget_type: "COST",
      limit_amount: "50",
      limit_unit: "USD",
      cost_filter: [{ name: "TagKeyValue", values: ["user:Project$a"] }],
      notification: [{ subscriber_email_addresses: ["a@example.com"] }],
    };

    const budgets: [string, object, string][] = [
      ["a filter, a limit and a subscriber", {}, "PASSED"],
      ["no filter", { cost_filter: [] }, "PASSED"],
      ["a filter by another dimension", { cost_filter: [{ name: "Service", values: ["Amazon Bedrock"] }] }, "PASSED"],
      ["filters that are not known", { cost_filter: undefined }, "FAILED"],
      ["a filter whose name is not known", { cost_filter: [{ values: ["user:Project$a"] }] }, "FAILED"],
      ["values that are not known", { cost_filter: [{ name: "TagKeyValue" }] }, "FAILED"],
      [
        "an escaped interpolation",
        { cost_filter: [{ name: "TagKeyValue", values: ["user:Project$${var.p}"] }] },
        "FAILED",
      ],
      ["a value without its prefix", { cost_filter: [{ name: "TagKeyValue", values: ["Project$a"] }] }, "FAILED"],
      ["another tag", { cost_filter: [{ name: "TagKeyValue", values: ["user:Team$a"] }] }, "FAILED"],
      ["an empty project", { cost_filter: [{ name: "TagKeyValue", values: ["user:Project$"] }] }, "FAILED"],
      [
        "a second filter",
        { cost_filter: [...budget.cost_filter, { name: "Region", values: ["eu-west-2"] }] },
        "FAILED",
      ],
      ["a filter expression", { filter_expression: [{ tags: [] }] }, "FAILED"],
      ["no limit", { limit_amount: "0" }, "FAILED"],
      ["a limit that is not known", { limit_amount: undefined }, "FAILED"],
      ["a limit in hours", { limit_unit: "Hrs" }, "FAILED"],
      ["a planned limit", { limit_amount: undefined, planned_limit: [{ amount: "5", unit: "USD" }] }, "PASSED"],
      ["a planned limit of nothing", { planned_limit: [{ amount: "0", unit: "USD" }] }, "FAILED"],
      [
        "a limit that AWS sets",
        { limit_amount: undefined, auto_adjust_data: [{ auto_adjust_type: "FORECAST" }] },
        "PASSED",
      ],
      ["usage instead of cost", { budget_type: "USAGE" }, "FAILED"],
      ["nobody to notify", { notification: [] }, "FAILED"],
      ["a notification without a subscriber", { notification: [{ subscriber_email_addresses: [] }] }, "FAILED"],
    ];
    table("a budget with %s is %s", budgets, ([, change]) => ({
      type: "aws_budgets_budget",
      values: { ...budget, ...change },
    }));

    test("another tag's key is read from the environment", () => {
      const profile = (tags: object) => ({ type: "aws_bedrock_inference_profile", values: { tags_all: tags } });
      const examples = [
        profile({ CostCentre: "a" }),
        profile({ Project: "a" }),
        { type: "aws_budgets_budget", values: budget },
      ];
      expect(verdictsOf(examples, { CHARGEBACK_TAG_KEY: "CostCentre" })).toEqual(["PASSED", "FAILED", "FAILED"]);
    });
  });

  test("know the canary's good resources from its bad ones, under any tag key", () => {
    for (const key of ["Project", "Cost Centre"]) {
      const file = path.join(freshFolder(), "plan.json");
      writeFileSync(file, canaryPlan(key));
      const verdicts = Object.values(judge(file, { CHARGEBACK_TAG_KEY: key })).flatMap(Object.entries);
      expect(verdicts).toHaveLength(6);
      for (const [address, verdict] of verdicts)
        expect([address, verdict]).toEqual([address, address.endsWith("good") ? "PASSED" : "FAILED"]);
    }
  });
});
