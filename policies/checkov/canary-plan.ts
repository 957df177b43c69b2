import { filterValue } from "../project-tag";
import type { EngineRecord } from "../second-engine";
import { CheckovError } from "./checkov-error";

const account = "arn:aws:bedrock:eu-west-2:123456789012";
const model = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-lite-v1:0";

interface Example {
  readonly check: string;
  readonly type: string;
  readonly name: "good" | "bad";
  readonly values: object;
}

/** For each check one resource that it must pass, and one that it must fail. */
function examples(tagKey: string): Example[] {
  const agent = { agent_name: "canary", agent_resource_role_arn: "arn:aws:iam::123456789012:role/canary" };
  const profile = { name: "canary", model_source: [{ copy_from: model }] };
  const budget = {
    name: "canary",
    budget_type: "COST",
    limit_amount: "1",
    limit_unit: "USD",
    time_unit: "MONTHLY",
    notification: [{ subscriber_email_addresses: ["owner@example.com"], threshold: 100 }],
  };
  const counting = (value: string) => ({ cost_filter: [{ name: "TagKeyValue", values: [value] }] });
  const both = (check: string, type: string, good: object, bad: object): Example[] => [
    { check, type, name: "good", values: good },
    { check, type, name: "bad", values: bad },
  ];
  return [
    ...both(
      "CKV_CHARGEBACK_1",
      "aws_bedrockagent_agent",
      { ...agent, foundation_model: `${account}:application-inference-profile/canary` },
      { ...agent, foundation_model: model },
    ),
    ...both(
      "CKV_CHARGEBACK_2",
      "aws_bedrock_inference_profile",
      { ...profile, tags: { [tagKey]: "canary" }, tags_all: { [tagKey]: "canary" } },
      { ...profile, tags: null, tags_all: {} },
    ),
    ...both(
      "CKV_CHARGEBACK_3",
      "aws_budgets_budget",
      { ...budget, ...counting(filterValue(tagKey, "canary")) },
      { ...budget, ...counting("canary") },
    ),
  ];
}

/** A plan whose verdicts are known, in the form of `terraform show -json`. */
export function canaryPlan(tagKey: string): string {
  const resources = examples(tagKey).map(({ type, name, values }) => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_name: "registry.terraform.io/hashicorp/aws",
    schema_version: 0,
    values,
    sensitive_values: {},
  }));
  const plan = {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: { resources } },
    resource_changes: resources.map(({ address, mode, type, name, provider_name, values }) => ({
      address,
      mode,
      type,
      name,
      provider_name,
      change: {
        actions: ["create"],
        before: null,
        after: values,
        after_unknown: {},
        before_sensitive: false,
        after_sensitive: {},
      },
    })),
    configuration: {
      root_module: {
        resources: resources.map(({ address, mode, type, name, values }) => ({
          address,
          mode,
          type,
          name,
          provider_config_key: "aws",
          expressions: Object.fromEntries(
            Object.entries(values).map(([key, value]) => [key, { constant_value: value as unknown }]),
          ),
          schema_version: 0,
        })),
      },
    },
    applyable: true,
    complete: true,
    errored: false,
  };
  return JSON.stringify(plan, undefined, 2);
}

/** @throws CheckovError when Checkov with our policies does not see what is known */
export function holdCanary(records: readonly EngineRecord[], tagKey: string): void {
  for (const { check, type, name } of examples(tagKey)) {
    const address = `${type}.${name}`;
    const said = records.filter((record) => record.check === check && record.address === address);
    const wanted = name === "good" ? "pass" : "fail";
    if (said.length > 0 && said.every(({ verdict }) => verdict === wanted)) continue;
    const got = said.map(({ verdict }) => verdict).join(" and ") || "nothing";
    throw new CheckovError(
      `Checkov was tried on a plan whose verdicts are known: of ${address} ${check} says ${got}, and ${wanted} is right`,
    );
  }
}
