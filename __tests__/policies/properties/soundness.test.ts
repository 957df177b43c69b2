import { expect, test } from "@jest/globals";
import fc from "../../support/fast-check";
import { isApplicationProfileArn } from "../../../policies/inference-profile";
import { evaluateModel, InvalidExpression, outcomes } from "./evaluate-model";
import { judge } from "./judge";
import { model, type Model } from "./model";
import { isValid } from "./write-plan";

/** Is the model a profile's ARN, in each way in which the apply can turn out? Ways that Terraform refuses are left out. */
function answers(agent: Model): Set<boolean> {
  const results = outcomes.flatMap((outcome) => {
    try {
      return [isApplicationProfileArn(evaluateModel(agent, outcome))];
    } catch (error) {
      if (error instanceof InvalidExpression) return [];
      throw error;
    }
  });
  return new Set(results);
}

test.each([
  { folder: true },
  { folder: false },
  // Nothing but the expression tells then, conditions that the plan decides among it.
  { folder: true, forget: true },
])(
  "a verdict holds however the apply turns out (%j)",
  async (layout) => {
    await fc.assert(
      fc.asyncProperty(fc.array(model, { minLength: 1, maxLength: 4 }), async (agents) => {
        fc.pre(isValid(agents));
        const verdicts = await judge(agents, layout);
        for (const [index, agent] of agents.entries()) {
          const possible = answers(agent);
          expect(["pass", "fail", "undetermined"]).toContain(verdicts[index]);
          if (verdicts[index] === "pass") expect([...possible]).not.toContain(false);
          if (verdicts[index] === "fail") expect([...possible]).not.toContain(true);
        }
      }),
      { numRuns: 300 },
    );
  },
  60_000,
);
