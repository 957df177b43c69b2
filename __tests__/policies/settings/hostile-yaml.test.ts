import { describe, expect, test } from "@jest/globals";
import { parse, refusal, waiverYaml } from "./support";

const laughs = [
  "a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]",
  ...Array.from("bcdefghi", (name) => name).map((name, index) => {
    const below = `*${"abcdefgh".charAt(index)}`;
    return `${name}: &${name} [${Array.from({ length: 9 }, () => below).join(", ")}]`;
  }),
].join("\n");

describe("hostile YAML is refused in one line and in time", () => {
  test.each<[string, string, RegExp]>([
    ["a billion laughs", laughs, /:1: the anchor &a is not read/],
    ["an alias of nothing", "tagKey: *other", /:1: the alias \*other is not read|Unresolved alias/],
    ["an anchor around itself", "waivers: &w [*w]", /:1: the anchor &w is not read/],
    ["a merge key", "<<: {tagKey: x}", /unknown key "<<"/],
    ["100,000 open brackets", "[".repeat(100_000), /:1: nested deeper/],
    ["100,000 pairs of brackets", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, /:1: nested deeper/],
    ["100,000 braces", `tagKey:\n  ${"{".repeat(100_000)}`, /:2: nested deeper/],
    ["100,000 lists in a line", "- ".repeat(100_000), /:1: nested deeper/],
    ["100,000 explicit keys", "? ".repeat(100_000), /:1: nested deeper/],
    [
      "600 steps of indentation",
      Array.from({ length: 600 }, (_, n) => `${" ".repeat(n)}a:`).join("\n"),
      /nested deeper/,
    ],
    ["20,000 anchors on one node", `tagKey: ${"&a ".repeat(20_000)}x`, /not YAML|anchor/],
    ["20,000 keys", Array.from({ length: 20_000 }, (_, n) => `k${n}:`).join("\n"), /unknown key "k0".* 19999 more\)$/],
    ["300 KB", `# ${"x".repeat(300_000)}`, /^chargeback\.yaml is longer than 256 KiB/],
    ["__proto__ at the top", "__proto__: {tagKey: x}", /:1: unknown key "__proto__"/],
    ["__proto__ as a rule", "levels: {__proto__: advisory}", /levels has "__proto__": no rule/],
    ["constructor as a rule", "levels: {constructor: advisory}", /levels has "constructor": no rule/],
    [
      "__proto__ in a waiver",
      waiverYaml({ __proto__x: "1" }).replace("__proto__x", "__proto__"),
      /unknown key "__proto__" in w/,
    ],
    ["a key twice", "tagKey: a\ntagKey: b", /:2: the key "tagKey" is there twice/],
    ["a key twice, once in quotes", "tagKey: a\n'tagKey': b", /:2: the key "tagKey" is there twice/],
    ["a rule twice", "levels:\n  plan-is-whole: mandatory\n  plan-is-whole: advisory", /:3: the key "plan-is-whole"/],
    ["a waiver's key twice", `${waiverYaml()}    expires: 2026-12-31`, /:7: the key "expires" is there twice/],
    ["a list as a key", "? [tagKey]\n: x", /:1: a key has to be one word/],
    ["no word as a key", "levels:\n  : advisory", /:2: levels has ""/],
    ["a tag of its own", "tagKey: !env HOME", /:1: tags \(!name\) are not read/],
    ["a tag of YAML", "tagKey: !!str 12", /:1: tags/],
    ["a tag on a map", "!!set {tagKey}", /:1: tags/],
    ["a function", "tagKey: !!js/function 'x'", /:1: tags/],
    ["a tag on a key", "!!str tagKey: x", /:1: tags/],
    ["YAML 1.1", "%YAML 1.1\n---\ntagKey: yes", /:1: settings are YAML 1\.2/],
    ["YAML 3", "%YAML 3.0\n---\ntagKey: yes", /:1: not YAML/],
    ["a second document", "tagKey: a\n---\ntagKey: b", /:2: settings are one document/],
    ["a bracket left open", "tagKey: a\nlevels: {", /:2: not YAML/],
    ["tabs", "levels:\n\tplan-is-whole: advisory", /:2: not YAML/],
    ["letters that turn the line round", 'tagKey: "a\u202eb"', /tagKey is "a\\u202eb"/],
    ["a key with a line break", '"a\\nb": 1', /unknown key "a\\nb"/],
    ["a key with a line separator", '"a\\Lb": 1', /unknown key "a\\u2028b"/],
    ["a key of 500 letters", `${"k".repeat(500)}: 1`, /unknown key "k{60}…"/],
  ])("%s", async (_, text, message) => {
    const before = process.cpuUsage();
    expect(await refusal(text)).toMatch(message);
    expect(process.cpuUsage(before).user).toBeLessThan(10_000_000);
  });

  test("nothing reaches the prototype of objects", async () => {
    await refusal("__proto__: {tagKey: polluted}");
    await refusal("levels: {__proto__: {plan-is-whole: advisory}}");
    expect(({} as Record<string, unknown>)["tagKey"]).toBeUndefined();
    expect((await parse("levels: {}")).levels.get("plan-is-whole")).toBeUndefined();
  });

  test("no key, no level: names of Object's own members are not levels", async () => {
    const { levels } = await parse("levels: {plan-is-whole: advisory}");
    expect([levels.get("constructor"), levels.get("toString"), levels.size]).toEqual([undefined, undefined, 1]);
  });
});
