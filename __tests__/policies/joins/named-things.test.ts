import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { known, type Attribute, type PossibleValue } from "../../../policies/attribute";
import type { Agent, Estate, LambdaFunction } from "../../../policies/estate";
import { agentNamedBy } from "../../../policies/joins/agent-reference";
import { agentBehindAlias } from "../../../policies/joins/alias-reference";
import { functionNamedBy, isSameFunction, type NamedFunction } from "../../../policies/joins/function-reference";
import { gatePlan, recordedPlan } from "../support";
import { resolved, text } from "../attributes";

const open: PossibleValue = { kind: "undetermined", because: "", settledBy: "" };
const attribute = (...possible: PossibleValue[]): Attribute => ({ possible, trail: [] });

const agentArn = (id: string): string => `arn:aws:bedrock:eu-west-2:123456789012:agent/${id}`;
const aliasArn = (agent: string, alias: string): string =>
  `arn:aws:bedrock:eu-west-2:123456789012:agent-alias/${agent}/${alias}`;
const functionArn = (name: string): string => `arn:aws:lambda:eu-west-2:123456789012:function:${name}`;

/** Agents, aliases and functions: "new" ones, of which AWS gives the ids at the apply, and those that stand. */
let estate: Estate;
let base: Estate;
beforeAll(async () => {
  ({ estate: base } = await gatePlan(recordedPlan("news-agent")));
});
beforeEach(() => {
  const agent = (name: string, id?: string): Agent => ({
    ...(base.agents[0] as Agent),
    address: `aws_bedrockagent_agent.${name}`,
    id: id === undefined ? attribute(open) : known(id),
    arn: id === undefined ? attribute(open) : known(agentArn(id)),
  });
  const alias = (name: string, of: PossibleValue, arn?: string): Estate["aliases"][number] => ({
    ...(base.aliases[0] as Estate["aliases"][number]),
    address: `aws_bedrockagent_agent_alias.${name}`,
    agentId: attribute(of),
    arn: arn === undefined ? attribute(open) : known(arn),
  });
  const lambda = (address: string, name: string): LambdaFunction => ({
    ...(base.functions[0] as LambdaFunction),
    address: `aws_lambda_function.${address}`,
    name: known(name),
  });
  estate = {
    ...base,
    agents: [agent("new"), agent("standing", "AGENT12345")],
    aliases: [
      alias("new", resolved("aws_bedrockagent_agent.new", "agent_id")),
      alias("standing", text("AGENT12345"), aliasArn("AGENT12345", "ALIAS12345")),
      alias("elsewhere", text("OTHER12345")),
      alias("loop", resolved("aws_bedrockagent_agent_alias.pool", "agent_id")),
      alias("pool", resolved("aws_bedrockagent_agent_alias.loop", "agent_id")),
    ],
    actionGroups: [],
    functions: [lambda("one", "one"), lambda("twin", "twins"), lambda("other_twin", "twins")],
  };
});

const named = (agent: Agent | string): string => (typeof agent === "string" ? agent : agent.address);
const [fresh, standing] = ["aws_bedrockagent_agent.new", "aws_bedrockagent_agent.standing"];

describe("an agent's id names", () => {
  test.each<[string, PossibleValue[], string]>([
    ["the agent that it is of", [resolved(fresh, "agent_id")], fresh],
    ["that by id", [resolved(fresh, "id")], fresh],
    ["nothing by another attribute of an agent", [resolved(fresh, "agent_arn")], "unknown"],
    ["nothing by an agent that is not here", [resolved("aws_bedrockagent_agent.gone", "agent_id")], "unknown"],
    ["the agent that has it", [text("AGENT12345")], standing],
    ["one elsewhere by another id", [text("OTHER12345")], "elsewhere"],
    ["the agent whose alias hands it on", [resolved("aws_bedrockagent_agent_alias.new", "agent_id")], fresh],
    ["what that alias was given", [resolved("aws_bedrockagent_agent_alias.elsewhere", "agent_id")], "elsewhere"],
    ["nothing by an alias's own id", [resolved("aws_bedrockagent_agent_alias.new", "id")], "unknown"],
    ["nothing where two hand it to each other", [resolved("aws_bedrockagent_agent_alias.loop", "agent_id")], "unknown"],
    ["the agent that has a value read from elsewhere", [resolved("data.x.y", "z", { value: "AGENT12345" })], standing],
    ["one elsewhere by such a value", [resolved("data.x.y", "z", { value: "x" })], "elsewhere"],
    ["nothing that is known", [open], "unknown"],
    ["one agent by two ways", [resolved(standing, "agent_id"), text("AGENT12345")], standing],
    ["nothing where it is of one of two", [resolved(fresh, "agent_id"), text("AGENT12345")], "unknown"],
    ["nothing where it is of one here or elsewhere", [text("AGENT12345"), text("OTHER12345")], "unknown"],
  ])("%s", (_, possible, expected) => {
    expect(named(agentNamedBy(attribute(...possible), estate))).toBe(expected);
  });

  test("no agent by its ARN, which names it where an ARN is meant", () => {
    const arn = attribute(resolved(fresh, "agent_arn"));
    expect([agentNamedBy(arn, estate), agentNamedBy(arn, estate, "arn")].map(named)).toEqual(["unknown", fresh]);
    expect(named(agentNamedBy(known(agentArn("AGENT12345")), estate, "arn"))).toBe(standing);
    const handedOn = attribute(resolved("aws_bedrockagent_agent_alias.new", "agent_id"));
    expect(named(agentNamedBy(handedOn, estate, "arn"))).toBe("unknown");
  });
});

describe("behind an alias stands", () => {
  test.each<[string, PossibleValue[], string]>([
    ["the agent of an alias here", [resolved("aws_bedrockagent_agent_alias.new", "agent_alias_arn")], fresh],
    ["the agent of an alias whose ARN it is", [text(aliasArn("AGENT12345", "ALIAS12345"))], standing],
    ["an agent here, by an alias elsewhere", [text(aliasArn("AGENT12345", "OTHER12345"))], standing],
    ["an agent elsewhere", [text(aliasArn("OTHER12345", "ALIAS12345"))], "elsewhere"],
    ["nothing that an alias's id could tell", [resolved("aws_bedrockagent_agent_alias.new", "id")], "unknown"],
    [
      "nothing by an alias that is not here",
      [resolved("aws_bedrockagent_agent_alias.x", "agent_alias_arn")],
      "unknown",
    ],
    ["an agent elsewhere, by an alias that is looked up", [resolved("data.aws_x.y", "arn")], "elsewhere"],
    ["nothing by the agent's ARN", [text(agentArn("AGENT12345"))], "unknown"],
    ["nothing by a longer text", [text(`${aliasArn("AGENT12345", "ALIAS12345")}/x`)], "unknown"],
    ["nothing by a text that ends so", [text(`x${aliasArn("AGENT12345", "OTHER12345")}`)], "unknown"],
    ["nothing by no text", [text(1)], "unknown"],
    ["nothing that is known", [open], "unknown"],
    [
      "nothing where it is one of two",
      [text(aliasArn("AGENT12345", "A".repeat(10))), text(aliasArn("B".repeat(10), "A".repeat(10)))],
      "unknown",
    ],
  ])("%s", (_, possible, expected) => {
    expect(named(agentBehindAlias(attribute(...possible), estate))).toBe(expected);
  });
});

describe("a function is named", () => {
  const shown = (found: NamedFunction | "none" | "unknown"): unknown =>
    typeof found === "string"
      ? found
      : [typeof found.function === "string" ? found.function : found.function.address, found.qualifier];
  const one = "aws_lambda_function.one";

  test.each<[string, PossibleValue[], unknown]>([
    ["by its ARN's attribute", [resolved(one, "arn")], [one, null]],
    ["by its name's attribute", [resolved(one, "function_name")], [one, null]],
    ["by its id", [resolved(one, "id")], [one, null]],
    ["with a version that AWS gives", [resolved(one, "qualified_arn")], [one, undefined]],
    ["by no other attribute", [resolved(one, "role")], "unknown"],
    ["by no function that is not here", [resolved("aws_lambda_function.x", "arn")], "unknown"],
    ["by its name", [text("one")], [one, null]],
    ["by its name and a version", [text("one:7")], [one, "7"]],
    ["by its ARN", [text(functionArn("one"))], [one, null]],
    ["by its ARN and an alias", [text(`${functionArn("one")}:live`)], [one, "live"]],
    ["by its ARN and what stands for its newest version", [text(`${functionArn("one")}:$LATEST`)], [one, "$LATEST"]],
    ["by an account and a name", [text("123456789012:function:one")], [one, null]],
    ["though it is not here", [text("x")], ["x", null]],
    ["by the name that two have, as neither", [text("twins")], "unknown"],
    ["by no sentence", [text("one or two")], "unknown"],
    ["by no number", [text(1)], "unknown"],
    ["by what a data source has read", [resolved("data.x.y", "z", { value: "one" })], [one, null]],
    ["not at all: null", [text(null)], "none"],
    ["not at all: empty", [text("")], "none"],
    ["by what nobody knows", [open], "unknown"],
    ["twice", [resolved(one, "arn"), text("one")], [one, null]],
    ["with or without a version", [text("one"), text("one:7")], "unknown"],
    ["or another is", [text("one"), text("x")], "unknown"],
    ["or not", [text("one"), text(null)], "unknown"],
    ["not, by two ways", [text(null), text("")], "none"],
    ["by none of no values", [], "unknown"],
  ])("%s", (_, possible, expected) => {
    expect(shown(functionNamedBy(attribute(...possible), estate))).toEqual(expected);
  });

  test.each<[NamedFunction, NamedFunction, string]>([
    [{ function: "a", qualifier: null }, { function: "a", qualifier: null }, "yes"],
    [{ function: "a", qualifier: "1" }, { function: "a", qualifier: "1" }, "yes"],
    [{ function: "a", qualifier: "1" }, { function: "a", qualifier: null }, "no"],
    [{ function: "a", qualifier: undefined }, { function: "a", qualifier: "1" }, "unknown"],
    [{ function: "a", qualifier: "1" }, { function: "a", qualifier: undefined }, "unknown"],
    [{ function: "a", qualifier: undefined }, { function: "b", qualifier: undefined }, "no"],
  ])("%j and %j are the same: %s", (left, right, expected) => {
    expect(isSameFunction(left, right)).toBe(expected);
  });
});
