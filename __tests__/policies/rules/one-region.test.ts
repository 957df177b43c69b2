import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { byAddress, fixtures, gatePlan, recordedPlan, row, verdictsOf, type PlanJson, type Verdict } from "../support";

const rule = "one-region";
const folder = path.join(fixtures, "regions-hcl");
const news = path.join(fixtures, "news-agent");
const words: Record<string, string> = { pass: "pass", fail: "fail", open: "undetermined" };
const owed = (address: string): string | undefined =>
  words[/(?:^module|\w+)\.(pass|fail|open)_/.exec(address)?.[1] ?? ""];

/** A profile whose Region the environment decides is not asked what it copies. */
const agentsAndProfiles = 19;

describe("every way of standing apart in HCL", () => {
  test("with the configuration folder each gets the verdict that it is owed", async () => {
    const verdicts = byAddress(await gatePlan(recordedPlan("regions-hcl"), folder), rule);
    expect(verdicts).toEqual(Object.fromEntries(Object.keys(verdicts).map((address) => [address, owed(address)])));
    expect(Object.keys(verdicts)).toHaveLength(agentsAndProfiles);
  });

  test("without the folder nothing is claimed that the folder refutes", async () => {
    const verdicts = byAddress(await gatePlan(recordedPlan("regions-hcl")), rule);
    for (const [address, verdict] of Object.entries(verdicts)) {
      expect([address, verdict]).toEqual([address, expect.stringMatching(`^(${owed(address) ?? ""}|undetermined)$`)]);
    }
  });

  test("the message names both resources and their Regions", async () => {
    const found = verdictsOf(await gatePlan(recordedPlan("regions-hcl"), folder), rule);
    const message = (name: string) => found.find(({ address }) => address.endsWith(name))?.message;
    expect(message("fail_executor")).toBe(
      "the agent stands in eu-west-2, and its function aws_lambda_function.executor in us-east-1",
    );
    expect(message("fail_invoker_and_api")).toBe(
      "the agent stands in eu-west-2, and its function aws_lambda_function.invoker in us-east-1, API aws_apigatewayv2_api.elsewhere in us-east-1",
    );
    expect(message("open_environment")).toContain("in the Region of provider aws.environment");
  });
});

async function judgeNews(change: (plan: PlanJson) => void, configDir?: string): Promise<Verdict[]> {
  const plan = recordedPlan("news-agent");
  change(plan);
  return verdictsOf(await gatePlan(plan, configDir), rule);
}

const setRegion = (plan: PlanJson, type: string, region: string): void => {
  row(plan, type).change.after["region"] = region;
};

describe("the shipped stack", () => {
  test.each([undefined, news])("passes with the folder %s", async (configDir) => {
    const found = await judgeNews(() => undefined, configDir);
    expect(found.map(({ verdict }) => verdict)).toEqual(["pass", "pass"]);
    expect(found[0]?.evidence).toEqual(
      expect.arrayContaining([
        "provider aws: region = eu-west-2",
        expect.stringMatching(/^inference profile aws_bedrock_inference_profile\.\S+ stands there too$/),
        expect.stringMatching(/^API aws_api_gateway_rest_api\.\S+ stands there too$/),
      ]),
    );
  });

  test("passes in whichever Region the environment names", async () => {
    const found = await judgeNews((plan) => {
      delete plan.configuration.provider_config["aws"]?.expressions["region"];
    });
    expect(found).toEqual([
      expect.objectContaining({ verdict: "pass", message: expect.stringContaining("in the Region of provider aws") }),
    ]);
  });

  test.each([
    ["the alias", "aws_bedrockagent_agent_alias"],
    ["the action group", "aws_bedrockagent_agent_action_group"],
    ["the API", "aws_api_gateway_rest_api"],
  ])("fails with %s in a region of its own", async (_, type) => {
    const [verdict] = await judgeNews((plan) => {
      setRegion(plan, type, "eu-west-1");
    });
    expect(verdict).toMatchObject({
      verdict: "fail",
      address: expect.stringMatching(/^aws_bedrockagent_agent\./),
      message: expect.stringMatching(`${type}\\.\\S+ in eu-west-1$`),
      remedy: expect.stringContaining("put them in one Region"),
    });
  });

  test("fails twice with the profile elsewhere: the agent's, and what it copies", async () => {
    const found = await judgeNews((plan) => {
      setRegion(plan, "aws_bedrock_inference_profile", "eu-west-1");
    });
    expect(found.map(({ verdict }) => verdict)).toEqual(["fail", "fail"]);
  });

  test("is open while a region is not known", async () => {
    const [verdict] = await judgeNews((plan) => {
      const alias = row(plan, "aws_bedrockagent_agent_alias");
      alias.change.after_unknown["region"] = true;
      const config = plan.configuration.root_module.resources.find(({ address }) => address === alias.address);
      Object.assign(config?.expressions ?? {}, { region: { references: ["data.aws_region.x"] } });
    });
    expect(verdict?.verdict).toBe("undetermined");
  });

  test("a later plan is judged by the ids that it knows", async () => {
    const found = await judgeNews((plan) => {
      const agent = row(plan, "aws_bedrockagent_agent");
      const alias = row(plan, "aws_bedrockagent_agent_alias");
      Object.assign(agent.change.after, { agent_id: "ABCDEFGHIJ" });
      Object.assign(alias.change.after, { agent_id: "ABCDEFGHIJ", region: "eu-west-1" });
      delete agent.change.after_unknown["agent_id"];
      delete alias.change.after_unknown["agent_id"];
      for (const each of plan.configuration.root_module.resources) {
        if (each.address === alias.address) each.expressions["agent_id"] = { references: ["local.agent"] };
      }
    });
    expect(found[0]).toMatchObject({ verdict: "fail", message: expect.stringContaining("its alias") });
  });
});

test("a known ARN tells the Region where the environment decides it", async () => {
  const found = await judgeNews((plan) => {
    delete plan.configuration.provider_config["aws"]?.expressions["region"];
    const arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123xyz";
    const profile = row(plan, "aws_bedrock_inference_profile").change;
    profile.after["arn"] = arn;
    delete profile.after_unknown["arn"];
  });
  expect(found.find(({ address }) => address.startsWith("aws_bedrock_inference_profile"))).toMatchObject({
    verdict: "fail",
    message: "the profile stands in us-east-1, and copies a model of eu-west-2",
  });
});

test("a plan without agents and profiles has nothing to ask", async () => {
  const found = await judgeNews((plan) => {
    plan.resource_changes = plan.resource_changes.filter(({ type }) => !/^aws_bedrock/.test(type));
  });
  expect(found).toEqual([]);
});
