import { describe, expect, test } from "@jest/globals";
import { known, type Attribute, type PossibleValue } from "../../../policies/attribute";
import { liveModel, profileArn } from "../../../policies/canary/arns";
import { goodEstate } from "../../../policies/canary/estates";
import type {
  ActionGroup,
  Agent,
  AgentAlias,
  Api,
  Budget,
  Estate,
  InferenceProfile,
  LambdaFunction,
} from "../../../policies/estate";
import { drawPicture } from "../../../policies/report/draw-picture";
import { paintIn } from "../../../policies/report/paint";
import { one, open, resolved, text } from "../attributes";
import { bareEstate, outcomeWith } from "./hand-made";

const good = goodEstate("Project");
const [goodAgent] = good.agents as [Agent];
const [goodFunction] = good.functions as [LambdaFunction];
const [goodAlias] = good.aliases as [AgentAlias];
const profiles = good.inferenceProfiles;

const resource = (type: string, name: string) => ({ address: `${type}.${name}`, type, name: known(name) });
const tagged = (project: string | null) => (key: string) => known(key === "Project" ? project : "another tag's");
const refer = (type: string, name: string): Attribute => one(resolved(`${type}.${name}`, "arn"));

const agent = (name: string, model: Attribute = known(profileArn)): Agent => ({
  ...goodAgent,
  ...resource("aws_bedrockagent_agent", name),
  foundationModel: model,
});

const alias = (name: string, ...served: readonly string[]): AgentAlias => ({
  ...goodAlias,
  ...resource("aws_bedrockagent_agent_alias", name),
  agentId: one(...served.map((each) => resolved(`aws_bedrockagent_agent.${each}`, "agent_id"))),
});

const lambda = (name: string, variables: Readonly<Record<string, Attribute>>, project = "shop"): LambdaFunction => ({
  ...goodFunction,
  ...resource("aws_lambda_function", name),
  tag: tagged(project),
  variables: Object.keys(variables),
  environment: (variable) => variables[variable] ?? known(null),
});

const api = (name: string, ...functions: readonly string[]): Api => ({
  ...resource("aws_api_gateway_rest_api", name),
  id: known(name),
  integrations: functions.map((each) => refer("aws_lambda_function", each)),
  policies: [],
  endpointTypes: known(["REGIONAL"]),
  stages: [{ ...resource("aws_api_gateway_stage", name), tag: tagged("shop") }],
});

const group = (agentName: string, executor: string): ActionGroup => ({
  ...resource("aws_bedrockagent_agent_action_group", executor),
  agentId: refer("aws_bedrockagent_agent", agentName),
  executor: refer("aws_lambda_function", executor),
});

const calling = (name: string): { ALIAS: Attribute } => ({ ALIAS: refer("aws_bedrockagent_agent_alias", name) });

/** The lines of the picture, between its heading and the empty line that ends it. */
function draw(parts: Partial<Estate>, colour = false): string[] {
  const lines = drawPicture(outcomeWith({}, { ...bareEstate, ...parts }), paintIn(colour));
  if (lines.length > 0) expect([lines[0], lines.at(-1)]).toEqual([paintIn(colour).bold("The money's way"), ""]);
  return lines.slice(1, -1);
}

describe("the picture", () => {
  test("goes from the client through API, function, alias and agent to the model, each with its bill", () => {
    const parts = {
      apis: [api("shop", "ask")],
      functions: [lambda("ask", calling("live"))],
      aliases: [alias("live", "news")],
      agents: [agent("news")],
      inferenceProfiles: profiles,
    };
    expect(draw(parts)).toEqual([
      "  client",
      "  └─ API shop                                     Project = shop",
      "     └─ function ask                              Project = shop",
      "        └─ alias live",
      "           └─ agent news",
      "              └─ profile canary                   Project = canary",
      "                 └─ model amazon.nova-lite-v1:0   Project = canary",
    ]);
  });

  test("is none where nothing spends", () => {
    expect(drawPicture(outcomeWith({}), paintIn(false))).toEqual([]);
    expect(draw({ functions: [lambda("idle", { TABLE: known("news") })] })).toEqual([]);
  });

  test("names a station by its address where its name is not known, and bills an API that has no stage nothing", () => {
    const nameless = { ...api("shop"), name: one(open), stages: [] };
    expect(draw({ apis: [nameless] })).toEqual(["  client", "  └─ API aws_api_gateway_rest_api.shop"]);
  });

  test("draws a function once that two routes of an API lead to, and all that it leads to as branches", () => {
    const parts = {
      apis: [api("shop", "ask", "tell", "ask")],
      functions: [
        lambda("ask", {}),
        lambda("tell", { ...calling("a"), OTHER: refer("aws_bedrockagent_agent_alias", "b") }),
      ],
      aliases: [alias("a", "news"), alias("b", "news")],
      agents: [agent("news", known("x.y"))],
    };
    expect(draw(parts).map((line) => line.replace(/ {3,}\S+ = .*| {2,}✗.*/, ""))).toEqual([
      "  client",
      "  └─ API shop",
      "     ├─ function ask",
      "     └─ function tell",
      "        ├─ alias a",
      "        │  └─ agent news",
      "        │     └─ model x.y",
      "        └─ alias b",
    ]);
  });

  test("begins at a function that no API leads to, and at an agent that nobody here calls", () => {
    const parts = {
      functions: [lambda("ask", calling("live")), lambda("act", calling("live"))],
      aliases: [alias("live", "news", "old")],
      agents: [agent("lonely", known("x.y")), agent("news", known("x.y")), agent("old", known("x.y"))],
      actionGroups: [group("news", "act")],
    };
    expect(draw(parts).map((line) => line.replace(/ {2,}(Project|✗).*/, ""))).toEqual([
      "  client",
      "  └─ function ask",
      "     └─ alias live",
      "        └─ agent news",
      "           ├─ model x.y",
      "           └─ function act",
      "              └─ alias live",
      "                 └─ agent old",
      "                    └─ model x.y",
      "  agent lonely",
      "  └─ model x.y",
    ]);
  });

  test("names the model behind a profile without its ARN, and says where it is not known yet", () => {
    const [profile] = profiles as [InferenceProfile];
    const models = (copyFrom: Attribute) =>
      draw({ agents: [agent("news")], inferenceProfiles: [{ ...profile, tag: tagged(null), copyFrom }] });
    expect(models(known(liveModel))).toEqual([
      "  agent news",
      "  └─ profile canary                   ✗ no Project tag: no project's bill",
      "     └─ model amazon.nova-lite-v1:0   ✗ no Project tag: no project's bill",
    ]);
    expect(models(one(open)).at(-1)).toMatch(/^ {5}└─ model not known yet {3}✗ no Project tag/);
  });

  test.each<[string, PossibleValue, string]>([
    ["that nobody knows", open, "model not known yet   ✗ not proven to reach a project's bill"],
    [
      "that another resource decides",
      resolved("data.aws_ssm_parameter.x", "value"),
      "model data.aws_ssm_parameter.x.value   ✗ not proven to reach a project's bill",
    ],
    [
      "that the catalogue names",
      text("amazon.nova-lite-v1:0"),
      "model amazon.nova-lite-v1:0   ✗ a foundation model's id: no project's bill",
    ],
    [
      "behind a profile of elsewhere",
      text(profileArn),
      `profile ${profileArn}   ✗ not in this plan: its tags cannot be seen`,
    ],
  ])("says what becomes of a model %s", (_, model, expected) => {
    expect(draw({ agents: [agent("news", one(model))] })).toEqual(["  agent news", `  └─ ${expected}`]);
  });

  test("shows each model that an agent may call", () => {
    const either = one(text("amazon.nova-lite-v1:0"), open);
    expect(draw({ agents: [agent("news", either)] }).map((line) => line.split(/ {3,}/)[0])).toEqual([
      "  agent news",
      "  ├─ model amazon.nova-lite-v1:0",
      "  └─ model not known yet",
    ]);
  });

  test("goes to the models that a function's own variables name, also in a list", () => {
    const variables = { MODELS: known(`amazon.nova-lite-v1:0, then ${profileArn}`), TABLE: known("news") };
    expect(draw({ functions: [lambda("ask", variables)], inferenceProfiles: profiles })).toEqual([
      "  client",
      "  └─ function ask                        Project = shop",
      "     ├─ model amazon.nova-lite-v1:0      ✗ a foundation model's id: no project's bill",
      "     └─ profile canary                   Project = canary",
      "        └─ model amazon.nova-lite-v1:0   Project = canary",
    ]);
  });

  test.each([
    ["a model", "amazon.nova-lite-v1:0", ["model"]],
    ["a profile", profileArn, ["profile", "model"]],
    ["what may be a model that nobody knows", "cohere.command-z-v1:0", undefined],
  ])("goes from a function whose variable names %s alone", (_, name, stations) => {
    const lines = draw({ functions: [lambda("ask", { MODEL: known(name) })], inferenceProfiles: profiles });
    const kinds = lines.map((line) => /\w+/.exec(line)?.[0]);
    expect(kinds).toEqual(stations === undefined ? [] : ["client", "function", ...stations]);
  });

  test("goes by the alias that a function's AGENT_ALIAS_ID names where the names of its variables are not known", () => {
    const named = lambda("ask", { AGENT_ALIAS_ID: refer("aws_bedrockagent_agent_alias", "live") });
    const functions: LambdaFunction[] = [{ ...named, variables: "undetermined" }];
    expect(draw({ functions, aliases: [alias("live")] }).at(-1)).toMatch(/└─ alias live$/);
  });

  test("ends with the budgets that count its projects, and what each may spend", () => {
    const [budget] = good.budgets as [Budget];
    const filters = (...values: readonly string[]) => [{ dimension: known("TagKeyValue"), values: known(values) }];
    const budgets: Budget[] = [
      { ...budget, name: known("all"), filters: filters("user:Project$other", "user:Project$canary") },
      { ...budget, name: known("two"), filters: [...filters("user:Project$canary"), ...filters("Production")] },
      { ...budget, name: known("free"), limitAmount: one(open) },
      { ...budget, name: known("elsewhere"), filters: filters("user:Project$other") },
      { ...budget, name: known("open"), filters: "undetermined" },
      { ...budget, name: known("unread"), filters: [{ dimension: known("TagKeyValue"), values: one(open) }] },
    ];
    const [profile] = profiles as [InferenceProfile];
    const twoProfiles = [profile, { ...profile, address: "a.b" }, { ...profile, tag: tagged(null) }];
    expect(draw({ agents: [agent("news")], inferenceProfiles: twoProfiles, budgets }).slice(3)).toEqual([
      "  budget all (1 USD) counts Project = canary",
      "  budget two (1 USD) counts Project = canary",
      "  budget free counts Project = canary",
    ]);
  });

  test("has room for twelve ways, and says how many more there are", () => {
    const agents = Array.from({ length: 13 }, (_, index) => agent(`a${index}`, one(open)));
    expect(draw({ agents: agents.slice(1) }).at(-1)).toMatch(/not known yet/);
    expect(draw({ agents }).slice(-3)).toEqual(["  agent a11", expect.stringMatching(/not known yet/), "  and 1 more"]);
  });

  test("of more than sixty agents is none, and says so", () => {
    const agents = Array.from({ length: 61 }, (_, index) => agent(`a${index}`, one(open)));
    expect(draw({ agents: agents.slice(1) }).at(-1)).toBe("  and 48 more");
    expect(draw({ agents })).toEqual(["  61 agents, too many to draw"]);
  });

  test("of agents that all may call each other has each of them once", () => {
    const names = Array.from({ length: 30 }, (_, index) => `a${index}`);
    const lines = draw({
      agents: names.map((name) => agent(name, one(open))),
      aliases: [alias("any", ...names)],
      actionGroups: names.map((name) => group(name, "act")),
      functions: [lambda("act", calling("any"))],
    });
    expect(lines.filter((line) => /agent a/.test(line))).toHaveLength(30);
  });

  test("hides secrets and control characters in names and bills, and shows what is lost in red", () => {
    const secret = agent("hunter2\u001b", known("hunter2\u0007.x"));
    const paint = paintIn(true);
    expect(draw({ agents: [secret] }, true)).toEqual([
      "  agent (hidden)",
      `  └─ model (hidden).x   ${paint.red("✗ a foundation model's id: no project's bill")}`,
    ]);
    const [profile] = profiles as [InferenceProfile];
    const inferenceProfiles = [{ ...profile, tag: tagged("hunter2\u0007") }];
    const [, billed] = draw({ agents: [agent("news")], inferenceProfiles }, true);
    expect(billed).toContain(`   ${paint.green("Project = (hidden)")}`);
  });
});
