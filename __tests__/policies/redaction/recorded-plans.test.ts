import { describe, expect, test } from "@jest/globals";
import { readdirSync } from "node:fs";
import path from "node:path";
import { objectOf } from "../../../policies/plan/json";
import { collectSecrets, redactPlan } from "../../../policies/redaction";
import { gatePlan, recordedPlan } from "../support";
import { fixturePlan, fixtureSecrets, redactedReport, verdictsOfPlan } from "./support";

describe.each([
  ["the plan with secrets of every kind", fixturePlan, fixtureSecrets],
  [
    "the recorded HCL plan",
    () => recordedPlan("agents-hcl"),
    ["AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI", "secret-model"],
  ],
  ["the recorded later plan", () => recordedPlan("alias-hcl"), ["AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI"]],
  ["the recorded CDKTF plan", () => recordedPlan("news-agent"), []],
] as const)("%s", (_, read, planted) => {
  test("every secret is in the plan, and none in its redacted copy", () => {
    const [original, redacted] = [read(), redactPlan(read())].map((plan) => JSON.stringify(plan));
    expect(planted.filter((secret) => original?.includes(secret) !== true)).toEqual([]);
    expect(planted.filter((secret) => redacted?.includes(secret) === true)).toEqual([]);
  });

  test("no secret is left in the report", async () => {
    const plan = read();
    const { report } = await gatePlan(plan);
    const shown = redactedReport(report, collectSecrets(plan));
    expect(planted.filter((secret) => shown.includes(secret))).toEqual([]);
  });

  test("the gate says the same of the redacted copy", async () => {
    const original = await verdictsOfPlan(read());
    expect(original.length).toBeGreaterThan(0);
    expect(await verdictsOfPlan(redactPlan(read()))).toEqual(original);
  });

  test("redacted twice is redacted once", () => {
    const once = redactPlan(read());
    expect(JSON.stringify(redactPlan(JSON.parse(JSON.stringify(once))))).toBe(JSON.stringify(once));
  });

  test("the plan given is not changed", () => {
    const plan = read();
    redactPlan(plan);
    expect(plan).toEqual(read());
  });
});

const recorded = readdirSync(path.join(__dirname, "../fixtures")).filter((name) => /-(?:hcl|json|agent)$/.test(name));

test.each(recorded)("the gate says the same of the redacted copy of %s", async (name) => {
  expect(await verdictsOfPlan(redactPlan(recordedPlan(name)))).toEqual(await verdictsOfPlan(recordedPlan(name)));
});

test.each(["agents-hcl", "alias-hcl", "iam-hcl", "model-uses-hcl"])(
  "the gate says the same of %s when every name in it is the same as a secret",
  async (name) => {
    const plan = recordedPlan(name);
    const names = new Set<string>();
    JSON.stringify(plan, (key, value: unknown) => {
      if (["address", "references", "module_address"].includes(key))
        for (const [each] of JSON.stringify(value).matchAll(/\w{4,}/g)) names.add(each);
      return value;
    });
    const secret = { actions: ["create"], after: [...names], after_sensitive: true };
    const withSecrets = { ...plan, output_changes: { ...objectOf(plan["output_changes"]), secret } };
    expect(await verdictsOfPlan(redactPlan(withSecrets))).toEqual(await verdictsOfPlan(withSecrets));
  },
);

test("names, references and types of the plan with secrets stay as they are", () => {
  const skeleton = (plan: unknown): string[] => {
    const found: string[] = [];
    JSON.stringify(plan, (key, value: unknown) => {
      if (["address", "references", "type", "module_address"].includes(key)) found.push(JSON.stringify(value));
      return value;
    });
    return found;
  };
  expect(skeleton(redactPlan(fixturePlan()))).toEqual(skeleton(fixturePlan()));
});
