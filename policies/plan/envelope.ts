import { en } from "zod/v4/locales";
import * as z from "zod/mini";
import { UnusableInputError } from "../unusable-input";
import { isList, isObject, type JsonObject } from "./json";
import type { PlanText } from "./read-plan";

/** A list whose members are not looked at: zod would take them one by one into a list of its own. */
const list = z.custom<readonly unknown[]>().check(({ value, issues }) => {
  if (!isList(value)) issues.push({ code: "invalid_type", expected: "array", input: value });
});

/**
 * The outermost level of a plan's JSON. Rows are read by hand, on demand: a schema over every row of a large plan costs more
 * than reading it. Source: https://developer.hashicorp.com/terraform/internals/json-format
 */
const envelopeSchema = z.looseObject({
  format_version: z.string(),
  terraform_version: z.string(),
  resource_changes: z._default(list, []),
  configuration: z.looseObject({ root_module: z.looseObject({}) }),
  planned_values: z.looseObject({}),
  variables: z._default(z.looseObject({}), {}),
  errored: z._default(z.boolean(), false),
  complete: z._default(z.boolean(), true),
  checks: z._default(list, []),
  deferred_changes: z._default(list, []),
});

export interface PlanEnvelope {
  /** All of the plan's JSON, as it was parsed. */
  readonly document: JsonObject;
  readonly formatVersion: string;
  readonly terraformVersion: string;
  readonly resourceChanges: readonly unknown[];
  readonly configuration: JsonObject;
  readonly priorState: JsonObject;
  readonly variables: JsonObject;
  readonly errored: boolean;
  /** False when the plan leaves changes out. Written since Terraform 1.8. */
  readonly complete: boolean;
  readonly checks: readonly unknown[];
  readonly deferredChanges: readonly unknown[];
}

const supportedFormat = /^1\.\d+$/;

/** @throws UnusableInputError naming what the text is instead of a plan. */
export function readEnvelope(plan: PlanText): PlanEnvelope {
  const json = parse(plan);
  if (!isObject(json))
    throw new UnusableInputError(
      `${plan.name} is JSON, but not a Terraform plan: an object is expected at its top level`,
    );
  const mistaken = mistakenFor(json);
  if (mistaken !== undefined) throw new UnusableInputError(`${plan.name} is ${mistaken}`);
  const parsed = envelopeSchema.safeParse(json, { error: en().localeError });
  if (!parsed.success) {
    const [first = ""] = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new UnusableInputError(
      `${plan.name} is not a Terraform plan: ${first}; make it with: terraform show -json PLANFILE > plan.json`,
    );
  }
  const data = parsed.data;
  if (!supportedFormat.test(data.format_version)) {
    throw new UnusableInputError(
      `${plan.name} has plan format_version ${JSON.stringify(data.format_version)}; this gate reads 1.x: use a Terraform or chargeback version that fits`,
    );
  }
  return {
    document: json,
    formatVersion: data.format_version,
    terraformVersion: data.terraform_version,
    resourceChanges: data.resource_changes,
    configuration: data.configuration,
    priorState: isObject(data["prior_state"]) ? data["prior_state"] : {},
    variables: data.variables,
    errored: data.errored,
    complete: data.complete,
    checks: data.checks,
    deferredChanges: data.deferred_changes,
  };
}

function parse(plan: PlanText): unknown {
  try {
    return JSON.parse(plan.text);
  } catch (error) {
    // V8 quotes the text around the fault: a plan may hold secrets there, so only the place is told.
    const place = /position \d+/.exec(String(error))?.[0] ?? "its start";
    const cut = /end of JSON|Unterminated/.test(String(error)) ? "it ends too early" : `broken at ${place}`;
    throw new UnusableInputError(
      `${plan.name} is not JSON: ${cut}; make it with: terraform show -json PLANFILE > plan.json`,
    );
  }
}

function mistakenFor(json: JsonObject): string | undefined {
  if ("resource_changes" in json || "planned_values" in json) return undefined;
  if ("lineage" in json || ("serial" in json && "version" in json)) return "a Terraform state file, not a plan";
  if ("format_version" in json && "values" in json)
    return "the JSON of a state, not of a plan; run terraform show -json on a plan file";
  if ("terraform" in json || "resource" in json) return "a Terraform configuration, not a plan";
  return undefined;
}
