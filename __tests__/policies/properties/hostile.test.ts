import path from "node:path";
import { expect, test } from "@jest/globals";
import fc from "../../support/fast-check";
import { gate, UnusableInputError, type GateOutcome } from "../../../policies";
import { isApplicationProfileArn } from "../../../policies/inference-profile";
import { fixtures, recordedPlan, verdictsOf } from "../support";
import { member } from "../../../policies/plan/json";
import { rule } from "./judge";
import { aim, foreign, made, tamper, type Foreign } from "./tamper";

const hows = fc.constantFrom("replace" as const, "remove" as const, "double" as const, "rekey" as const);
const tampering = fc.tuple(aim, hows, foreign);

/** The outcome, or undefined where the input is refused; anything else that is thrown is a fault of the gate. */
async function judged(json: unknown, configDir?: string): Promise<GateOutcome | undefined> {
  const before = process.cpuUsage();
  try {
    return await gate({ plan: { text: JSON.stringify(json), name: "plan.json" }, configDir });
  } catch (error) {
    if (!(error instanceof UnusableInputError)) throw error;
    expect(error.message.length).toBeLessThan(2000);
    return undefined;
  } finally {
    expect(process.cpuUsage(before).user).toBeLessThan(30_000_000);
  }
}

const isBig = (value: unknown): boolean => typeof value === "bigint";

test("any JSON at all is judged or refused", async () => {
  const property = fc.asyncProperty(fc.oneof(fc.anything(), fc.jsonValue()), async (json) => {
    const plain: unknown = JSON.parse(
      JSON.stringify([json], (_, value: unknown) => (isBig(value) ? String(value) : value)),
    );
    const outcome = await judged((plain as unknown[])[0]);
    if (outcome !== undefined) expect(outcome.report.summary.blocked).toBe(true);
  });
  await fc.assert(property, { numRuns: 300 });
});

type Part = Foreign | readonly Foreign[] | { readonly root_module: Foreign };

function whole(part: Part): unknown {
  if ("root_module" in part) return { root_module: made(part.root_module) };
  return "json" in part || "depth" in part ? made(part) : part.map(made);
}

test("any JSON in the parts of a plan is judged or refused, and never lets through", async () => {
  const parts = fc.record({
    resource_changes: fc.oneof(fc.array(foreign), foreign),
    configuration: fc.oneof(fc.record({ root_module: foreign }), foreign),
    planned_values: foreign,
    variables: foreign,
    prior_state: foreign,
    checks: fc.oneof(fc.array(foreign), foreign),
  });
  const property = fc.asyncProperty(parts, async (parts) => {
    const members = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, whole(part)]));
    const outcome = await judged({ format_version: "1.2", terraform_version: "1.11.4", ...members });
    if (outcome !== undefined) expect(outcome.report.summary.blocked).toBe(true);
  });
  await fc.assert(property, { numRuns: 300 });
});

test.each(["news-agent", "agents-hcl"])(
  "%s with anything in it changed is judged or refused",
  async (fixture) => {
    const text = JSON.stringify(recordedPlan(fixture));
    const folder = fc.option(fc.constant(path.join(fixtures, fixture)), { nil: undefined, freq: 2 });
    const property = fc.asyncProperty(
      fc.array(tampering, { minLength: 1, maxLength: 5 }),
      folder,
      async (hits, dir) => {
        const plan: unknown = JSON.parse(text);
        for (const [at, how, by] of hits) tamper(plan, at, how, by);
        const outcome = await judged(plan, dir);
        if (outcome !== undefined) onePerAgent(outcome);
      },
    );
    await fc.assert(property, { numRuns: 60 });
  },
  180_000,
);

function onePerAgent(outcome: GateOutcome): void {
  if (outcome.estate.intent === "destroy") return;
  const verdicts = verdictsOf(outcome, rule).map(({ address }) => address);
  expect(verdicts.sort()).toEqual(outcome.estate.agents.map(({ address }) => address).sort());
}

test("a tampered agent passes only with the ARN of an application inference profile", async () => {
  const text = JSON.stringify(recordedPlan("news-agent"));
  const decoys = fc.constantFrom("amazon.nova-lite-v1:0", "${aws_sns_topic.x.arn}").map((json) => ({ json }));
  const model = fc.oneof(foreign, decoys);
  const field = fc.constantFrom("after", "after_unknown", "constant_value", "references", "anything" as const);
  const property = fc.asyncProperty(field, model, fc.array(tampering, { maxLength: 3 }), async (where, by, hits) => {
    const value = made(by);
    const plan = JSON.parse(text) as ReturnType<typeof recordedPlan>;
    const row = plan.resource_changes.find(({ type }) => type === agentType);
    const config = plan.configuration.root_module.resources.find(({ address }) => address === row?.address);
    const node = config?.expressions["foundation_model"] as Record<string, unknown>;
    if (row === undefined) throw new Error("no agent in the fixture");
    const wanted = node["constant_value"];
    if (where === "after") row.change.after["foundation_model"] = value;
    else if (where === "after_unknown") row.change.after_unknown["foundation_model"] = value;
    else if (where !== "anything") node[where] = value;
    for (const [at, how, by] of hits) tamper([row, config], at, how, by);
    const outcome = await judged(plan);
    if (outcome === undefined) return;
    for (const { verdict } of verdictsOf(outcome, rule)) {
      if (verdict !== "pass") continue;
      const known = isApplicationProfileArn(member(member(row.change, "after"), "foundation_model"));
      const referred = member(member(config?.expressions, "foundation_model"), "constant_value") === wanted;
      expect(known || referred).toBe(true);
    }
  });
  await fc.assert(property, { numRuns: 300 });
});

const agentType = "aws_bedrockagent_agent";
