import { beforeAll, describe, expect, test } from "@jest/globals";
import { known, type PossibleValue } from "../../../policies/attribute";
import type { Agent, AgentAlias, Estate, ModelDelegation } from "../../../policies/estate";
import type { Finding } from "../../../policies/rule";
import { judgeDelegation } from "../../../policies/rules/model-delegation";
import { one, open, resolved, text } from "../attributes";
import { gatePlan, recordedPlan } from "../support";

const profile = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc123";
const alias = resolved("aws_bedrockagent_agent_alias.a", "agent_alias_arn");
const prompt = (name: string): PossibleValue => resolved(`aws_bedrockagent_prompt.${name}`, "arn");

let base: Estate;
beforeAll(async () => {
  ({ estate: base } = await gatePlan(recordedPlan("news-agent")));
});

/** What is said of a step that leads to an agent or a prompt; the agent's model is `model`, and the prompt "here" is in the plan. */
function judge(
  to: ModelDelegation["to"],
  named: readonly PossibleValue[],
  model: PossibleValue = text(profile),
): Finding {
  const agent: Agent = {
    ...(base.agents[0] as Agent),
    address: "aws_bedrockagent_agent.a",
    foundationModel: one(model),
  };
  const served: AgentAlias = {
    ...(base.aliases[0] as AgentAlias),
    address: "aws_bedrockagent_agent_alias.a",
    agentId: one(resolved(agent.address, "agent_id")),
    arn: known("arn:known"),
  };
  const here = { address: "aws_bedrockagent_prompt.here", type: "aws_bedrockagent_prompt" };
  const estate: Estate = {
    ...base,
    agents: [agent],
    aliases: [served],
    at: (address) => (address === here.address || address === served.address ? here : undefined),
  };
  const delegation = { address: "flow", type: "aws_bedrockagent_flow", to, attribute: "node", named: one(...named) };
  return judgeDelegation(delegation, estate, { tagKey: "Project", now: new Date() });
}

const mend = "mend aws_bedrockagent_agent.a: agent-uses-inference-profile says how";

describe("a step is as good as", () => {
  test.each<[string, PossibleValue, string, string, string | undefined]>([
    [
      "calls a profile",
      text(profile),
      "pass",
      `node leads to aws_bedrockagent_agent.a, whose model is "${profile}"`,
      undefined,
    ],
    [
      "calls a model",
      text("amazon.nova-lite-v1:0"),
      "fail",
      'node leads to aws_bedrockagent_agent.a, which calls "amazon.nova-lite-v1:0", a foundation model\'s id, directly',
      mend,
    ],
    [
      "may call anything",
      open,
      "undetermined",
      "node leads to aws_bedrockagent_agent.a, and nothing proves that its model is an application inference profile",
      mend,
    ],
  ])("the agent that it leads to: one that %s", (_, model, verdict, message, remedy) => {
    expect(judge("agent", [alias], model)).toEqual({
      verdict,
      address: "flow",
      message,
      evidence: ["the link", "the link"],
      ...(remedy === undefined ? {} : { remedy }),
    });
  });

  test("an agent that is not known", () => {
    expect(judge("agent", [open])).toMatchObject({
      verdict: "undetermined",
      message: "nothing proves which agent node leads to: it may be something undetermined (nobody knows)",
      remedy: "ask somebody; else set node to the agent_alias_arn of an alias of this plan",
    });
  });

  test("an agent of another stack, which does not block", () => {
    const elsewhere = "arn:aws:bedrock:eu-west-2:123456789012:agent-alias/AGENT12345/ALIAS12345";
    expect(judge("agent", [text(elsewhere)])).toMatchObject({
      verdict: "undetermined",
      level: "advisory",
      message: `node leads to "${elsewhere}": the agent stands in another stack, and its model cannot be seen`,
      remedy: "see that the stack with that agent passes this rule and agent-uses-inference-profile",
    });
  });

  test.each<[string, PossibleValue[], string, RegExp]>([
    [
      "that stands here",
      [prompt("here")],
      "notApplicable",
      /^node leads to aws_bedrockagent_prompt\.here\.arn, which is judged by itself$/,
    ],
    [
      "of another stack",
      [text("arn:aws:x")],
      "undetermined",
      /: the prompt stands in another stack, and its model cannot be seen$/,
    ],
    ["that is gone", [prompt("gone")], "undetermined", /: the prompt stands in another stack/],
    [
      "that stands here, or of another stack",
      [prompt("here"), text("arn:aws:x")],
      "undetermined",
      /: the prompt stands in another stack/,
    ],
    ["that is something else here", [alias], "undetermined", /: the prompt stands in another stack/],
    [
      "that is not known",
      [open],
      "undetermined",
      /^nothing proves which prompt node leads to: it may be something undetermined/,
    ],
    ["that stands here, or is not known", [prompt("here"), open], "undetermined", /^nothing proves which prompt/],
  ])("the prompt that it leads to: one %s", (_, named, verdict, message) => {
    expect(judge("prompt", named)).toMatchObject({ verdict, message: expect.stringMatching(message) });
  });

  test("a prompt that is not known, which something would settle", () => {
    expect(judge("prompt", [open]).remedy).toBe("ask somebody; else set node to the arn of a prompt of this plan");
  });
});
