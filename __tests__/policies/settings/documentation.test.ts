import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { rules } from "../../../policies";
import { parseSettings } from "../../../policies/settings/parse-settings";
import { mostCovered } from "../../../policies/settings/waiver-scope";
import { readPattern } from "../../../policies/settings/address-pattern";
import { longestWaiverDays } from "../../../policies/settings/settings-schema";
import { defaultSettings, settableLevels } from "../../../policies/settings/settings";
import { now, refusal, waiverYaml } from "./support";

const page = readFileSync(path.join(__dirname, "../../../docs/settings.md"), "utf8");

test("the example of the page is right, and has every key", async () => {
  const example = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? "";
  const settings = await parseSettings(example, { file: "chargeback.yaml", ruleIds: rules.map(({ id }) => id), now });
  expect(settings.tagKey).toBe(defaultSettings.tagKey);
  expect(settings.allowedProjects).toHaveLength(2);
  expect(settings.levels.size).toBe(1);
  expect(settings.waivers).toHaveLength(2);
});

test("the message of the page is the one that is given", async () => {
  const message = /```text\nchargeback\.yaml:\d+: (.*)\n```/.exec(page)?.[1];
  expect(await refusal(waiverYaml({ expires: "2026-02-30" }))).toBe(`chargeback.yaml:6: ${message ?? ""}`);
});

test("the page's limits and levels are the code's", () => {
  expect(page).toContain(`more than ${mostCovered} resources`);
  expect(page).toContain(`at most ${longestWaiverDays} days ahead`);
  for (const level of settableLevels) expect(page).toContain(`| \`${level}\``);
});

test.each([
  ["aws_bedrockagent_agent.news[*]", 'aws_bedrockagent_agent.news["a.b"]', true],
  ["aws_bedrockagent_agent.news", "aws_bedrockagent_agent.news[0]", false],
  ["aws_bedrockagent_agent.old_*", "aws_bedrockagent_agent.old_chat", true],
  ["aws_bedrockagent_agent.old_*", "aws_bedrockagent_agent.old_chat[0]", false],
  ["module.*.aws_lambda_function.*", "module.a.aws_lambda_function.b", true],
  ["module.*.aws_lambda_function.*", 'module.a["x"].aws_lambda_function.b', false],
  ['module.a[*].aws_t.n["s3:*"]', 'module.a[0].aws_t.n["s3:*"]', true],
  ['module.a[*].aws_t.n["s3:*"]', 'module.a[0].aws_t.n["s3:Get"]', false],
])("the page's %s, put to %s: %s", (pattern, address, expected) => {
  expect(page).toContain(`\`${pattern}\``);
  expect(readPattern(pattern)?.matches(address)).toBe(expected);
});
