import { describe, expect, test } from "@jest/globals";
import fc from "../../support/fast-check";
import { judge } from "./judge";
import { model, type Model } from "./model";
import { isValid, type Layout } from "./write-plan";

const agents = fc.array(model, { minLength: 1, maxLength: 4 }).filter(isValid);

/** What an agent is called and where it stands says nothing about its model. */
async function sameVerdicts(models: readonly Model[], layout: Layout, folder: boolean): Promise<void> {
  expect(await judge(models, { ...layout, folder })).toEqual(await judge(models, { folder }));
}

/** A shuffle that a seed repeats. */
function shuffle(seed: number): <T>(rows: readonly T[]) => T[] {
  const weight = (index: number): number => Math.imul(index + 1, seed | 1) >>> 0;
  return (rows) =>
    rows
      .map((row, index) => [weight(index), row] as const)
      .sort(([left], [right]) => left - right)
      .map(([, row]) => row);
}

describe("a verdict does not change", () => {
  test("when everything is renamed", async () => {
    const naming = fc.constantFrom<(name: string) => string>(
      (name) => `z-${name}`,
      (name) => `${name.slice(3)}_${name.slice(0, 3)}`.replace(/^\d*_/, "n$&"),
      (name) => `constructor_${name}`,
      (name) => (name === "good" ? "bad" : name === "bad" ? "good" : name),
      (name) => (name === "yes" ? "no" : name === "no" ? "yes" : `${name}_arn`),
      (name) => (name === "one" ? "later" : name === "later" ? "one" : name),
    );
    const property = fc.asyncProperty(agents, naming, fc.boolean(), (models, name, folder) =>
      sameVerdicts(models, { name }, folder),
    );
    await fc.assert(property, { numRuns: 150 });
  });

  test("when rows and configuration are reordered", async () => {
    const property = fc.asyncProperty(agents, fc.integer(), fc.boolean(), (models, seed, folder) =>
      sameVerdicts(models, { reorder: shuffle(seed) }, folder),
    );
    await fc.assert(property, { numRuns: 150 });
  });

  test("when agents move into a module that is told the model", async () => {
    const property = fc.asyncProperty(agents, fc.nat(15), fc.boolean(), (models, chosen, folder) =>
      sameVerdicts(models, { inModule: (agent) => (chosen >> agent) % 2 === 1 }, folder),
    );
    await fc.assert(property, { numRuns: 150 });
  });
});

test("what passes without the configuration folder passes with it, and what fails fails", async () => {
  const property = fc.asyncProperty(agents, async (models) => {
    const [without, within] = [await judge(models, { folder: false }), await judge(models, { folder: true })];
    for (const [index, verdict] of without.entries()) {
      if (verdict !== "undetermined") expect(within[index]).toBe(verdict);
    }
  });
  await fc.assert(property, { numRuns: 150 });
});
