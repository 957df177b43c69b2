import type { Estate } from "../estate";
import type { AttributePath } from "./configuration/module";
import type { PlanEnvelope } from "./envelope";
import { listOf, member, objectOf, textOf } from "./json";
import { lazily } from "./lazily";
import { PlannedPlace, type SourceFrames } from "./planned-place";
import type { PlannedResource } from "./planned-resources";
import { readBudget } from "./read-budget";
import type { PlanReader } from "./reader";
import { isTaggable, TagReader } from "./tags";
import { faultsOf } from "./wholeness";

/** Fills the estate from a plan: what will stand after the apply, and what goes. */
export function estateFromPlan(plan: PlanEnvelope, reader: PlanReader, frames: SourceFrames): Estate {
  const managed = reader.resources.filter(({ mode }) => mode === "managed");
  const standing = managed.filter(({ change }) => change !== "delete" && change !== "forget");
  const removed = managed.filter(({ change }) => change === "delete" || change === "forget");
  const tags = new TagReader(reader, objectOf(plan.configuration["provider_config"]));
  const sources = { reader, tags, frames };
  const place = (resource: PlannedResource): PlannedPlace => new PlannedPlace(resource, sources);
  const read = (resource: PlannedResource, ...path: AttributePath) => reader.attribute(resource, path);

  const byType = groupByType(standing);
  const of = (...types: string[]): PlannedResource[] => types.flatMap((type) => byType.get(type) ?? []);
  const integrations = partsByApi(() => of("aws_api_gateway_integration"), reader);
  const stages = partsByApi(() => of("aws_api_gateway_stage"), reader);

  return {
    intent: removed.length > 0 && standing.length === 0 ? "destroy" : "apply",
    agents: of("aws_bedrockagent_agent", "awscc_bedrock_agent").map((agent) =>
      lazily(place(agent), {
        name: () => read(agent, "agent_name"),
        foundationModel: () => read(agent, "foundation_model"),
      }),
    ),
    aliases: of("aws_bedrockagent_agent_alias", "awscc_bedrock_agent_alias").map((alias) =>
      lazily(place(alias), {
        name: () => read(alias, "agent_alias_name"),
        agentId: () => read(alias, "agent_id"),
      }),
    ),
    actionGroups: of("aws_bedrockagent_agent_action_group").map((group) =>
      lazily(place(group), {
        agentId: () => read(group, "agent_id"),
        executor: () => read(group, "action_group_executor", 0, "lambda"),
      }),
    ),
    inferenceProfiles: [
      ...of("aws_bedrock_inference_profile").map((profile) =>
        lazily(place(profile), {
          name: () => read(profile, "name"),
          arn: () => read(profile, "arn"),
          copyFrom: () => read(profile, "model_source", 0, "copy_from"),
        }),
      ),
      ...of("awscc_bedrock_application_inference_profile").map((profile) =>
        lazily(place(profile), {
          name: () => read(profile, "inference_profile_name"),
          arn: () => read(profile, "inference_profile_arn"),
          copyFrom: () => read(profile, "model_source", "copy_from"),
        }),
      ),
    ],
    functions: of("aws_lambda_function").map((lambda) =>
      lazily(
        Object.assign(place(lambda), {
          environment: (variable: string) => read(lambda, "environment", 0, "variables", variable),
        }),
        { name: () => read(lambda, "function_name") },
      ),
    ),
    apis: of("aws_api_gateway_rest_api").map((api) =>
      lazily(place(api), {
        name: () => read(api, "name"),
        integrations: () => integrations(api).map((part) => read(part, "uri")),
        stages: () => stages(api).map(place),
      }),
    ),
    budgets: of("aws_budgets_budget").map((budget) => readBudget(budget, place(budget), reader)),
    taggable: standing.filter(isTaggable).map(place),
    removed: removed.map((resource) =>
      lazily(place(resource), {
        arn: () => textOf(member(resource.before, "arn")),
        counted: () => countedBy(resource.before),
      }),
    ),
    faults: faultsOf(plan),
  };
}

/** The TagKeyValue filters that a budget had. */
function countedBy(budget: unknown): string[] {
  return listOf(member(budget, "cost_filter"))
    .filter((filter) => member(filter, "name") === "TagKeyValue")
    .flatMap((filter) => listOf(member(filter, "values")).filter((value) => typeof value === "string"));
}

function groupByType(resources: readonly PlannedResource[]): ReadonlyMap<string, readonly PlannedResource[]> {
  const groups = new Map<string, PlannedResource[]>();
  for (const resource of resources) {
    const group = groups.get(resource.type);
    if (group === undefined) groups.set(resource.type, [resource]);
    else group.push(resource);
  }
  return groups;
}

/** The parts of each API, by the API that their `rest_api_id` leads to; indexed once, when first asked. */
function partsByApi(
  parts: () => readonly PlannedResource[],
  reader: PlanReader,
): (api: PlannedResource) => readonly PlannedResource[] {
  let index: Map<string, PlannedResource[]> | undefined;
  return (api) => {
    if (index === undefined) {
      index = new Map();
      for (const part of parts()) {
        for (const value of reader.attribute(part, ["rest_api_id"]).possible) {
          if (value.kind === "resolved") index.set(value.of, [...(index.get(value.of) ?? []), part]);
        }
      }
    }
    return index.get(api.address) ?? [];
  };
}
