import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { drawPicture } from "../../../policies/report/draw-picture";
import { paintIn } from "../../../policies/report/paint";
import { fixtures, gatePlan, recordedPlan } from "../support";

const plain = paintIn(false);

type Plan = ReturnType<typeof recordedPlan>;

const without =
  (type: RegExp) =>
  (plan: Plan): Plan => ({ ...plan, resource_changes: plan.resource_changes.filter((each) => !type.test(each.type)) });

async function kindsOf(fixture: string, change: (plan: Plan) => Plan): Promise<string[]> {
  const outcome = await gatePlan(change(recordedPlan(fixture)), path.join(fixtures, fixture));
  return drawPicture(outcome, plain).map((line) => /([├└]─ )?\w+/.exec(line)?.[0] ?? "");
}

describe("the money's way", () => {
  test.each([
    ["from an API", (plan: Plan) => plan, ["client", "└─ API", "└─ function", "└─ alias", "└─ agent"]],
    ["from a function that no API leads to", without(/^aws_api_gateway/), ["client", "└─ function", "└─ alias"]],
    ["from an agent that nobody here calls", without(/^aws_(api_gateway|lambda_function)/), ["agent", "└─ profile"]],
  ])("begins %s", async (_, change, expected) => {
    const lines = await kindsOf("news-agent", change);
    expect(lines.slice(1, 1 + expected.length)).toEqual(expected);
  });

  test("goes to every model that a function names itself, each with its bill", async () => {
    const outcome = await gatePlan(recordedPlan("model-uses-hcl"), path.join(fixtures, "model-uses-hcl"));
    const text = drawPicture(outcome, plain).join("\n");
    expect(text).toMatch(/client\n {2}└─ function \S+.*\n {5}[├└]─ (profile|model) /);
    expect(text).toMatch(/model amazon\.\S+ +✗ a foundation model's id: no project's bill/);
  });
});
