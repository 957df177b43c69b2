import { describe, expect, test } from "@jest/globals";
import { known } from "../../../policies/attribute";
import { goodEstate } from "../../../policies/canary/estates";
import { profileArn } from "../../../policies/canary/arns";
import type { AgentAlias, Estate, ServedVersion } from "../../../policies/estate";
import { aliasFollowsAgent } from "../../../policies/rules/alias-follows-agent";
import { judgeServed } from "../../../policies/rules/served-versions";
import { one, open, resolved } from "../attributes";

const raw = "amazon.nova-pro-v1:0";
const otherProfile = profileArn.replace(/canary$/, "other");

const version = (number: string, model: string | null, ...steps: string[]): ServedVersion => ({
  version: number,
  foundationModel: known(model),
  stepModels: steps.map((step) => ({ attribute: "step", model: known(step) })),
});

/** What the rule says of a live alias that serves these versions. */
function judged(serves: readonly ServedVersion[], { model = profileArn, routing = null as string | null } = {}) {
  const good = goodEstate("Project");
  const aliases = good.aliases.map((alias): AgentAlias => ({ ...alias, routing: known(routing), serves }));
  const agents = good.agents.map((agent) => ({ ...agent, foundationModel: known(model) }));
  const estate: Estate = { ...good, live: true, agents, aliases };
  const [finding, ...others] = aliasFollowsAgent.examine(estate, { tagKey: "Project", now: new Date() });
  expect(others).toEqual([]);
  return finding;
}

describe("an alias that stands in an account", () => {
  test("passes when every version that it serves calls its agent's profile", () => {
    const found = judged([version("3", profileArn)]);
    expect(found).toMatchObject({
      verdict: "pass",
      message: `the alias serves version 3, which calls "${profileArn}"`,
    });
    expect(found?.evidence).toContain(`version 3 calls "${profileArn}"`);
  });

  test.each<[string, readonly ServedVersion[], string | undefined, RegExp]>([
    [
      "a raw model",
      [version("1", raw)],
      undefined,
      /serves version 1, which calls "amazon\.nova-pro-v1:0": its callers'/,
    ],
    [
      "a raw model in one of two versions",
      [version("1", profileArn), version("2", raw)],
      undefined,
      /serves version 2/,
    ],
    [
      "a raw model in a step",
      [version("1", profileArn, raw)],
      undefined,
      /serves version 1, which calls .* and "amazon/,
    ],
    ["no model at all", [version("1", null)], undefined, /serves version 1, which calls null/],
    ["the profile that the agent had before", [version("1", otherProfile)], undefined, /and the agent now has/],
  ])("fails when it serves %s, and says how it is moved", (_, serves, model, message) => {
    const found = judged(serves, { ...(model !== undefined && { model }) });
    expect(found?.verdict).toBe("fail");
    expect(found?.message).toMatch(message);
    expect(found?.remedy).toMatch(
      /^prepare the agent, then move the alias: aws bedrock-agent update-agent-alias --agent-id CANARY0001/,
    );
  });

  test("passes when its own version is right and the draft is not: that is the agent's fault", () => {
    expect(judged([version("1", profileArn)], { model: raw })).toMatchObject({ verdict: "pass" });
  });

  test("fails when it is routed to the draft", () => {
    expect(judged([version("DRAFT", profileArn)], { routing: "DRAFT" })).toMatchObject({ verdict: "fail" });
  });

  test("is undetermined when it is routed to no version", () => {
    expect(judged([])).toMatchObject({ verdict: "undetermined", message: "the alias is routed to no version" });
  });
});

describe("what is said of the versions that an alias serves", () => {
  const steps = (number: string, model: AgentAlias["id"], ...others: AgentAlias["id"][]): ServedVersion => ({
    version: number,
    foundationModel: model,
    stepModels: others.map((step) => ({ attribute: "step", model: step })),
  });
  const [profile, opened] = [known(profileArn, ["the version"]), one(open)];
  const said = (serves: readonly ServedVersion[], members: Partial<AgentAlias> = {}, model = known(profileArn)) => {
    const { aliases, agents } = goodEstate("Project");
    const [alias, agent] = [aliases[0], agents[0]];
    if (alias === undefined || agent === undefined) throw new Error("the good estate has an agent and its alias");
    const routing = known(null, ["the routing"]);
    return judgeServed({ ...alias, routing, ...members }, serves, { ...agent, foundationModel: model });
  };
  const move = (agent: string, alias: string, name: string): string =>
    `prepare the agent, then move the alias: aws bedrock-agent update-agent-alias --agent-id ${agent} --agent-alias-id ${alias} --agent-alias-name ${name}, without a routing configuration, so that AWS cuts a new version`;
  const remedy = move("CANARY0001", "CANARY0002", "canary");
  const nobodys = "its callers' model spend lands on no project's bill";

  test("of two that call the profile", () => {
    expect(said([steps("1", profile), steps("2", profile, profile)])).toEqual({
      verdict: "pass",
      message: `the alias serves version 1, which calls "${profileArn}" and version 2, which calls "${profileArn}" and "${profileArn}"`,
      evidence: [
        "the routing",
        "the version",
        `version 1 calls "${profileArn}"`,
        "the version",
        `version 2 calls "${profileArn}" and "${profileArn}"`,
      ],
    });
  });

  test.each<[string, readonly ServedVersion[], string, string]>([
    ["none", [], "undetermined", "the alias is routed to no version"],
    [
      "one that calls a model, and one that is open",
      [steps("1", opened), steps("2", known(raw))],
      "fail",
      `the alias serves version 2, which calls "${raw}": ${nobodys}`,
    ],
    [
      "one that calls a model in a step, its own open",
      [steps("1", opened, known(raw))],
      "fail",
      `the alias serves version 1, which calls something undetermined (nobody knows) and "${raw}": ${nobodys}`,
    ],
    [
      "one whose model is open",
      [steps("1", profile), steps("2", opened)],
      "undetermined",
      "nothing proves that version 2, which the alias serves, calls an application inference profile: it may call something undetermined (nobody knows)",
    ],
    [
      "one whose step is open",
      [steps("1", profile, opened)],
      "undetermined",
      `nothing proves that version 1, which the alias serves, calls an application inference profile: it may call "${profileArn}" and something undetermined (nobody knows)`,
    ],
    [
      "one that calls the profile that the agent had",
      [steps("1", profile), steps("2", known(otherProfile))],
      "fail",
      `the alias serves version 2, which calls "${otherProfile}", and the agent now has "${profileArn}"`,
    ],
  ])("of %s", (_, serves, verdict, message) => {
    const found = said(serves);
    expect(found).toMatchObject({ verdict, message, remedy });
    expect(found.evidence?.[0]).toBe("the routing");
    expect(found.evidence?.length).toBeGreaterThanOrEqual(serves.length + 1);
  });

  test("of one whose agent's profile is not certain: nobody can tell that it is old", () => {
    expect(said([steps("1", profile)], {}, one(open))).toMatchObject({ verdict: "pass" });
  });

  test("of one that calls a profile by reference, and an agent that does not", () => {
    const byReference = one(resolved("aws_bedrock_inference_profile.canary", "arn"));
    expect(said([steps("1", byReference)], {}, byReference)).toMatchObject({ verdict: "pass" });
    expect(said([steps("1", byReference)])).toMatchObject({ verdict: "fail" });
  });

  test("with an alias whose ids are not known", () => {
    const members = { agentId: opened, id: opened, name: opened };
    expect(said([], members).remedy).toBe(move("ID", "ID", "ID"));
  });
});
