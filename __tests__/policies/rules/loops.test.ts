import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { byAddress, fixtures, gatePlan, recordedPlan, verdictsOf } from "../support";

const folder = path.join(fixtures, "loops-hcl");
const verdictOfWord: Record<string, string> = { pass: "pass", fail: "fail", open: "undetermined" };

/** The fixture names each agent, by its key where it has one, by the verdict that is owed. */
function owed(address: string): string | undefined {
  const word = /(?:\["|_agent\.)(pass|fail|open)/.exec(address)?.[1];
  return word === undefined ? undefined : verdictOfWord[word];
}

const agents = "agent-uses-inference-profile";
const roles = "agent-role-invokes-its-profile";

/** What the agents of roles are owed of the first rule is pass, since they call a profile. */
const owedOf = (rule: string, address: string): string | undefined =>
  rule === agents && address.includes("_agent.policy[") ? "pass" : owed(address);

describe.each([
  { rule: agents, judged: /./, count: 40 },
  { rule: roles, judged: /_agent\.policy\[/, count: 10 },
])("$rule on models and policies that are written with loops", ({ rule, judged, count }) => {
  const verdicts = async (dir?: string): Promise<Record<string, string>> => {
    const all = byAddress(await gatePlan(recordedPlan("loops-hcl"), dir), rule);
    return Object.fromEntries(Object.entries(all).filter(([address]) => judged.test(address)));
  };

  test("with the configuration folder each gets the verdict that it is owed", async () => {
    const found = await verdicts(folder);
    expect(Object.keys(found)).toHaveLength(count);
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((address) => [address, owedOf(rule, address)])));
  });

  test("without the folder nothing is claimed that the folder refutes", async () => {
    for (const [address, verdict] of Object.entries(await verdicts())) {
      expect([address, verdict]).toEqual([
        address,
        expect.stringMatching(`^(${owedOf(rule, address) ?? ""}|undetermined)$`),
      ]);
    }
  });
});

test("the evidence names each link of a loop once", async () => {
  const found = verdictsOf(await gatePlan(recordedPlan("loops-hcl"), folder), agents);
  const inner = found.find(({ address }) => address === 'module.fleet.aws_bedrockagent_agent.this["pass_named"]');
  expect(inner?.evidence).toEqual([
    expect.stringMatching(/foundation_model = \$\{each\.value\.profile\}$/),
    "for_each = ${var.agents}",
    expect.stringMatching(/^module\.fleet: agents = \$\{\{ for name, agent in local\.tracked/),
    expect.stringMatching(/^local\.tracked = /),
    expect.stringMatching(/^local\.profiles = /),
    expect.stringContaining('aws_bedrock_inference_profile.this["nova-pro"].arn is the ARN of'),
  ]);
});

test("a role that may call another profile of the plan is told so", async () => {
  const found = verdictsOf(await gatePlan(recordedPlan("loops-hcl"), folder), roles);
  const wrong = found.find(({ address }) => address.includes("fail_other_profile"));
  expect(wrong?.message).toMatch(
    /on aws_bedrock_inference_profile\.this\["nova-lite"\]\.arn, nor .*: calls through the profile fail; it may call aws_bedrock_inference_profile\.this\["nova-pro"\]\.arn$/,
  );
  const [missing] = found.filter(({ address }) => address.includes("fail_no_model"));
  expect(missing?.message).toMatch(/: calls through the profile fail$/);
});

test("a policy from a template file is not known without the file", async () => {
  const rule = "no-direct-model-access";
  const direct = byAddress(await gatePlan(recordedPlan("loops-hcl"), folder), rule);
  expect(direct['aws_iam_role.policy["pass_template"]']).toBe("pass");
  const copy = mkdtempSync(path.join(tmpdir(), "chargeback-loops-"));
  cpSync(folder, copy, { recursive: true, filter: (file) => !file.endsWith(".tftpl") });
  const without = byAddress(await gatePlan(recordedPlan("loops-hcl"), copy), rule);
  expect(without['aws_iam_role.policy["pass_template"]']).toBe("undetermined");
  rmSync(copy, { recursive: true });
});
