import { beforeAll, describe, expect, test } from "@jest/globals";
import { known, type PossibleValue } from "../../../policies/attribute";
import type { Agent, AgentAlias, Estate, LambdaFunction, Role } from "../../../policies/estate";
import type { Grant } from "../../../policies/iam";
import type { Finding } from "../../../policies/rule";
import { invokerCallsAlias } from "../../../policies/rules/invoker-calls-alias";
import { one, open, resolved, text } from "../attributes";
import { grant } from "../iam/support";
import { gatePlan, recordedPlan } from "../support";

const aliasArn = (alias: string): string => `arn:aws:bedrock:eu-west-2:123456789012:agent-alias/AGENT12345/${alias}`;
const [own, other] = [aliasArn("ALIAS12345"), aliasArn("OTHER12345")];
const invoking = (...resources: string[]): Grant =>
  grant({ Effect: "Allow", Action: "bedrock:InvokeAgent", Resource: resources });
const alias = "aws_bedrockagent_agent_alias";
const fresh = resolved(`${alias}.new`, "agent_alias_id");

let base: Estate;
beforeAll(async () => {
  ({ estate: base } = await gatePlan(recordedPlan("news-agent")));
});

interface Written {
  /** What the function's one variable may be; undetermined variables where nothing is given. */
  readonly variable?: readonly PossibleValue[] | "undetermined";
  readonly grants?: readonly Grant[];
  readonly role?: PossibleValue;
}

/** An agent with a standing alias and a new one, and a function with one variable and the role "role". */
function judged({
  variable = [text(own)],
  grants = [],
  role = resolved("aws_iam_role.role", "arn"),
}: Written): readonly Finding[] {
  const [agent] = base.agents as [Agent];
  const [served] = base.aliases as [AgentAlias];
  const make = (name: string, id?: string): AgentAlias => ({
    ...served,
    address: `${alias}.${name}`,
    type: alias,
    agentId: one(resolved("aws_bedrockagent_agent.a", "agent_id")),
    id: id === undefined ? one(open) : known(id),
    arn: id === undefined ? one(open) : known(aliasArn(id)),
  });
  const estate: Estate = {
    ...base,
    agents: [{ ...agent, address: "aws_bedrockagent_agent.a", id: known("AGENT12345") }],
    aliases: [make("own", "ALIAS12345"), make("new")],
    roles: [
      {
        ...(base.roles[0] as Role),
        address: "aws_iam_role.role",
        name: known("role"),
        arn: one(open),
        grants,
        boundary: undefined,
      },
    ],
    functions: [
      {
        ...(base.functions[0] as LambdaFunction),
        address: "function",
        role: one(role),
        variables: variable === "undetermined" ? variable : ["AGENT"],
        environment: () => (variable === "undetermined" ? one(open) : one(...variable)),
      },
    ],
  };
  return invokerCallsAlias.examine(estate, { tagKey: "Project", now: new Date() });
}

const all = { Effect: "Allow", Action: "*", Resource: "*" };
const unread: Grant = { address: "b", policies: [{ kind: "undetermined", because: "", settledBy: "" }] };

describe("a function that invokes an agent", () => {
  test.each<[string, Written, string, RegExp]>([
    [
      "by its alias's ARN, and may nothing else",
      { grants: [invoking(own)] },
      "pass",
      /^it invokes aws_bedrockagent_agent_alias\.own, and its role may invoke nothing else$/,
    ],
    ["by its alias's id", { variable: [text("ALIAS12345")], grants: [invoking(own)] }, "pass", /^it invokes/],
    [
      "by the reference to an alias's ARN",
      { variable: [resolved(`${alias}.own`, "agent_alias_arn")], grants: [invoking(own)] },
      "pass",
      /^it invokes/,
    ],
    [
      "by two ways to one alias",
      { variable: [text(own), text("ALIAS12345")], grants: [invoking(own)] },
      "pass",
      /^it invokes/,
    ],
    [
      "by an alias, perhaps",
      { variable: [text(own), text("x")], grants: [invoking(own)] },
      "undetermined",
      /^nothing proves that it names aws_bedrockagent_agent_alias\.own: other/,
    ],
    [
      "by the test alias",
      { variable: [text("TSTALIASID")], grants: [invoking(own)] },
      "fail",
      /^it invokes the test alias TSTALIASID/,
    ],
    ["by an ARN of the test alias", { variable: [text(aliasArn("TSTALIASID"))] }, "fail", /^it invokes the test alias/],
    [
      "by the test alias, perhaps",
      { variable: [text("TSTALIASID"), text(own)] },
      "undetermined",
      /^it may invoke the test alias/,
    ],
    [
      "and may not",
      { grants: [] },
      "fail",
      /^its role aws_iam_role\.role may not bedrock:InvokeAgent on aws_bedrockagent_agent_alias\.own$/,
    ],
    [
      "and may invoke another",
      { grants: [invoking(own, other)] },
      "fail",
      /may bedrock:InvokeAgent on more than aws_bedrockagent_agent_alias\.own/,
    ],
    ["and may invoke any", { grants: [grant(all)] }, "fail", /on more than/],
    [
      "and perhaps may",
      { grants: [unread] },
      "undetermined",
      /^nothing proves that its role aws_iam_role\.role may bedrock:InvokeAgent on aws/,
    ],
    [
      "and perhaps may invoke another",
      { grants: [invoking(own), grant({ ...all, Condition: { Bool: { "aws:x": "true" } } })] },
      "undetermined",
      /on nothing but aws_bedrockagent_agent_alias\.own$/,
    ],
    [
      "with a role of another stack",
      { role: text("arn:aws:iam::123456789012:role/x") },
      "undetermined",
      /^its role is not in .*, so what it may invoke cannot be seen$/,
    ],
    [
      "by the agent's id",
      { variable: [resolved("aws_bedrockagent_agent.a", "agent_id")], grants: [invoking(own)] },
      "fail",
      /^it invokes an agent, and no environment variable of it names an alias/,
    ],
    [
      "by the agent's ARN",
      { variable: [resolved("aws_bedrockagent_agent.a", "agent_arn")] },
      "fail",
      /^it invokes an agent/,
    ],
    [
      "by the agent's Terraform id",
      { variable: [resolved("aws_bedrockagent_agent.a", "id")] },
      "fail",
      /^it invokes an agent/,
    ],
    [
      "by no name, with a role that may",
      { variable: [text("x")], grants: [grant(all)] },
      "fail",
      /^it invokes an agent/,
    ],
    [
      "by what nobody knows, with a role that may",
      { variable: [open], grants: [grant(all)] },
      "undetermined",
      /^nothing proves that a variable of it names an alias of/,
    ],
    [
      "by variables that nobody knows, with a role that may",
      { variable: "undetermined", grants: [grant(all)] },
      "undetermined",
      /^its environment variables are not known$/,
    ],
  ])("%s", (_, written, verdict, message) => {
    const found = judged(written).find(({ address }) => address === "function");
    expect(found).toMatchObject({ verdict, message: expect.stringMatching(message) });
  });

  test("by a new alias may not invoke another one instead", () => {
    const [found] = judged({ variable: [fresh], grants: [invoking(own)] });
    expect(found).toMatchObject({ verdict: "fail", message: expect.stringContaining(`${alias}.new`) });
  });

  test.each<[string, Written]>([
    ["an alias's other attribute", { variable: [resolved(`${alias}.own`, "agent_alias_name")] }],
    ["an agent's other attribute", { variable: [resolved("aws_bedrockagent_agent.a", "agent_name")] }],
    ["an attribute that ends like one", { variable: [resolved("aws_bedrockagent_agent.a", "my_id")] }],
    ["an attribute that begins like one", { variable: [resolved("aws_bedrockagent_agent.a", "id_of_it")] }],
    ["another agent", { variable: [resolved("aws_bedrockagent_agent.b", "agent_id")] }],
    ["a number", { variable: [text(7)] }],
    ["an empty text", { variable: [text("")] }],
    ["nothing known, with a role that may perhaps", { variable: [open], grants: [unread] }],
  ])("is none that is given %s", (_, written) => {
    expect(judged(written).filter(({ address }) => address === "function")).toEqual([]);
  });

  test("that passes shows the variable and the permission", () => {
    expect(judged({ grants: [invoking(own)] })[0]?.evidence).toEqual([
      "the link",
      `AGENT = "${own}"`,
      "aws_iam_role.role may bedrock:InvokeAgent on aws_bedrockagent_agent_alias.own alone",
    ]);
  });

  test("is told to name an alias of the plan", () => {
    expect(judged({})[0]?.remedy).toBe(
      "set a variable to aws_bedrockagent_agent_alias.own.agent_alias_id, and allow bedrock:InvokeAgent on aws_bedrockagent_agent_alias.own.agent_alias_arn alone",
    );
  });
});

describe("an agent", () => {
  test.each<[string, Written, boolean]>([
    ["that a function invokes by its alias", { grants: [invoking(own)] }, true],
    ["that a function invokes by its id", { variable: [resolved("aws_bedrockagent_agent.a", "agent_id")] }, true],
    ["that no function invokes", { variable: [text("x")] }, false],
  ])("%s", (_, written, invoked) => {
    const found = judged(written).find(({ address }) => address === "aws_bedrockagent_agent.a");
    expect(found === undefined).toBe(invoked);
    if (!invoked)
      expect(found).toMatchObject({
        verdict: "fail",
        level: "advisory",
        message: expect.stringMatching(/^no function in .* invokes it$/),
      });
  });
});
