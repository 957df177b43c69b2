import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020";
import { renderText } from "../../../policies";
import { fixtures, gatePlan, recordedPlan, row } from "../support";

const schema = JSON.parse(
  readFileSync(path.join(__dirname, "../../../policies/report/report.schema.json"), "utf8"),
) as Record<string, unknown>;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

describe("report.json", () => {
  test.each(["news-agent", "agents-hcl"])("of %s holds against its schema", async (name) => {
    const { report } = await gatePlan(recordedPlan(name), path.join(fixtures, name));
    expect(validate(JSON.parse(JSON.stringify(report)))).toBe(true);
  });

  test("with a member too many, or one missing, does not", async () => {
    const { report } = await gatePlan(recordedPlan("news-agent"));
    expect(validate({ ...report, more: 1 })).toBe(false);
    expect(validate({ ...report, summary: undefined })).toBe(false);
  });

  test("digests the plan's text as it was judged", async () => {
    const { report } = await gatePlan({ ...recordedPlan("news-agent"), timestamp: "x" });
    const other = await gatePlan(recordedPlan("news-agent"));
    expect(report.plan.sha256).not.toBe(other.report.plan.sha256);
    expect(report.plan).toMatchObject({ formatVersion: "1.2", terraformVersion: "1.11.4" });
  });
});

describe("the text", () => {
  test("shows the money's way, what is wrong, why, and the fix", async () => {
    const plan = recordedPlan("news-agent");
    const { change } = row(plan, "aws_bedrockagent_agent");
    change.after["foundation_model"] = "amazon.nova-lite-v1:0";
    delete change.after_unknown["foundation_model"];
    const outcome = await gatePlan(plan, path.join(fixtures, "news-agent"));
    expect(renderText(outcome, { colour: false })).toMatchSnapshot();
  });

  test("has colour only when asked", async () => {
    const outcome = await gatePlan(recordedPlan("news-agent"));
    expect(renderText(outcome, { colour: false })).not.toContain("\u001b");
    expect(renderText(outcome, { colour: true })).toContain("\u001b[32m");
  });

  test("passes no control characters of the plan on to the terminal", async () => {
    const plan = recordedPlan("news-agent");
    const { change } = row(plan, "aws_bedrockagent_agent");
    change.after["foundation_model"] = "\u001b]0;owned\u0007amazon";
    change.after["agent_name"] = "\u001b[2Jnews";
    delete change.after_unknown["foundation_model"];
    expect(renderText(await gatePlan(plan), { colour: false })).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});
