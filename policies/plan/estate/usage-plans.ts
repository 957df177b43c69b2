import type { UsagePlan, UsagePlanKey } from "../../estate";
import { listOf, member } from "../json";
import { plannedValue, type PlannedResource } from "../planned-resources";
import { lazily } from "../../lazily";
import type { PlanSource } from "./source";

export const readUsagePlans = (source: PlanSource): UsagePlan[] => {
  const { standing, place, read, link, own } = source;
  return standing("aws_api_gateway_usage_plan").map((plan) =>
    lazily(place(plan), {
      name: () => read(plan, "name"),
      id: () => own(plan, "id"),
      apis: (): UsagePlan["apis"] =>
        stagesOf(plan)?.map((_, index) => link(plan, "api_stages", index, "api_id")) ?? "undetermined",
      rateLimit: () => read(plan, "throttle_settings", 0, "rate_limit"),
      burstLimit: () => read(plan, "throttle_settings", 0, "burst_limit"),
      quota: () => read(plan, "quota_settings", 0, "limit"),
      methodThrottles: () => methodThrottles(plan, source),
    }),
  );
};

export const readUsagePlanKeys = ({ standing, place, link }: PlanSource): UsagePlanKey[] =>
  standing("aws_api_gateway_usage_plan_key").map((key) =>
    lazily(place(key), { usagePlan: () => link(key, "usage_plan_id") }),
  );

/** A whole list that is not known yet has no rows to read one by one. */
function stagesOf(plan: PlannedResource): readonly unknown[] | undefined {
  const stages = listOf(member(plan.after, "api_stages"));
  return stages.length === 0 && plannedValue(plan, ["api_stages"]).state === "unknown" ? undefined : stages;
}

/** Stages are a set: of several, the plan's rows and the source's blocks are not in one order. */
function methodThrottles(plan: PlannedResource, { read }: PlanSource): UsagePlan["methodThrottles"] {
  const [stage, ...others] = stagesOf(plan) ?? [];
  if (others.length > 0) return [];
  return listOf(member(stage, "throttle")).map((_, index) => ({
    method: read(plan, "api_stages", 0, "throttle", index, "path"),
    rateLimit: read(plan, "api_stages", 0, "throttle", index, "rate_limit"),
    burstLimit: read(plan, "api_stages", 0, "throttle", index, "burst_limit"),
  }));
}
