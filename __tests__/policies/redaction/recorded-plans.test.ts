import { describe, expect, test } from "@jest/globals";
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
