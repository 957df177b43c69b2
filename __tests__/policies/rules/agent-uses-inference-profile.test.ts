import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { known, type Attribute } from "../../../policies/attribute";
import { profileArn } from "../../../policies/canary/arns";
import { goodEstate } from "../../../policies/canary/estates";
import type { Estate } from "../../../policies/estate";
import { agentUsesInferenceProfile } from "../../../policies/rules/agent-uses-inference-profile";
import { one, open as openValue, resolved, text } from "../attributes";
import { byAddress, fixtures, gatePlan, recordedPlan, row, verdictsOf } from "../support";

const rule = "agent-uses-inference-profile";
const folder = path.join(fixtures, "agents-hcl");
const verdictOfWord: Record<string, string> = { pass: "pass", fail: "fail", open: "undetermined" };

/** The fixture names each agent, or the module around it, by the verdict that is owed. */
function owed(address: string): string | undefined {
  const word = /(?:module\.keyed\["|aws_bedrockagent_agent\.|module\.)(pass|fail|open)/.exec(address)?.[1];
  return word === undefined ? undefined : verdictOfWord[word];
}

describe("every way of naming a model in HCL", () => {
  test("with the configuration folder each agent gets the verdict that it is owed", async () => {
    const verdicts = byAddress(await gatePlan(recordedPlan("agents-hcl"), folder), rule);
    const expected = Object.fromEntries(Object.keys(verdicts).map((address) => [address, owed(address)]));
    expect(Object.keys(verdicts)).toHaveLength(49);
    expect(verdicts).toEqual(expected);
  });

  test("without the folder nothing is claimed that the folder refutes", async () => {
    const verdicts = byAddress(await gatePlan(recordedPlan("agents-hcl")), rule);
    for (const [address, verdict] of Object.entries(verdicts)) {
      expect([address, verdict]).toEqual([address, expect.stringMatching(`^(${owed(address) ?? ""}|undetermined)$`)]);
    }
    expect(Object.values(verdicts).filter((verdict) => verdict === "pass")).toHaveLength(1);
  });

  test("a folder that is not the plan's is refused, naming the first difference", async () => {
    const other = mkdtempSync(path.join(tmpdir(), "chargeback-folder-"));
    cpSync(path.join(folder, "team"), other, { recursive: true });
    await expect(gatePlan(recordedPlan("agents-hcl"), other)).rejects.toThrow(
      /is not the one this plan was made from: resource aws_bedrock_inference_profile\.counted of the root module/,
    );
    rmSync(other, { recursive: true });
  });

  test("the evidence tells the chain link by link", async () => {
    const outcome = await gatePlan(recordedPlan("agents-hcl"), folder);
    const inner = verdictsOf(outcome, rule).find(({ address }) => address.startsWith('module.pass_team["red"]'));
    expect(inner?.evidence).toEqual([
      'module.pass_team["red"].aws_bedrockagent_agent.inner.foundation_model = ${local.model}',
      "local.model = ${var.model}",
      "module.pass_team: model = ${each.value}",
      "for_each = ${local.by_team}",
      expect.stringContaining("local.by_team = "),
      expect.stringContaining("aws_bedrock_inference_profile.one.arn is the ARN of an application inference profile"),
    ]);
  });

  test("a sensitive model name reaches neither message nor evidence", async () => {
    const { report } = await gatePlan(recordedPlan("agents-hcl"), folder);
    expect(JSON.stringify(report)).not.toContain("secret-model-name");
  });
});

describe("the way out", () => {
  const tagged = "the ARN of a tagged application inference profile";
  const remedies = (estate: Estate): (string | undefined)[] =>
    agentUsesInferenceProfile
      .examine(estate, { tagKey: "Project", now: new Date() })
      .filter(({ verdict }) => verdict === "fail")
      .map(({ remedy }) => remedy);
  const wrong = (estate: Estate): Estate => {
    const [agent] = estate.agents as [Estate["agents"][number]];
    return { ...estate, agents: [{ ...agent, foundationModel: known("amazon.nova-lite-v1:0") }] };
  };
  let written: Estate;
  beforeAll(async () => {
    written = wrong((await gatePlan(recordedPlan("agents-hcl"))).estate);
  });

  test("in HCL names the attribute, and a profile of the plan", () => {
    const [profile] = written.inferenceProfiles as [Estate["inferenceProfiles"][number]];
    const told = (more: Partial<Estate>): string | undefined => remedies({ ...written, ...more })[0];
    expect([
      told({}),
      told({
        inferenceProfiles: [{ ...profile, address: "a.b", type: "awscc_bedrock_application_inference_profile" }],
      }),
      told({ inferenceProfiles: [] }),
    ]).toEqual([
      `set foundation_model = ${profile.address}.arn, ${tagged}`,
      `set foundation_model = a.b.inference_profile_arn, ${tagged}`,
      `set foundation_model = aws_bedrock_inference_profile.NAME.arn, ${tagged}`,
    ]);
  });

  test("of a live agent names the profile as AWS does", () => {
    const [profile] = written.inferenceProfiles as [Estate["inferenceProfiles"][number]];
    const live = { ...written, live: true };
    expect(remedies({ ...live, inferenceProfiles: [{ ...profile, address: "arn:x" }] })).toEqual([
      `set foundation_model = arn:x, ${tagged}`,
    ]);
    expect(remedies({ ...live, inferenceProfiles: [] })).toEqual([`set foundation_model = ${tagged}, ${tagged}`]);
  });

  test("of a construct is another construct", async () => {
    const plan = recordedPlan("news-agent");
    const { change } = row(plan, "aws_bedrockagent_agent");
    change.after["foundation_model"] = "amazon.nova-lite-v1:0";
    delete change.after_unknown["foundation_model"];
    const [found] = verdictsOf(await gatePlan(plan, path.join(fixtures, "news-agent")), rule);
    expect(found?.remedy).toMatch(/^use CostTrackedAgent with inferenceProfile/);
  });

  test("of what is not known is first what would settle it", async () => {
    const found = verdictsOf(await gatePlan(recordedPlan("agents-hcl"), folder), rule);
    const open = found.filter(({ verdict }) => verdict === "undetermined");
    expect(open.length).toBeGreaterThan(0);
    for (const { message, remedy } of open) {
      expect(message).toMatch(
        /^nothing proves that the agent's model is an application inference profile: it may be \S/,
      );
      expect(remedy).toMatch(/^(\S.*; else )?set foundation_model = aws_bedrock_inference_profile\./);
    }
    expect(open.filter(({ remedy }) => remedy?.includes("; else "))).not.toEqual([]);
  });
});

test("every collaborator is as good as the agent that it leads to", async () => {
  const dir = path.join(fixtures, "collaborators-hcl");
  const found = Object.entries(byAddress(await gatePlan(recordedPlan("collaborators-hcl"), dir), rule));
  const collaborators = found.filter(([address]) => address.includes("_collaborator."));
  expect(collaborators).toHaveLength(8);
  expect(collaborators).toEqual(
    collaborators.map(([address]) => [address, verdictOfWord[/\["(\w+?)_/.exec(address)?.[1] ?? ""]]),
  );
});

describe("an agent of the synthesized stack", () => {
  const agent = "aws_bedrockagent_agent";

  test("passes on a first plan, by the reference that its expression is", async () => {
    const [verdict] = verdictsOf(await gatePlan(recordedPlan("news-agent"), path.join(fixtures, "news-agent")), rule);
    expect(verdict?.verdict).toBe("pass");
    expect(verdict?.constructPath).toMatch(/^AwsNewsAgent\//);
  });

  test.each([
    ["a model id", "amazon.nova-lite-v1:0", "fail", "a foundation model's id"],
    [
      "a model ARN",
      "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-lite-v1:0",
      "fail",
      "a foundation model's ARN",
    ],
    ["a system profile", "eu.amazon.nova-lite-v1:0", "fail", "a system-defined inference profile"],
    [
      "a system profile's ARN",
      "arn:aws:bedrock:eu-west-2:123456789012:inference-profile/eu.amazon.nova-lite-v1:0",
      "fail",
      "cannot be tagged",
    ],
    [
      "a decoy behind the ARN",
      "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc/../x",
      "fail",
      "directly",
    ],
    ["null", null, "fail", "no model at all"],
    [
      "a profile's ARN",
      "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc123xyz",
      "pass",
      "carry that profile's tags",
    ],
  ])("with %s known in the plan", async (_, model, expected, message) => {
    const plan = recordedPlan("news-agent");
    const { change } = row(plan, agent);
    change.after["foundation_model"] = model;
    delete change.after_unknown["foundation_model"];
    const [verdict] = verdictsOf(await gatePlan(plan), rule);
    expect(verdict).toMatchObject({ verdict: expected, message: expect.stringContaining(message) });
  });

  test.each([
    ["a profile", "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc123xyz", "pass"],
    ["a model", "amazon.nova-lite-v1:0", "fail"],
  ])("with a prompt override that calls %s", async (_, model, expected) => {
    const plan = recordedPlan("news-agent");
    const { change } = row(plan, agent);
    const steps = [{ prompt_type: "ORCHESTRATION", foundation_model: model }, { prompt_type: "POST_PROCESSING" }];
    change.after["prompt_override_configuration"] = [{ prompt_configurations: steps }];
    change.after_unknown["prompt_override_configuration"] = [];
    const found = verdictsOf(await gatePlan(plan), rule);
    expect(found.map(({ verdict }) => verdict)).toEqual(["pass", expected]);
    expect(found[1]?.message).toMatch(/prompt_override_configuration\S*foundation_model/);
  });
});

describe("what is said of a model", () => {
  const agent = "aws_bedrockagent_agent.canary";
  const other = { kind: "undetermined", because: "no folder", settledBy: "give the folder" } as const;
  const judged = (model: Attribute, step?: Attribute) => {
    const good = goodEstate("Project");
    const stepModels = step === undefined ? [] : [{ attribute: "step.foundation_model", model: step }];
    const agents = good.agents.map((each) => ({ ...each, foundationModel: model, stepModels }));
    return agentUsesInferenceProfile.examine({ ...good, agents }, { tagKey: "Project", now: new Date() });
  };
  const set = (attribute: string): string =>
    `set ${attribute} = aws_bedrock_inference_profile.canary.arn, the ARN of a tagged application inference profile`;

  test("that is a profile, of the agent and of a step of it", () => {
    const byReference = one(resolved("aws_bedrock_inference_profile.canary", "arn"));
    const named = "aws_bedrock_inference_profile.canary.arn";
    const is = "is the ARN of an application inference profile";
    expect(judged(one(text(profileArn)), byReference)).toEqual([
      {
        verdict: "pass",
        address: agent,
        message: `the agent's model is "${profileArn}": its calls carry that profile's tags`,
        evidence: ["the link", `"${profileArn}" ${is}`],
      },
      {
        verdict: "pass",
        address: agent,
        message: `the model of step.foundation_model is ${named}: its calls carry that profile's tags`,
        evidence: ["the link", `${named} ${is}`],
      },
    ]);
  });

  test.each<[string, Attribute, string, string, string]>([
    [
      "that is a model's id",
      one(text("amazon.nova-lite-v1:0")),
      "fail",
      'calls "amazon.nova-lite-v1:0", a foundation model\'s id, directly',
      "",
    ],
    [
      "that is another attribute of a profile",
      one(resolved("aws_bedrock_inference_profile.canary", "id")),
      "fail",
      "calls aws_bedrock_inference_profile.canary.id, which is not an application inference profile's ARN, directly",
      "",
    ],
    [
      "that is secret",
      one({ kind: "known", value: "m", sensitive: true }),
      "fail",
      "calls a model that is no application inference profile (sensitive value) directly",
      "",
    ],
    [
      "that is one of two",
      one(text("a"), text("b")),
      "fail",
      'calls "a", a foundation model\'s id, or "b", a foundation model\'s id, directly',
      "",
    ],
    [
      "that is open",
      one(openValue),
      "undetermined",
      "it may be something undetermined (nobody knows)",
      "ask somebody; else ",
    ],
    [
      "that is open in two ways",
      one(openValue, other, openValue),
      "undetermined",
      "it may be something undetermined (nobody knows) or something undetermined (no folder) or something",
      "ask somebody; else give the folder; else ",
    ],
    [
      "that is a profile, or not",
      one(text(profileArn), text("m")),
      "undetermined",
      `it may be "${profileArn}" or "m"`,
      "",
    ],
  ])("%s", (_, model, verdict, message, settled) => {
    const [found, step] = judged(model, model);
    expect(found).toMatchObject({ verdict, address: agent, evidence: ["the link"] });
    expect(step).toMatchObject({ verdict, address: agent, evidence: ["the link"] });
    expect([found?.message, step?.message]).toEqual([
      expect.stringContaining(message),
      expect.stringContaining(message),
    ]);
    expect(found?.message).toMatch(
      verdict === "fail" ? /^the agent calls / : /^nothing proves that the agent's model is an/,
    );
    expect(step?.message).toMatch(
      verdict === "fail"
        ? /^step\.foundation_model calls /
        : /^nothing proves that the model of step\.foundation_model is an/,
    );
    expect([found?.remedy, step?.remedy]).toEqual([
      `${settled}${set("foundation_model")}`,
      `${settled}${set("step.foundation_model")}`,
    ]);
  });
});
