import { describe, expect, test } from "@jest/globals";
import { CanaryError, flyCanary } from "../../policies/canary";
import { badEstates, goodEstate } from "../../policies/canary/estates";
import { evaluate } from "../../policies/evaluate";
import type { Estate } from "../../policies/estate";
import { rules } from "../../policies/rules";
import type { Rule, Verdict } from "../../policies/rule";

const now = new Date("2026-11-24");

/** A rule that answers so about the good estate, and so about each of the bad ones. */
function lazy(good: readonly Verdict[], ...bad: readonly (readonly Verdict[])[]): Rule {
  const [first] = badEstates("Project");
  const models = ({ agents }: Estate): string => JSON.stringify(agents[0]?.foundationModel);
  const answers = (estate: Estate): readonly Verdict[] => {
    if (estate.faults.length === 0) return good;
    return (first !== undefined && models(estate) === models(first) ? bad[0] : bad[1]) ?? [];
  };
  return {
    id: "lazy",
    level: "mandatory",
    question: "?",
    rationale: "",
    source: "",
    examine: (estate) => answers(estate).map((verdict) => ({ verdict, address: "a", message: "m", evidence: [] })),
  };
}

const fly = (rule: Rule) => () => {
  flyCanary([rule], { tagKey: "Project" });
};

describe("the canary", () => {
  test.each(["Project", "cost-centre"])("lives with the gate's own rules and the tag %s", (tagKey) => {
    expect(() => {
      flyCanary(rules, { tagKey });
    }).not.toThrow();
  });

  test.each(rules.map((rule) => [rule.id, rule] as const))("has something wrong in it for %s alone", (_, rule) => {
    const verdictsOn = (estate: Estate) =>
      evaluate(estate, [rule], { tagKey: "Project", now }).flatMap(({ findings }) =>
        findings.map(({ verdict }) => verdict),
      );
    expect(new Set(verdictsOn(goodEstate("Project")))).toEqual(new Set(["pass"]));
    expect(badEstates("Project").map((estate) => [...new Set(verdictsOn(estate))])).toContainEqual(["fail"]);
  });

  test("lives with a rule that fails one of the two estates in which everything is wrong", () => {
    expect(fly(lazy(["pass"], ["fail"], ["fail"]))).not.toThrow();
    expect(fly(lazy(["pass"], ["fail"], ["notApplicable"]))).not.toThrow();
    expect(fly(lazy(["pass", "pass"], [], ["fail", "fail"]))).not.toThrow();
  });

  test.each<[string, Rule]>([
    ["is not sure that anything is wrong", lazy(["pass"], ["undetermined"], ["undetermined"])],
    ["passes some of what is wrong", lazy(["pass"], ["fail", "pass"], ["pass"])],
    ["looks at nothing that is wrong", lazy(["pass"], [], [])],
  ])("dies of a rule that %s", (_, rule) => {
    expect(fly(rule)).toThrow(CanaryError);
    expect(fly(rule)).toThrow("rule lazy did not fail an estate in which everything is wrong");
  });

  test.each<[string, Rule]>([
    ["is not sure that all is right", lazy(["undetermined"], ["fail"])],
    ["fails some of what is right", lazy(["pass", "fail"], ["fail"])],
    ["looks at nothing that is right", lazy([], ["fail"])],
  ])("dies of a rule that %s", (_, rule) => {
    expect(fly(rule)).toThrow(expect.objectContaining({ name: "CanaryError" }));
    expect(fly(rule)).toThrow("rule lazy did not pass an estate in which everything is right");
  });

  test("asks on a day of its own, with the tag and the projects that the settings name", () => {
    const asked: unknown[] = [];
    const rule = lazy(["pass"], ["fail"]);
    flyCanary([{ ...rule, examine: (estate, context) => (asked.push(context), rule.examine(estate, context)) }], {
      tagKey: "Project",
      allowedProjects: ["news"],
    });
    const context = { tagKey: "Project", allowedProjects: ["news"], now, required: false };
    expect(asked).toEqual([context, context, context]);
  });
});
