import { describe, expect, test } from "@jest/globals";
import { defaultSettings } from "../../../policies/settings/settings";
import { parse, refusal, waiverYaml } from "./support";

describe("settings that are right", () => {
  test.each([
    ["empty", ""],
    ["comments only", "# nothing yet\n"],
    ["an empty map", "{}"],
    ["an empty document", "---\n"],
    ["no waivers", "waivers: []"],
    ["no levels", "levels: {}"],
  ])("%s: the defaults", async (_, text) => {
    expect(await parse(text)).toEqual(defaultSettings);
  });

  test("every key", async () => {
    const text = `tagKey: Cost Centre\nallowedProjects: [news, "chat-*"]\nlevels:\n  plan-is-whole: overridable\n${waiverYaml()}`;
    expect(await parse(text)).toEqual({
      tagKey: "Cost Centre",
      allowedProjects: ["news", "chat-*"],
      levels: new Map([["plan-is-whole", "overridable"]]),
      waivers: [
        {
          rule: "agent-uses-inference-profile",
          address: "aws_bedrockagent_agent.news",
          reason: "moves to a profile in April",
          owner: "team-news",
          expires: "2026-04-30",
          place: "chargeback.yaml#waivers[0]",
          location: { file: "chargeback.yaml", line: 6 },
        },
      ],
    });
  });

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ["a date in quotes", { expires: '"2026-04-30"' }, { expires: "2026-04-30" }],
    ["a date that has passed, a finding later", { expires: "2020-02-29" }, { expires: "2020-02-29" }],
    ["the last day allowed", { expires: "2027-03-02" }, { expires: "2027-03-02" }],
    ["a reason of ten characters", { reason: "see FIN-42" }, { reason: "see FIN-42" }],
    ["a reason of several lines", { reason: "|\n      line one\n      line two" }, { reason: "line one line two" }],
    ["a key in brackets", { address: `'module.x["a.b"].aws_t.n[0]'` }, { address: 'module.x["a.b"].aws_t.n[0]' }],
    ["a star", { address: "module.*.aws_t.n" }, { address: "module.*.aws_t.n" }],
  ])("a waiver with %s", async (_, changes, expected) => {
    const { waivers } = await parse(waiverYaml(changes));
    expect(waivers[0]).toMatchObject(expected);
  });

  test.each([
    ["2026-03-01T00:00:00Z", "2027-03-02"],
    ["2026-03-01T23:59:59Z", "2027-03-02"],
    ["2024-02-28T12:00:00Z", "2025-02-28"],
  ])("at %s the last day is %s", async (time, last) => {
    const at = new Date(time);
    await expect(parse(waiverYaml({ expires: last }), at)).resolves.toBeDefined();
    const next = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);
    await expect(parse(waiverYaml({ expires: next }), at)).rejects.toThrow(`at most 366 days ahead (${last})`);
  });
});

describe("settings that are wrong", () => {
  test.each<[string, string, string | RegExp]>([
    ["a text", "hello", /^chargeback\.yaml:1: "hello" is no settings; expected a map of tagKey/],
    ["a list", "\n- tagKey: x", "chargeback.yaml:2: a list is no settings"],
    [
      "an unknown key",
      "tagKey: x\n\ntagkeys: y",
      'chargeback.yaml:3: unknown key "tagkeys", perhaps meant as tagKey; the keys are tagKey, allowedProjects, levels, waivers',
    ],
    ["an unknown key that is near nothing", "zzz: y", /^chargeback\.yaml:1: unknown key "zzz"; the keys are/],
    ["two unknown keys", "foo: 1\nbar: 2", /:1: unknown key "foo".* \(and 1 more\)$/],
    ["the first fault by line", "levels: {plan-is-whole: x}\nfoo: 1", /:1: levels\.plan-is-whole is "x"/],
    ["no tag key", "tagKey:", /:1: tagKey is empty; expected a tag key: 1 to 128/],
    ["an empty tag key", "tagKey: ''", /:1: tagKey is ""; expected/],
    ["a tag key that is a number", "tagKey: 12", /tagKey is the number 12; expected/],
    ["a tag key that is a word of YAML", "tagKey: true", /tagKey is true without quotes; expected/],
    ["a tag key that is a map", "tagKey: {a: b}", /tagKey is a map; expected/],
    ["a tag key of AWS", "tagKey: AWS:createdBy", /not beginning with aws:$/],
    ["a tag key of 129 characters", `tagKey: ${"k".repeat(129)}`, /tagKey is "k{60}…"/],
    ["a tag key with a $", "tagKey: a$b", /tagKey is "a\$b"/],
    ["a tag key with a space at its end", 'tagKey: "a "', /tagKey is "a "/],
    ["a tag key with a line break", 'tagKey: "a\\nb"', /tagKey is "a\\nb"/],
    ["a tag key that Bedrock refuses", "tagKey: Projékt", /tagKey is "Projékt"/],
    ["no projects", "allowedProjects: []", /allowedProjects is an empty list; expected a list of at least one/],
    ["projects that are a text", "allowedProjects: news", /allowedProjects is "news"; expected a list/],
    ["every project", "allowedProjects:\n  - news\n  - '**'", /:3: allowedProjects\[1\] is "\*\*".*not \* alone$/],
    ["a project that is no tag value", "allowedProjects: ['a,b']", /allowedProjects\[0\] is "a,b"/],
    ["levels that are a list", "levels: [plan-is-whole]", /levels is a list; expected a map from rule id to level/],
    [
      "an unknown level",
      "levels:\n  plan-is-whole: warn",
      /:2: .* is "warn"; expected mandatory, overridable or advisory$/,
    ],
    ["no level", "levels:\n  plan-is-whole:", /:2: levels\.plan-is-whole is empty/],
    [
      "a level for an unknown rule",
      "levels:\n  plan-is-hole: advisory",
      /:2: levels has "plan-is-hole": no rule has this id, perhaps meant as plan-is-whole; the rules are agent-uses/,
    ],
    [
      "a level for the waivers' own rule",
      "levels: {waivers-are-sound: advisory}",
      /can neither be waived nor be given/,
    ],
    ["waivers that are a map", "waivers: {rule: x}", /waivers is a map; expected a list of waivers/],
    [
      "a waiver that is a text",
      "waivers:\n  - everything",
      /:2: waivers\[0\] is "everything"; expected a map of rule,/,
    ],
    ["waivers left empty", "waivers:", /waivers is empty/],
  ])("%s", async (_, text, message) => {
    expect(await refusal(text)).toMatch(message);
  });
});

describe("waivers that are wrong", () => {
  const day = `expected a day that exists, as YYYY-MM-DD, at most 366 days ahead (2027-03-02)`;
  test.each<[string, Record<string, string | undefined>, string]>([
    ["no rule", { rule: undefined }, ":2: waivers[0].rule is missing; expected the id of a rule"],
    ["no address", { address: undefined }, ":2: waivers[0].address is missing"],
    ["no reason", { reason: undefined }, ":2: waivers[0].reason is missing"],
    ["no owner", { owner: undefined }, ":2: waivers[0].owner is missing"],
    ["no end", { expires: undefined }, ":2: waivers[0].expires is missing"],
    ["an unknown key", { expire: "2026-04-30" }, ':7: unknown key "expire" in waivers[0], perhaps meant as expires;'],
    [
      "an unknown rule",
      { rule: "plan-is-hole" },
      ':2: waivers[0].rule is "plan-is-hole": no rule has this id, perhaps',
    ],
    ["every rule", { rule: "'*'" }, ':2: waivers[0].rule is "*": no rule has this id; the rules are'],
    ["its own rule", { rule: "waivers-are-sound" }, "that rule judges the waivers"],
    ["a short reason", { reason: "because" }, ':4: waivers[0].reason is "because"; expected a reason of at least 10'],
    ["a reason of spaces", { reason: '"             "' }, ":4: waivers[0].reason is"],
    ["a reason that nobody sees", { reason: `"${"\u200b".repeat(20)}"` }, ":4: waivers[0].reason is"],
    ["a reason of dots", { reason: "............" }, ":4: waivers[0].reason is"],
    ["no one", { owner: '"-"' }, ':5: waivers[0].owner is "-"; expected who answers for it'],
    ["an empty address", { address: "''" }, ":3: waivers[0].address is"],
    ["an open bracket", { address: "'aws_t.n[0'" }, ":3: waivers[0].address is"],
    ["an open quote", { address: `'aws_t.n["a]'` }, ":3: waivers[0].address is"],
    ["a key without quotes", { address: "'aws_t.n[a]'" }, ":3: waivers[0].address is"],
    ["a star beside a key", { address: `'aws_t.n[*"a"]'` }, ":3: waivers[0].address is"],
    ["a space before it", { address: "' aws_t.n'" }, ":3: waivers[0].address is"],
    ["the 30th of February", { expires: "2026-02-30" }, `:6: waivers[0].expires is "2026-02-30"; ${day}`],
    ["the 29th of February in a common year", { expires: "2027-02-29" }, day],
    ["the 13th month", { expires: "2026-13-01" }, day],
    ["month nought", { expires: "2026-00-10" }, day],
    ["a day too late", { expires: "2027-03-03" }, day],
    ["never", { expires: "never" }, day],
    ["a time", { expires: "2026-04-30T12:00:00Z" }, day],
    ["a short form", { expires: "2026-4-30" }, day],
    ["a number", { expires: "20260430" }, `is the number 20260430; ${day}`],
    ["another calendar's digits", { expires: "٢٠٢٦-٠٤-٣٠" }, day],
    ["a long year", { expires: "+012026-04-30" }, day],
  ])("%s", async (_, changes, message) => {
    expect(await refusal(waiverYaml(changes))).toContain(message);
  });
});
