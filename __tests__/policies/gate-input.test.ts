import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { gate, UnusableInputError, type GateInput, type GateOutcome } from "../../policies";
import { RuleFaultError } from "../../policies/evaluate";
import type { Rule, RuleContext } from "../../policies/rule";
import type { EngineQuestion } from "../../policies/second-engine";
import { defaultSettings, type Settings } from "../../policies/settings/settings";

/** A topic, in as small a plan as there is; its name is a secret. */
const plan = {
  format_version: "1.2",
  terraform_version: "1.11.4",
  planned_values: {},
  configuration: { root_module: {} },
  resource_changes: [
    {
      address: "aws_sns_topic.it",
      mode: "managed",
      type: "aws_sns_topic",
      name: "it",
      provider_name: "registry.terraform.io/hashicorp/aws",
      change: {
        actions: ["create"],
        before: null,
        after: { name: "correct-horse-battery", display_name: "Project-of-ours", tags_all: { Project: "news" } },
        after_unknown: {},
        after_sensitive: { name: true, display_name: true },
      },
    },
  ],
};
const text = JSON.stringify(plan);

const ask = (input: Partial<GateInput> = {}): Promise<GateOutcome> =>
  gate({ plan: { text, name: "plan.json" }, ...input });
const settings = (change: Partial<Settings>): Settings => ({ ...defaultSettings, ...change });

const house = (examine: Rule["examine"], id = "house-rule"): Rule => ({
  id,
  level: "mandatory",
  question: "?",
  rationale: "",
  source: "",
  examine,
});

describe("the plan", () => {
  test("is named by the digest of its file, and by that of its text where no file is told", async () => {
    const sha256 = createHash("sha256").update(text).digest("hex");
    expect((await ask()).report.plan).toEqual({ formatVersion: "1.2", terraformVersion: "1.11.4", sha256 });
    expect((await ask({ planDigest: "00" })).report.plan.sha256).toBe("00");
  });

  test("is for a target where one is told", async () => {
    expect((await ask()).report.target).toBeNull();
    expect((await ask({ target: "aws" })).report.target).toBe("aws");
  });

  test("is shown without its secrets, but the tag's key and the allowed projects are none", async () => {
    const open = await ask({ settings: settings({ tagKey: "Project-of-ours" }) });
    expect(open.redactedPlan()).toContain("Project-of-ours");
    const allowed = await ask({ settings: settings({ allowedProjects: ["Project-of-ours"] }) });
    expect(allowed.redactedPlan()).toContain("Project-of-ours");
    const outcome = await ask();
    expect(outcome.redactedPlan()).not.toMatch(/correct-horse-battery|Project-of-ours|\n/);
    expect(outcome.conceal("it is correct-horse-battery")).not.toContain("correct-horse-battery");
  });

  test("that exhausts the stack is refused by its name", async () => {
    const endless = (): never => endless();
    const refused = ask({ rules: [house(endless)] });
    await expect(refused).rejects.toThrow(UnusableInputError);
    await expect(refused).rejects.toThrow("plan.json is nested too deeply to be judged");
    await expect(refused).rejects.toThrow(expect.objectContaining({ name: "UnusableInputError" }));
  });
});

describe("a rule of one's own", () => {
  test("is asked after the gate's, about the tag, the projects and the day that the settings and the caller say", async () => {
    const asked: RuleContext[] = [];
    const rule = house((_, context) => {
      asked.push(context);
      return [];
    });
    const now = new Date("2026-03-01");
    const { report, tagKey } = await ask({
      rules: [rule],
      require: ["house-rule"],
      settings: settings({ tagKey: "Team", allowedProjects: ["news"] }),
      now,
    });
    expect(tagKey).toBe("Team");
    expect(report.rules.at(-1)?.id).toBe("house-rule");
    expect(asked).toEqual([{ tagKey: "Team", allowedProjects: ["news"], now, required: true }]);
    expect(report.errors).toContainEqual(expect.objectContaining({ code: "required-rule-examined-nothing" }));
  });

  test("is asked about today where no day is told", async () => {
    let day: Date | undefined;
    const before = Date.now();
    await ask({ rules: [house((_, { now }) => ((day = now), []))] });
    expect(day?.getTime()).toBeGreaterThanOrEqual(before);
    expect(day?.getTime()).toBeLessThanOrEqual(Date.now());
  });

  test("has the level that the settings give it", async () => {
    const fails = house(() => [{ verdict: "fail", address: "a.b", message: "it is bad", evidence: [] }]);
    expect((await ask({ rules: [fails] })).report.summary).toMatchObject({ blocked: true, fail: 1 });
    const levels = new Map([["house-rule", "advisory"]] as const);
    const { report } = await ask({ rules: [fails], settings: settings({ levels }) });
    expect(report.summary).toMatchObject({ blocked: false, fail: 0 });
    expect(report.rules.at(-1)?.level).toBe("advisory");
  });

  test("that throws leaves no verdict", async () => {
    const broken = house(() => {
      throw new TypeError("no such thing");
    });
    await expect(ask({ rules: [broken] })).rejects.toThrow(RuleFaultError);
  });

  test.each([
    ["a rule of the gate", ["plan-is-whole"], "plan-is-whole"],
    ["the rule that waivers are held to", ["waivers-are-sound"], "waivers-are-sound"],
    ["another rule of one's own", ["a", "b", "a"], "a"],
  ])("may not take the id of %s", async (_, ids, taken) => {
    const refused = ask({ rules: ids.map((id) => house(() => [], id)) });
    await expect(refused).rejects.toThrow(UnusableInputError);
    await expect(refused).rejects.toThrow(`there is a rule "${taken}" already; give yours another id`);
  });
});

test("a required rule that there is not is refused, with those that there are", async () => {
  const rules = [house(() => [], "last-rule")];
  await expect(ask({ rules, require: ["last-rule"] })).resolves.toBeDefined();
  const refused = ask({ rules, require: ["last-rule", "no-rule"] });
  await expect(refused).rejects.toThrow(UnusableInputError);
  await expect(refused).rejects.toThrow(
    /^there is no rule "no-rule" to require; the rules are agent-uses-inference-profile, .*, last-rule$/,
  );
});

describe("a second engine", () => {
  test("is asked about the same plan, without its secrets", async () => {
    const asked: EngineQuestion[] = [];
    await ask({
      secondEngine: {
        ask: (question) => {
          asked.push(question);
          return Promise.resolve(undefined);
        },
      },
    });
    const [question] = asked;
    const shown = question?.plan() ?? "";
    expect(shown).not.toContain("correct-horse-battery");
    expect(JSON.parse(shown)).toMatchObject({ resource_changes: [{ address: "aws_sns_topic.it" }] });
    expect(shown.split("\n")[1]).toBe('  "format_version": "1.2",');
    expect(question?.tagKey).toBe("Project");
    expect(question?.conceal("correct-horse-battery")).not.toBe("correct-horse-battery");
  });

  test("that fails what no rule is about is shown, and does not block", async () => {
    const record = { check: "CKV_AWS_26", name: "encrypted", address: "aws_sns_topic.it", verdict: "fail" } as const;
    const answer = { engine: "Checkov 3", records: [record] };
    const { report } = await ask({ secondEngine: { ask: () => Promise.resolve(answer) }, allowEmpty: true });
    expect(report.summary).toMatchObject({ blocked: false, fail: 0 });
    expect(report.verdicts).toContainEqual(
      expect.objectContaining({
        address: "aws_sns_topic.it",
        verdict: "fail",
        message: expect.stringContaining("encrypted"),
      }),
    );
  });

  test("that cannot be believed leaves no verdict", async () => {
    const unbelievable = { ask: () => Promise.reject(new Error("not to be believed")) };
    await expect(ask({ secondEngine: unbelievable })).rejects.toThrow("not to be believed");
  });
});
