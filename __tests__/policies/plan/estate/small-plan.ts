import type { Estate } from "../../../../policies/estate";
import type { ConfigModule } from "../../../../policies/plan/configuration/module";
import { configurationFromPlan } from "../../../../policies/plan/configuration/from-plan";
import { readEnvelope, type PlanEnvelope } from "../../../../policies/plan/envelope";
import { estateFromPlan } from "../../../../policies/plan/estate";
import type { SourceFrames } from "../../../../policies/plan/estate/place";
import { PlanReader } from "../../../../policies/plan/reader";

type Members = Readonly<Record<string, unknown>>;

/** A resource of a plan that a test writes itself: what the plan holds of it, and what its block says. */
export interface Small {
  readonly mode?: "managed" | "data";
  /** The module that it stands in, by the name of its call. */
  readonly module?: string;
  readonly index?: string | number;
  readonly actions?: readonly string[];
  readonly before?: Members | null;
  readonly after?: Members | null;
  readonly unknown?: Members;
  readonly sensitive?: Members;
  /** Expressions, as `written` makes them. */
  readonly block?: Members;
}

/** A text of cdk.tf.json, as a plan that was made from it has it. */
export const written = (text: unknown, ...references: readonly string[]): Members => ({
  constant_value: text,
  references: references.length > 0 ? references : ["named"],
});

export const constant = (value: unknown): Members => ({ constant_value: value });

/** A plan with these resources, by their addresses without module and key. */
export function smallPlan(resources: Readonly<Record<string, Small | readonly Small[]>>, more: object = {}) {
  const each = Object.entries(resources).flatMap(([address, own]) =>
    [own].flat().map((resource: Small) => ({ address, resource })),
  );
  const [own, inModules] = [each.filter(({ resource }) => resource.module === undefined), new Map<string, Members[]>()];
  for (const { address, resource } of each) {
    if (resource.module === undefined) continue;
    inModules.set(resource.module, [...(inModules.get(resource.module) ?? []), blockOf(address, resource)]);
  }
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: {},
    resource_changes: each.map(({ address, resource }) => rowOf(address, resource)),
    configuration: {
      provider_config: { aws: { name: "aws", expressions: { region: constant("eu-west-1") } } },
      root_module: {
        resources: own.map(({ address, resource }) => blockOf(address, resource)),
        module_calls: Object.fromEntries(
          [...inModules].map(([name, blocks]) => [name, { module: { resources: blocks } }]),
        ),
      },
    },
    ...more,
  };
}

const partsOf = (address: string) => {
  const [type = "", name = ""] = address.replace(/^data\./, "").split(".");
  return { mode: address.startsWith("data.") ? "data" : "managed", type, name };
};

function rowOf(address: string, { module, index, actions = ["create"], ...own }: Small) {
  const prefix = module === undefined ? "" : `module.${module}.`;
  return {
    address: `${prefix}${address}${index === undefined ? "" : `[${JSON.stringify(index)}]`}`,
    ...partsOf(address),
    ...(module === undefined ? {} : { module_address: `module.${module}` }),
    ...(index === undefined ? {} : { index }),
    change: {
      actions,
      before: own.before ?? null,
      after: own.after === undefined ? {} : own.after,
      after_unknown: own.unknown ?? {},
      after_sensitive: own.sensitive ?? {},
    },
  };
}

const blockOf = (address: string, { block = {} }: Small) => ({
  address,
  ...partsOf(address),
  provider_config_key: "aws",
  expressions: block,
});

export const envelopeOf = (plan: object): PlanEnvelope =>
  readEnvelope({ text: JSON.stringify(plan), name: "plan.json" });

/** @param folder what its configuration folder tells besides. @default nothing */
export function readerOf(plan: object, folder: Partial<ConfigModule> = {}): PlanReader {
  const envelope = envelopeOf(plan);
  return new PlanReader(envelope, Object.assign(configurationFromPlan(envelope.configuration), folder), "plan.json");
}

export const estateOf = (plan: object, folder?: Partial<ConfigModule>, frames: SourceFrames = {}): Estate =>
  estateFromPlan(envelopeOf(plan), readerOf(plan, folder), frames);
