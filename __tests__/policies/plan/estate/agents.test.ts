import { describe, expect, test } from "@jest/globals";
import type { Agent, AgentAlias, AgentPart, Estate } from "../../../../policies/estate";
import type { ConfigResource } from "../../../../policies/plan/configuration/module";
import { shown } from "./shown";
import { constant, estateOf, smallPlan, written, type Small } from "./small-plan";

type Resources = Parameters<typeof smallPlan>[0];
const estate = (resources: Resources): Estate => estateOf(smallPlan(resources));

const agentType = "aws_bedrockagent_agent";
const profile: Resources = { "aws_bedrock_inference_profile.p": { unknown: { arn: true } } };
const agentOf = (own: Small, type = agentType, more: Resources = profile): Agent =>
  estate({ [`${type}.a`]: own, ...more }).agents[0] as Agent;

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

  test.each<[string, Small, unknown[]]>([
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

describe("what shapes an agent beside its own settings", () => {
  const group = "aws_bedrockagent_agent_action_group.g";
  const partOf = (own: Small, address = group): AgentPart | undefined => estate({ [address]: own }).agentParts[0];
  const agents = (part: AgentPart | undefined) => part?.agentIds.flatMap(shown);

  test.each([
    [group, "action group"],
    ["aws_bedrockagent_agent_collaborator.c", "collaborator"],
    ["aws_bedrockagent_agent_knowledge_base_association.k", "knowledge base"],
  ])("%s is told as a %s", (address, kind) => {
    expect(partOf({ after: { agent_id: "A" } }, address)).toMatchObject({ address, kind, wasUsed: true });
  });

  test("belongs to the agent that it will have, and to the one that it had", () => {
    expect(agents(partOf({ after: { agent_id: "A" } }))).toEqual(["A"]);
    const moved = partOf({ actions: ["delete", "create"], before: { agent_id: "B" }, after: { agent_id: "A" } });
    expect(agents(moved)).toEqual(["A", "B"]);
    expect(moved?.agentIds[1]?.trail).toEqual([`${group}.agent_id was "B"`]);
  });

  test("is told when it is deleted, and not when it is only forgotten: it stays with its agent", () => {
    const gone = (action: string) => partOf({ actions: [action], before: { agent_id: "B" }, after: null });
    expect(agents(gone("delete"))).toEqual(["B"]);
    expect(gone("forget")).toBeUndefined();
  });

  test.each(["action_group_state", "knowledge_base_state"])("was not used where its %s said so", (name) => {
    const used = (state: string) => partOf({ actions: ["update"], before: { [name]: state } })?.wasUsed;
    expect([used("DISABLED"), used("ENABLED")]).toEqual([false, true]);
  });
});

describe("what a plan changes about an agent", () => {
  const changes = (own: Small, more: Resources = {}) =>
    agentOf({ actions: ["update"], ...own }, agentType, { ...profile, ...more }).changes.map(
      ({ name, certain }) => `${name}${certain ? "" : " perhaps"}`,
    );
  const both = (before: object, after: object): Small => ({
    before: before as Record<string, unknown>,
    after: after as Record<string, unknown>,
  });

  test("is what is not as it was, sorted by name", () => {
    expect(changes(both({ z: 1, a: { b: [1] }, same: [1] }, { z: 2, a: { b: [2] }, same: [1] }))).toEqual(["a", "z"]);
    expect(changes(both({ gone: 1, nothing: null }, { added: 1, other: null }))).toEqual(["added", "gone"]);
  });

  test.each([["create"], ["no-op"], ["read"]])("is nothing when it is to %s", (action) => {
    expect(changes({ ...both({ a: 1 }, { a: 2 }), actions: [action] })).toEqual([]);
  });

  test("is told of a replacement as of an update", () => {
    expect(changes({ ...both({ a: 1 }, { a: 2 }), actions: ["delete", "create"] })).toEqual(["a"]);
  });

  test("is nothing of tags, timeouts and how Terraform goes about it", () => {
    const names = [
      ...["tags", "tags_all", "test_alias_tags", "timeouts", "region", "prepare_agent", "auto_prepare"],
      ...["skip_resource_in_use_check", "skip_resource_in_use_check_on_delete"],
    ];
    const all = (value: number) => Object.fromEntries(names.map((name) => [name, value]));
    expect(changes(both(all(1), all(2)))).toEqual([]);
  });

  test("is nothing that AWS alone computes, unknown as it is at every update", () => {
    expect(changes({ before: { prepared_at: "t" }, unknown: { prepared_at: true } })).toEqual([]);
  });

  test("may be what is set and not known, or a block that a plan leaves out", () => {
    const block = { instruction: written("${var.i}") };
    expect(changes({ before: { instruction: "i" }, unknown: { instruction: true }, block })).toEqual([
      "instruction perhaps",
    ]);
    expect(changes({ before: { memory_configuration: [] }, unknown: { memory_configuration: true } })).toEqual([
      "memory_configuration perhaps",
    ]);
    expect(changes({ before: { routing_configuration: [] }, unknown: { routing_configuration: true } })).toEqual([]);
  });

  test.each<[string, string, string[], string]>([
    ["a profile that is new", "aws_bedrock_inference_profile.p.arn", ["create"], ""],
    ["a profile that is made anew", "aws_bedrock_inference_profile.p.arn", ["delete", "create"], ""],
    ["a profile that is updated", "aws_bedrock_inference_profile.p.arn", ["update"], " perhaps"],
    ["a profile's name", "aws_bedrock_inference_profile.p.name", ["create"], " perhaps"],
    ["an agent that is updated", "aws_bedrockagent_agent.b.prepared_at", ["update"], ""],
    ["the id of an agent that is updated", "aws_bedrockagent_agent.b.agent_id", ["update"], " perhaps"],
    ["another resource that is new", "aws_sns_topic.t.arn", ["create"], " perhaps"],
    [
      "either of two, one of them new",
      "var.x ? aws_bedrock_inference_profile.p.arn : aws_sns_topic.t.arn",
      ["create"],
      " perhaps",
    ],
  ])("is certain where it leads to what is given anew: %s", (_, name, actions, expected) => {
    const unknown = { arn: true, name: true, agent_id: true, prepared_at: true };
    const more = {
      "aws_bedrock_inference_profile.p": { actions, unknown },
      "aws_bedrockagent_agent.b": { actions, unknown },
      "aws_sns_topic.t": { actions, unknown },
    };
    const own = { before: { m: "x" }, unknown: { m: true }, block: { m: written(`\${${name}}`) } };
    expect(changes(own, more)).toEqual([`m${expected}`]);
  });
});

describe("a link to another resource", () => {
  const leadsTo = (expression: string, more: Resources = {}) => {
    const { actionGroups } = estate({
      "aws_bedrockagent_agent_action_group.g": {
        unknown: { agent_id: true },
        block: { agent_id: written(`\${${expression}}`) },
      },
      [`${agentType}.a`]: { unknown: { agent_id: true } },
      ...more,
    });
    return shown(actionGroups[0]?.agentId as Agent["id"]);
  };
  const through = (expression: string): Small => ({
    unknown: { agent_id: true },
    block: { agent_id: written(`\${${expression}}`) },
  });
  const own = `${agentType}.a.agent_id`;

  test("goes through other resources' arguments", () => {
    expect(leadsTo(own)).toEqual([own]);
    expect(leadsTo("aws_x.b.agent_id", { "aws_x.b": through(own) })).toEqual([own]);
    expect(leadsTo("aws_x.b.agent_id", { "aws_x.b": through("aws_x.c.agent_id"), "aws_x.c": through(own) })).toEqual([
      own,
    ]);
  });

  test("stops where an argument is no reference, or none is told", () => {
    expect(leadsTo("aws_x.b.agent_id", { "aws_x.b": through("var.never") })).toEqual(["aws_x.b.agent_id"]);
    expect(leadsTo("aws_x.b.other", { "aws_x.b": { ...through(own), unknown: { other: true } } })).toEqual([
      "aws_x.b.other",
    ]);
    expect(leadsTo("aws_x.b.agent_id[0]", { "aws_x.b": through(own) })).toEqual(["aws_x.b.agent_id[0]"]);
  });

  test("that goes round in a circle ends", () => {
    const circle = { "aws_x.b": through("aws_x.c.agent_id"), "aws_x.c": through("aws_x.b.agent_id") };
    expect(leadsTo("aws_x.b.agent_id", circle)).toEqual(["aws_x.b.agent_id"]);
  });

  test("is the reference though its value is known, and the value where nothing else is told", () => {
    const more: Resources = { [`${agentType}.a`]: { after: { agent_id: "A1" } } };
    const known: Small = { after: { agent_id: "A1" }, block: { agent_id: written(`\${${own}}`) } };
    const group = "aws_bedrockagent_agent_action_group.g";
    expect(shown(estate({ ...more, [group]: known }).actionGroups[0]?.agentId as Agent["id"])).toEqual([own]);
    expect(
      shown(estate({ ...more, [group]: { after: { agent_id: "A1" } } }).actionGroups[0]?.agentId as Agent["id"]),
    ).toEqual(["A1"]);
  });
});

describe("a function", () => {
  const lambda = "aws_lambda_function.f";
  const functionOf = (own: Small) => {
    const [found] = estate({ [lambda]: own, ...profile }).functions;
    if (found === undefined) throw new Error("there is one");
    return found;
  };

  test("is known by its name, ARN and role", () => {
    const { name, arn, role } = functionOf({ after: { function_name: "f", role: "arn:r" }, unknown: { arn: true } });
    expect([name, arn, role].flatMap(shown)).toEqual(["f", `${lambda}.arn`, "arn:r"]);
  });

  test("tells the variables of its environment", () => {
    const own = functionOf({
      after: { environment: [{ variables: { MODEL: "m" } }] },
      unknown: { environment: [{ variables: { PROFILE: true } }] },
      block: {
        environment: [{ variables: written({ MODEL: "m", PROFILE: "${aws_bedrock_inference_profile.p.arn}" }) }],
      },
    });
    expect(own.variables).toEqual(["MODEL", "PROFILE"]);
    expect(["MODEL", "PROFILE", "NEVER"].map((name) => shown(own.environment(name)))).toEqual([
      ["m"],
      ["aws_bedrock_inference_profile.p.arn"],
      [null],
    ]);
    expect(own.environment("MODEL")).toBe(own.environment("MODEL"));
  });

  test("has none without an environment, and may have any where it is not known", () => {
    expect(functionOf({ after: { environment: [] } }).variables).toEqual([]);
    expect(functionOf({}).variables).toEqual([]);
    expect(functionOf({ unknown: { environment: true } }).variables).toBe("undetermined");
    expect(functionOf({ after: { environment: [{ variables: { A: "x" } }] } }).variables).toEqual(["A"]);
  });
});
