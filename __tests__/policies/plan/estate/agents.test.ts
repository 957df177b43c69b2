import { describe, expect, test } from "@jest/globals";
import type { Agent, AgentAlias } from "../../../../policies/estate";
import type { ConfigResource } from "../../../../policies/plan/configuration/module";
import { agentOf, agentType, estate, profile } from "./agent-of";
import { shown } from "./shown";
import { constant, estateOf, smallPlan, written, type Small } from "./small-plan";

test.each([agentType, "awscc_bedrock_agent"])("an agent (%s) is known by its name, model and role", (type) => {
  const own: Small = {
    after: { agent_name: "news", agent_resource_role_arn: "arn:r" },
    unknown: { agent_id: true, agent_arn: true, foundation_model: true },
    block: { foundation_model: written("${aws_bedrock_inference_profile.p.arn}") },
  };
  const { name, id, arn, foundationModel, role } = agentOf(own, type);
  expect([name, id, arn, foundationModel, role].map(shown)).toEqual([
    ["news"],
    [`${type}.a.agent_id`],
    [`${type}.a.agent_arn`],
    ["aws_bedrock_inference_profile.p.arn"],
    ["arn:r"],
  ]);
  const later = agentOf({ after: { agent_id: "A1", agent_arn: null } }, type);
  expect([...later.id.possible, ...later.arn.possible].map((value) => "value" in value && value.value)).toEqual([
    "A1",
    false,
  ]);
});

describe("the models of an agent's steps", () => {
  const steps = ({ stepModels }: Agent) => stepModels.map(({ attribute, model }) => [attribute, ...shown(model)]);
  const step = (prompt_type: string, foundation_model?: string) => ({ prompt_type, foundation_model });
  const override = (...prompt_configurations: object[]) => ({
    prompt_override_configuration: [{ prompt_configurations }],
  });
  const at = (index: number) => `prompt_override_configuration[0].prompt_configurations[${index}].foundation_model`;

  test("are those that are set", () => {
    const own: Small = { after: override(step("ORCHESTRATION", "m"), step("PRE_PROCESSING"), step("KNOWLEDGE", "")) };
    expect(steps(agentOf(own))).toEqual([[at(0), "m"]]);
    expect(steps(agentOf({}))).toEqual([]);
    expect(steps(agentOf({ unknown: { prompt_override_configuration: true } }))).toEqual([]);
  });

  test("are told by their steps, where they are not known yet: they are a set", () => {
    const model = (name: string) => written(`\${aws_bedrock_inference_profile.${name}.arn}`);
    const own: Small = {
      after: override(step("A"), step("B")),
      unknown: override({ foundation_model: true }, { foundation_model: true }),
      block: {
        prompt_override_configuration: [
          {
            prompt_configurations: [
              { prompt_type: constant("B"), foundation_model: model("p") },
              { prompt_type: constant("A"), foundation_model: model("q") },
            ],
          },
        ],
      },
    };
    const more = { ...profile, "aws_bedrock_inference_profile.q": { unknown: { arn: true } } };
    expect(steps(agentOf(own, agentType, more))).toEqual([
      [at(0), "aws_bedrock_inference_profile.q.arn"],
      [at(1), "aws_bedrock_inference_profile.p.arn"],
    ]);
  });

  test("may be that of any step that is written, where a step is not known", () => {
    const own: Small = {
      after: override({}, { prompt_type: "B" }),
      unknown: override({ prompt_type: true, foundation_model: true }, { foundation_model: true }),
      block: {
        prompt_override_configuration: [
          {
            prompt_configurations: [
              { prompt_type: written("${var.never}"), foundation_model: constant("m") },
              { prompt_type: constant("B"), foundation_model: constant("m") },
            ],
          },
        ],
      },
    };
    expect(steps(agentOf(own))).toEqual([
      [at(0), "m"],
      [at(1), "m"],
    ]);
  });

  test("are open where blocks are left out of the plan", () => {
    const own: Small = {
      after: override(step("A")),
      unknown: override({ foundation_model: true }),
    };
    const { stepModels } = agentOf(own);
    expect(stepModels.map(({ model }) => model.possible)).toEqual([
      [
        {
          kind: "undetermined",
          because:
            "which blocks aws_bedrockagent_agent.a has at prompt_override_configuration[0].prompt_configurations is not known yet",
          settledBy: "write the blocks out",
        },
      ],
    ]);
  });

  test("are those of Cloud Control, whose lists have an order", () => {
    const type = "awscc_bedrock_agent";
    const place = (index: number) => `prompt_override_configuration.prompt_configurations[${index}].foundation_model`;
    const configurations = (...prompt_configurations: object[]) => ({
      prompt_override_configuration: { prompt_configurations },
    });
    const own: Small = {
      after: configurations(step("A", "m"), step("B")),
      unknown: configurations({}, { foundation_model: true }),
      block: {
        prompt_override_configuration: written(
          configurations(step("A", "m"), step("B", "${aws_bedrock_inference_profile.p.arn}"))
            .prompt_override_configuration,
        ),
      },
    };
    expect(steps(agentOf(own, type))).toEqual([
      [place(0), "m"],
      [place(1), "aws_bedrock_inference_profile.p.arn"],
    ]);
    // Cloud Control leaves unknown what nobody sets, as a whole and in part.
    expect(steps(agentOf({ unknown: { prompt_override_configuration: true } }, type))).toEqual([]);
    const bare = {
      prompt_override_configuration: written(configurations({ prompt_type: "${var.t}" }).prompt_override_configuration),
    };
    const unset: Small = {
      after: configurations({}),
      unknown: configurations({ foundation_model: true }),
      block: bare,
    };
    expect(steps(agentOf(unset, type))).toEqual([]);
    const open = { prompt_override_configuration: written("${var.never}") };
    expect(steps(agentOf({ unknown: { prompt_override_configuration: true }, block: open }, type))).toEqual([
      ["prompt_override_configuration", "open"],
    ]);
  });
});

describe("an alias", () => {
  const aliasType = "aws_bedrockagent_agent_alias";
  const version = (agent_version: string | null) => ({ routing_configuration: [{ agent_version }] });
  const aliasOf = (own: Small, location?: ConfigResource["location"]): AgentAlias => {
    const plan = smallPlan({ [`${aliasType}.l`]: own, [`${agentType}.a`]: { unknown: { agent_id: true } } });
    const [found] = estateOf(plan, location === undefined ? {} : inFolder(own, location)).aliases;
    return found as AgentAlias;
  };
  const inFolder = (own: Small, location: ConfigResource["location"]) => ({
    resource: (): ConfigResource => ({
      ...{ mode: "managed", type: aliasType, name: "l", location },
      sourceOf: ([name = ""]) => {
        const json = own.block?.[name];
        return json === undefined ? undefined : { source: { kind: "constant", json }, rest: [] };
      },
    }),
  });

  test.each([aliasType, "awscc_bedrock_agent_alias"])("(%s) is known by its name, and leads to its agent", (type) => {
    const { aliases } = estate({
      [`${type}.l`]: {
        after: { agent_alias_name: "live" },
        unknown: { agent_alias_id: true, agent_alias_arn: true, agent_id: true },
        block: { agent_id: written("${aws_bedrockagent_agent.a.agent_id}") },
      },
      [`${agentType}.a`]: { unknown: { agent_id: true } },
    });
    const { name, id, arn, agentId } = aliases[0] as AgentAlias;
    expect([name, id, arn, agentId].map(shown)).toEqual([
      ["live"],
      [`${type}.l.agent_alias_id`],
      [`${type}.l.agent_alias_arn`],
      [`${agentType}.a.agent_id`],
    ]);
  });

  test("tells what the plan changes about it", () => {
    const alias = aliasOf({ actions: ["update"], before: { description: "a" }, after: { description: "b" } });
    expect(alias.changes).toEqual([{ name: "description", certain: true }]);
  });

  test.each<[string, Small, unknown[]]>([
    [
      "is to the version that is written, whatever the plan holds",
      { after: version("2"), block: { routing_configuration: [{ agent_version: constant("3") }] } },
      ["3"],
    ],
    [
      "is to either of two versions that are written",
      {
        unknown: { routing_configuration: [{ agent_version: true }] },
        block: { routing_configuration: [{ agent_version: written('${var.x ? "3" : "4"}') }] },
      },
      ["3", "4"],
    ],
    [
      "is to the version that is written",
      { after: version("3"), block: { routing_configuration: [{ agent_version: constant("3") }] } },
      ["3"],
    ],
    ["is to none where nothing is written", { unknown: { routing_configuration: [{ agent_version: true }] } }, [null]],
    ["is to none by an empty list", { after: version("3"), block: { routing_configuration: constant([]) } }, [null]],
    ["is to none by null", { after: version("3"), block: { routing_configuration: constant(null) } }, [null]],
    ["is what the plan says, where its expression tells nothing", { after: version("3") }, ["3"]],
    ["is to none or as it was, where it is kept", { actions: ["no-op"], after: version("3") }, [null, "3"]],
    [
      "is to none or as it was, where it is kept and its expression is not at hand",
      {
        actions: ["no-op"],
        after: version("3"),
        block: { routing_configuration: [{ agent_version: { references: ["local.v"] } }] },
      },
      [null, "3"],
    ],
    [
      "is to none or to a version, as an expression may say",
      {
        unknown: { routing_configuration: true },
        block: { routing_configuration: written('${var.x ? [] : [{agent_version = "3"}]}') },
      },
      ["open", "3"],
    ],
  ])("'s routing %s", (_, own, expected) => {
    expect(shown(aliasOf(own).routing)).toEqual(expected);
  });

  test("'s routing is to none where its block says nothing, whatever AWS filled in", () => {
    const location = () => undefined;
    expect(aliasOf({ after: version("3") }, location).routing).toEqual({
      possible: [{ kind: "known", value: null, sensitive: false }],
      trail: ["aws_bedrockagent_agent_alias.l configures no routing"],
    });
  });
});

describe("an action group", () => {
  const groupType = "aws_bedrockagent_agent_action_group";

  test("leads to its agent and to its function", () => {
    const { actionGroups } = estate({
      [`${groupType}.g`]: {
        after: { action_group_executor: [{}] },
        unknown: { agent_id: true, action_group_executor: [{ lambda: true }] },
        block: {
          agent_id: written("${aws_bedrockagent_agent.a.agent_id}"),
          action_group_executor: [{ lambda: written("${aws_lambda_function.f.arn}") }],
        },
      },
      [`${agentType}.a`]: { unknown: { agent_id: true } },
      "aws_lambda_function.f": { unknown: { arn: true } },
    });
    expect(actionGroups.map(({ agentId, executor }) => [agentId, executor].flatMap(shown))).toEqual([
      [`${agentType}.a.agent_id`, "aws_lambda_function.f.arn"],
    ]);
  });

  test("stands within its agent in Cloud Control", () => {
    const own = (lambda: string) => ({ action_group_executor: { lambda } });
    const { actionGroups } = estate({ "awscc_bedrock_agent.a": { after: { action_groups: [own("f"), own("g")] } } });
    expect(
      actionGroups.map(({ address, agentId, executor }) => [address, ...[agentId, executor].flatMap(shown)]),
    ).toEqual([
      ["awscc_bedrock_agent.a", "awscc_bedrock_agent.a.agent_id", "f"],
      ["awscc_bedrock_agent.a", "awscc_bedrock_agent.a.agent_id", "g"],
    ]);
  });
});

test("an inference profile is known by its name, and by what it was copied from", () => {
  const { inferenceProfiles } = estate({
    "aws_bedrock_inference_profile.p": {
      after: { name: "p", arn: "arn:p", model_source: [{ copy_from: "m" }], models: [{ model_arn: "m" }] },
    },
    "awscc_bedrock_application_inference_profile.q": {
      after: {
        inference_profile_name: "q",
        inference_profile_arn: "arn:q",
        model_source: { copy_from: "n" },
        models: [{ model_arn: "n" }],
      },
    },
  });
  expect(
    inferenceProfiles.map(({ name, arn, copyFrom, models }) => [name, arn, copyFrom, models].flatMap(shown)),
  ).toEqual([
    ["p", "arn:p", "m", [{ model_arn: "m" }]],
    ["q", "arn:q", "n", [{ model_arn: "n" }]],
  ]);
});
