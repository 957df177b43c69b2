import { describe, expect, test } from "@jest/globals";
import { goodEstate } from "../../policies/canary/estates";
import type { Estate, RemovedResource } from "../../policies/estate";
import { evaluate, RuleFaultError } from "../../policies/evaluate";
import type { Finding, Rule, RuleContext } from "../../policies/rule";

const estate = goodEstate("Project");
const context: RuleContext = { tagKey: "Project", now: new Date("2026-03-01") };

const rule = (id: string, examine: Rule["examine"], more: Partial<Rule> = {}): Rule => ({
  id,
  level: "overridable",
  question: "?",
  rationale: "",
  source: "",
  examine,
  ...more,
});

const answer = (change: Partial<Finding> = {}): Finding => ({
  verdict: "pass",
  address: "a.b",
  message: "it is so",
  evidence: [],
  ...change,
});

describe("every rule", () => {
  test("is asked about the estate, in order, and its answers have its level where they have none of their own", () => {
    const asked: unknown[] = [];
    const first = rule("first", (about, { tagKey, now }) => {
      asked.push(about, tagKey, now);
      return [answer(), answer({ level: "advisory", verdict: "fail" })];
    });
    const second = rule("second", () => [], { level: "mandatory" });
    expect(evaluate(estate, [first, second], context)).toEqual([
      {
        rule: first,
        findings: [
          { ...answer(), level: "overridable" },
          { ...answer({ verdict: "fail" }), level: "advisory" },
        ],
        examined: 2,
      },
      { rule: second, findings: [], examined: 0 },
    ]);
    expect(asked).toEqual([estate, context.tagKey, context.now]);
  });

  test("has examined what it has an answer about, and not what it does not apply to", () => {
    const verdicts = ["pass", "fail", "undetermined", "notApplicable"] as const;
    const [result] = evaluate(estate, [rule("is-good", () => verdicts.map((verdict) => answer({ verdict })))], context);
    expect(result?.examined).toBe(3);
    expect(result?.findings).toHaveLength(4);
  });

  test("knows whether it is required", () => {
    const required = (id: string) =>
      rule(id, (_, settings) => [answer({ message: settings.required === true ? "required" : "not required" })]);
    const results = evaluate(estate, [required("one"), required("two")], context, ["two"]);
    expect(results.map(({ findings }) => findings[0]?.message)).toEqual(["not required", "required"]);
    expect(evaluate(estate, [required("one")], context)[0]?.findings[0]?.message).toBe("not required");
  });
});

describe("on a destroy", () => {
  const removed = ["aws_bedrockagent_agent", "aws_sns_topic"].map((type): RemovedResource => ({
    address: `${type}.it`,
    type,
    arn: undefined,
    counted: [],
  }));
  const destroy: Estate = { ...estate, intent: "destroy", removed };
  const fails: Rule["examine"] = () => [answer({ verdict: "fail" })];

  test("a rule is not asked; it says which part of the attribution goes", () => {
    const [result] = evaluate(destroy, [rule("is-good", fails, { carriers: /agent/ })], context);
    expect(result).toMatchObject({
      examined: 0,
      findings: [
        {
          verdict: "notApplicable",
          level: "overridable",
          address: "aws_bedrockagent_agent.it",
          message: "the plan destroys aws_bedrockagent_agent.it, and its part in the attribution with it",
          evidence: [],
        },
      ],
    });
    expect(result?.findings).toHaveLength(1);
  });

  test("a rule that carries nothing says nothing", () => {
    expect(evaluate(destroy, [rule("is-good", fails)], context)[0]?.findings).toEqual([]);
  });

  test("a rule about destroys is asked", () => {
    const [result] = evaluate(destroy, [rule("is-good", fails, { judgesDestroy: true })], context);
    expect(result).toMatchObject({ examined: 1, findings: [{ verdict: "fail" }] });
  });
});

describe("a rule that throws", () => {
  const throwing = (thrown: unknown) => () =>
    evaluate(
      estate,
      [
        rule("broken", () => {
          throw thrown;
        }),
      ],
      context,
    );

  test.each([
    ["an error", new TypeError("no such thing"), "no such thing"],
    ["an error of range that is its own", new RangeError("Invalid array length"), "Invalid array length"],
    ["another error in the words of an exhausted stack", new Error("Maximum call stack size exceeded"), "Maximum call"],
    ["no error at all", "a text", "a text"],
  ])("%s is named, with what it threw", (_, thrown, message) => {
    const evaluating = throwing(thrown);
    expect(evaluating).toThrow(RuleFaultError);
    expect(evaluating).toThrow(`rule broken failed on this input: ${message}`);
    expect(evaluating).toThrow(expect.objectContaining({ name: "RuleFaultError", cause: thrown }));
  });

  test("because the plan's nesting exhausts the stack leaves the error to the gate, which blames the plan", () => {
    const endless = (): never => endless();
    expect(() => evaluate(estate, [rule("deep", endless)], context)).toThrow(RangeError);
  });
});
