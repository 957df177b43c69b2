import type { Budget, BudgetFilter, Estate, Resource, SourceLocation, TaggedResource } from "../estate";
import type { PlanEnvelope } from "./envelope";
import { listOf, objectOf } from "./json";
import { plannedValue, type PlannedResource } from "./planned-resources";
import type { PlanReader } from "./reader";
import { isTaggable, TagReader } from "./tags";

/** Construct path to the line of TypeScript that made it; written beside the plan by `chargeback plan`. */
export type SourceFrames = Readonly<Record<string, SourceLocation>>;

/** Fills the estate from a plan: what will stand after the apply, and what goes. */
export function estateFromPlan(plan: PlanEnvelope, reader: PlanReader, frames: SourceFrames): Estate {
  const managed = reader.resources.filter(({ mode }) => mode === "managed");
  const standing = managed.filter(({ change }) => change !== "delete" && change !== "forget");
  const removed = managed.filter(({ change }) => change === "delete" || change === "forget");
  const tags = new TagReader(reader, objectOf(plan.configuration["provider_config"]));
  const of = (...types: string[]): PlannedResource[] => standing.filter(({ type }) => types.includes(type));
  const place = (resource: PlannedResource): Resource => {
    const constructPath = reader.constructPath(resource);
    const location =
      constructPath !== undefined && Object.hasOwn(frames, constructPath) ? frames[constructPath] : undefined;
    return { address: resource.address, type: resource.type, constructPath, location };
  };
  const tagged = (resource: PlannedResource): TaggedResource => ({
    ...place(resource),
    tag: (key) => tags.tag(resource, key),
  });
  const read = (resource: PlannedResource, ...path: (string | number)[]) => reader.attribute(resource, path);
  const belongingTo = (api: PlannedResource, type: string): PlannedResource[] =>
    of(type).filter((part) =>
      read(part, "rest_api_id").possible.some((id) => id.kind === "resolved" && id.of === api.address),
    );

  return {
    intent: removed.length > 0 && standing.length === 0 ? "destroy" : "apply",
    agents: of("aws_bedrockagent_agent", "awscc_bedrock_agent").map((agent) => ({
      ...place(agent),
      name: read(agent, "agent_name"),
      foundationModel: read(agent, "foundation_model"),
    })),
    aliases: of("aws_bedrockagent_agent_alias", "awscc_bedrock_agent_alias").map((alias) => ({
      ...place(alias),
      name: read(alias, "agent_alias_name"),
      agentId: read(alias, "agent_id"),
    })),
    actionGroups: of("aws_bedrockagent_agent_action_group").map((group) => ({
      ...place(group),
      agentId: read(group, "agent_id"),
      executor: read(group, "action_group_executor", 0, "lambda"),
    })),
    inferenceProfiles: of("aws_bedrock_inference_profile", "awscc_bedrock_application_inference_profile").map(
      (profile) => ({
        ...tagged(profile),
        ...(profile.type.startsWith("awscc_")
          ? {
              name: read(profile, "inference_profile_name"),
              arn: read(profile, "inference_profile_arn"),
              copyFrom: read(profile, "model_source", "copy_from"),
            }
          : {
              name: read(profile, "name"),
              arn: read(profile, "arn"),
              copyFrom: read(profile, "model_source", 0, "copy_from"),
            }),
      }),
    ),
    functions: of("aws_lambda_function").map((lambda) => ({
      ...tagged(lambda),
      name: read(lambda, "function_name"),
      environment: (variable) => read(lambda, "environment", 0, "variables", variable),
    })),
    apis: of("aws_api_gateway_rest_api").map((api) => ({
      ...place(api),
      name: read(api, "name"),
      integrations: belongingTo(api, "aws_api_gateway_integration").map((integration) => read(integration, "uri")),
      stages: belongingTo(api, "aws_api_gateway_stage").map(tagged),
    })),
    budgets: of("aws_budgets_budget").map((budget) => readBudget(budget, place(budget), reader)),
    taggable: standing.filter(isTaggable).map(tagged),
    removed: removed.map(place),
  };
}

function readBudget(budget: PlannedResource, resource: Resource, reader: PlanReader): Budget {
  const filters = plannedValue(budget, ["cost_filter"]);
  const rows = filters.state === "known" ? listOf(filters.value) : listOf(objectOf(budget.after)["cost_filter"]);
  const notifications = plannedValue(budget, ["notification"]);
  const attribute = (...path: (string | number)[]) => reader.attribute(budget, path);
  const filter = (_: unknown, index: number): BudgetFilter => ({
    dimension: attribute("cost_filter", index, "name"),
    values: attribute("cost_filter", index, "values"),
  });
  // A whole list that is not known yet has no rows to read one by one.
  const whollyOpen = filters.state === "unknown" && rows.length === 0;
  return {
    ...resource,
    name: attribute("name"),
    budgetType: attribute("budget_type"),
    limitAmount: attribute("limit_amount"),
    limitUnit: attribute("limit_unit"),
    filters: whollyOpen ? "undetermined" : rows.map(filter),
    notifications: notifications.state === "known" ? listOf(notifications.value).length : "undetermined",
  };
}
