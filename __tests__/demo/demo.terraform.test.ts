import path from "node:path";
import { PassThrough } from "node:stream";
import { expect, test } from "@jest/globals";
import { createProgress } from "../../cli/progress";
import { openSession } from "../../cli/session";
import { type Chapter, tellStory } from "../../demo/story";
import { refusalsOf, tableOf } from "../../demo/table";

const bundleDir = path.join(__dirname, "../../lambda/bundles");

async function told(): Promise<readonly Chapter[]> {
  const session = openSession(() => undefined);
  const progress = createProgress(new PassThrough().resume() as unknown as NodeJS.WriteStream, { CI: "1" });
  try {
    return await tellStory({ env: process.env, session, progress }, bundleDir);
  } finally {
    session.close();
  }
}

test("only a profile that the alias serves brings model spend to its project and into its budget, and the gate lets only it pass", async () => {
  const chapters = await told();
  const [a, b, c] = chapters.map(({ money }) => money);
  const cost = a?.modelUntaggedUsd ?? 0;
  expect(cost).toBeGreaterThan(0.001);

  // The same calls cost the same in every state.
  expect(a).toMatchObject({ modelUnderProjectUsd: 0 });
  expect(b).toMatchObject({ modelUnderProjectUsd: 0, modelUntaggedUsd: cost });
  expect(c).toMatchObject({ modelUntaggedUsd: 0 });
  expect(c?.modelUnderProjectUsd).toBeCloseTo(cost, 9);

  // What is tagged by its resource was in it all the time: functions and API, a thousandth of the model.
  let before = 0;
  for (const { money } of chapters) {
    expect(money.restUnderProjectUsd).toBeGreaterThan(0);
    expect(money.restUnderProjectUsd).toBeLessThan(cost / 100);
    expect(money.projectUsd).toBeCloseTo(money.modelUnderProjectUsd + money.restUnderProjectUsd, 9);
    expect(money.budgetUsd - before).toBeCloseTo(money.projectUsd, 5);
    before = money.budgetUsd;
  }

  const refusedBy = chapters.map(({ refusals }) => refusals.map(({ rule }) => rule));
  expect(refusedBy).toEqual([
    ["agent-uses-inference-profile", "no-direct-model-access"],
    ["alias-follows-agent", "no-direct-model-access"],
    [],
  ]);
  const spent = cost.toFixed(6);
  expect(tableOf(chapters)).toMatch(new RegExp(`A: .*\\| ${spent} +\\| 0.000000 .*\\| refuses it`));
  expect(tableOf(chapters)).toMatch(new RegExp(`C: .*\\| 0.000000 +\\| ${spent} .*\\| passes it`));
  expect(refusalsOf(chapters)).toContain("B  ✗ alias-follows-agent");
}, 600_000);
