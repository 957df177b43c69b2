import { describe, expect, test } from "@jest/globals";
import { known } from "../../../policies/attribute";
import { goodEstate } from "../../../policies/canary/estates";
import { profileArn } from "../../../policies/canary/arns";
import type { AgentAlias, Estate, ServedVersion } from "../../../policies/estate";
import { aliasFollowsAgent } from "../../../policies/rules/alias-follows-agent";

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
