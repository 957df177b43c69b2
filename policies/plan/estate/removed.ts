import type { RemovedResource } from "../../estate";
import { listOf, member, textOf } from "../json";
import type { PlannedResource } from "../planned-resources";
import { lazily } from "../../lazily";
import type { PlanSource } from "./source";

export const readRemoved = (removed: readonly PlannedResource[], { place }: PlanSource): RemovedResource[] =>
  removed.map((resource) =>
    lazily(place(resource), {
      arn: () => textOf(member(resource.before, "arn")) ?? textOf(member(resource.before, "inference_profile_arn")),
      counted: () => countedBy(resource.before),
    }),
  );

/** The TagKeyValue filters that a budget had. */
function countedBy(budget: unknown): string[] {
  return listOf(member(budget, "cost_filter"))
    .filter((filter) => member(filter, "name") === "TagKeyValue")
    .flatMap((filter) => listOf(member(filter, "values")).filter((value) => typeof value === "string"));
}
