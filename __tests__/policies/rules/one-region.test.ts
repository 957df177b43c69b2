import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { known, type Attribute, type PossibleValue } from "../../../policies/attribute";
import { profileArn } from "../../../policies/canary/arns";
import { goodEstate } from "../../../policies/canary/estates";
import type { AgentAlias, Estate } from "../../../policies/estate";
import { oneRegion } from "../../../policies/rules/one-region";
import { one, open, resolved, text } from "../attributes";
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

const [london, virginia] = ["eu-west-2", "us-east-1"];
const [agent, profile, lambda] = [
  "aws_bedrockagent_agent.canary",
  "aws_bedrock_inference_profile.canary",
  "aws_lambda_function.canary",
];

interface Written {
  /** Regions of the agent, its profile and its function. @default London, without a trail */
  readonly agent?: Attribute | undefined;
  readonly profile?: Attribute;
  readonly lambda?: Attribute;
  readonly model?: Attribute;
  readonly copyFrom?: Attribute;
  /** Aliases beside the one that the function calls. */
  readonly aliases?: readonly (readonly [agentId: PossibleValue, region: string])[];
  readonly live?: boolean;
}

/** What is said at an address of an agent with a profile, an alias, and a function that calls it. */
function judgedAt(address: string, written: Written) {
  const good = goodEstate("Project");
  const at = (region: Attribute | undefined) => (region === undefined ? {} : { region });
  const made = (written.aliases ?? []).map(([agentId, region], index): AgentAlias => ({
    ...(good.aliases[0] as AgentAlias),
    address: `aws_bedrockagent_agent_alias.a${index}`,
    id: known(`alias${index}`),
    agentId: one(agentId),
    region: known(region),
  }));
  const estate: Estate = {
    ...good,
    live: written.live,
    agents: good.agents.map((each) => ({
      ...each,
      ...("agent" in written ? { region: written.agent } : {}),
      foundationModel: written.model ?? each.foundationModel,
    })),
    inferenceProfiles: good.inferenceProfiles.map((each) => ({
      ...each,
      ...at(written.profile),
      copyFrom: written.copyFrom ?? each.copyFrom,
    })),
    functions: good.functions.map((each) => ({ ...each, ...at(written.lambda) })),
    aliases: [...good.aliases, ...made],
  };
  const found = oneRegion.examine(estate, { tagKey: "Project", now: new Date() });
  return found.filter((finding) => finding.address === address);
}

const modelOf = (region: string, model = "amazon.nova-lite-v1:0"): string =>
  `arn:aws:bedrock:${region}::foundation-model/${model}`;

describe("an agent", () => {
  test("that stands with all its own shows each of them", () => {
    const own = [
      "inference profile aws_bedrock_inference_profile",
      "alias aws_bedrockagent_agent_alias",
      "function aws_lambda_function",
    ];
    expect(judgedAt(agent, { agent: one(text(london)) })).toEqual([
      {
        verdict: "pass",
        address: agent,
        message: "the agent and everything of this plan that belongs to it stand in eu-west-2",
        evidence: [
          "the link",
          ...own.map((each) => `${each}.canary stands there too`),
          `model ${profileArn} stands there too`,
        ],
      },
    ]);
    expect(judgedAt(agent, { live: true })[0]?.message).toContain("everything of this account that");
  });

  test("with a function elsewhere fails, and is told what to move", () => {
    expect(
      judgedAt(agent, { agent: known(london, ["of the agent"]), lambda: known(virginia, ["of the function"]) }),
    ).toEqual([
      {
        verdict: "fail",
        address: agent,
        message: `the agent stands in eu-west-2, and its function ${lambda} in us-east-1`,
        evidence: ["of the agent", "of the function"],
        remedy: `put them in one Region: give ${lambda} the agent's provider configuration, or its region`,
      },
    ]);
  });

  test("with much elsewhere names the first few", () => {
    const mine = resolved(agent, "agent_id");
    const aliases = [0, 1, 2, 3].map(() => [mine, virginia] as const);
    const [found] = judgedAt(agent, { aliases });
    const [first, second, third] = [0, 1, 2].map((index) => `aws_bedrockagent_agent_alias.a${index}`);
    expect(found?.message).toBe(
      `the agent stands in eu-west-2, and its alias ${first} in us-east-1, alias ${second} in us-east-1, alias ${third} in us-east-1 and 1 more`,
    );
    expect(found?.remedy).toContain(`give ${first}, ${second}, ${third} and 1 more the agent's`);
  });

  test("with a function nobody knows where is not proven", () => {
    expect(judgedAt(agent, { agent: known(london, ["of the agent"]), lambda: one(open) })).toEqual([
      {
        verdict: "undetermined",
        address: agent,
        message: `nothing proves that the agent, in eu-west-2, stands in one Region with the function ${lambda} in a Region that is not known yet`,
        evidence: ["of the agent", "the link"],
        remedy: "use one provider configuration for them, or set region to a constant in each",
      },
    ]);
  });

  test("with one thing elsewhere and another nobody knows where fails by the first", () => {
    const [found] = judgedAt(agent, { profile: known(virginia), lambda: one(open) });
    expect(found).toMatchObject({
      verdict: "fail",
      message: `the agent stands in eu-west-2, and its inference profile ${profile} in us-east-1`,
      evidence: ["the link"],
    });
    expect(found?.remedy).not.toContain(lambda);
  });

  test("whose own Region nobody knows is not proven", () => {
    const [found] = judgedAt(agent, { agent: undefined });
    expect(found).toMatchObject({ verdict: "undetermined", evidence: [] });
    expect(found?.message).toContain("that the agent, in a Region that is not known, stands");
  });

  test("may own an alias elsewhere, which nobody can tell", () => {
    const [found] = judgedAt(agent, { aliases: [[open, virginia]] });
    expect(found).toMatchObject({
      verdict: "undetermined",
      message: expect.stringMatching(/with the alias aws_bedrockagent_agent_alias\.a0 in us-east-1$/),
    });
  });

  test("passes with an alias beside it that is somebody's", () => {
    const [found] = judgedAt(agent, { aliases: [[open, london]] });
    expect(found?.verdict).toBe("pass");
    expect(found?.evidence.join()).not.toContain("alias.a0");
  });

  test("has nothing to do with another agent's alias", () => {
    expect(judgedAt(agent, { aliases: [[text("ANOTHER123"), virginia]] })[0]?.verdict).toBe("pass");
  });
});

describe("a model that an agent names by its ARN", () => {
  const [here, there] = [modelOf(london), modelOf(virginia)];

  test.each<[string, Attribute, string, string]>([
    ["of its own Region", one(text(here)), "pass", "stand in eu-west-2"],
    ["of another Region", one(text(there)), "fail", `and its model ${there} in us-east-1`],
    [
      "of another Region, one of two",
      one(text(there), text(modelOf(virginia, "other"))),
      "fail",
      "and its model of several names in us-east-1",
    ],
    [
      "of either of two other Regions",
      one(text(there), text(modelOf("eu-west-1"))),
      "fail",
      "and its model of several names in us-east-1 or eu-west-1",
    ],
    [
      "of this Region or that",
      one(text(here), text(there)),
      "undetermined",
      "with the model of several names in eu-west-2 or us-east-1",
    ],
    [
      "of another Region, or by an id",
      one(text(there), text("amazon.nova-lite-v1:0")),
      "undetermined",
      "with the model of several names in us-east-1 or eu-west-2",
    ],
    [
      "of another Region, or by a reference",
      one(text(there), resolved("aws_x.y", "arn")),
      "undetermined",
      "with the model of several names in us-east-1 or eu-west-2",
    ],
    ["of its own Region, or by an id", one(text(here), text("amazon.nova-lite-v1:0")), "pass", "stand in eu-west-2"],
    ["of its own Region, or open", one(text(here), open), "pass", "stand in eu-west-2"],
    ["by an id alone", one(text("amazon.nova-lite-v1:0")), "pass", "stand in eu-west-2"],
  ])("%s", (_, model, verdict, message) => {
    expect(judgedAt(agent, { model })).toMatchObject([{ verdict, message: expect.stringContaining(message) }]);
  });

  test.each<[string, Attribute]>([
    ["by an id, which names no Region", known("amazon.nova-lite-v1:0")],
    ["by a profile of the plan", one(resolved(profile, "arn", { value: profileArn }))],
  ])("is none where it is named %s", (_, model) => {
    expect(judgedAt(agent, { model })[0]?.evidence.filter((link) => link.startsWith("model "))).toEqual([]);
  });

  test("or by an id is not proven to stand with an agent whose Region nobody knows", () => {
    const [found] = judgedAt(agent, { agent: undefined, model: one(text(there), text("amazon.nova-lite-v1:0")) });
    expect(found).toMatchObject({
      verdict: "undetermined",
      message: expect.stringContaining("model of several names in us-east-1"),
    });
  });

  test("is evidence where it stands with the agent", () => {
    expect(judgedAt(agent, { model: known(here) })[0]?.evidence).toContain(`model ${here} stands there too`);
  });
});

describe("what a profile copies", () => {
  test.each<[string, Attribute]>([
    ["a model of its Region", one(text(modelOf(london)))],
    ["either of two models of its Region", one(text(modelOf(london)), text(modelOf(london, "other")))],
  ])("%s", (_, copyFrom) => {
    expect(judgedAt(profile, { profile: known(london, ["of the profile"]), copyFrom })).toEqual([
      {
        verdict: "pass",
        address: profile,
        message: "the profile stands in eu-west-2, and so does what it copies",
        evidence: ["of the profile", "the link"],
      },
    ]);
  });

  test("a model of another Region", () => {
    expect(
      judgedAt(profile, { profile: known(london, ["of the profile"]), copyFrom: one(text(modelOf(virginia))) }),
    ).toEqual([
      {
        verdict: "fail",
        address: profile,
        message: "the profile stands in eu-west-2, and copies a model of us-east-1",
        evidence: ["of the profile", "the link"],
        remedy: "copy a model or system-defined profile whose ARN names eu-west-2",
      },
    ]);
  });

  test.each<[string, Written]>([
    ["where its own Region is open", { profile: one(open), copyFrom: known(modelOf(virginia)) }],
    ["by an id, which names no Region", { copyFrom: known("amazon.nova-lite-v1:0") }],
    ["this Region's model or that one's", { copyFrom: one(text(modelOf(london)), text(modelOf(virginia))) }],
    ["a model by its ARN or by an id", { copyFrom: one(text(modelOf(virginia)), text("amazon.nova-lite-v1:0")) }],
    ["nothing known", { copyFrom: one(open) }],
  ])("%s is for AWS to tell", (_, written) => {
    expect(judgedAt(profile, written)).toEqual([]);
  });
});
