import type { CostAllocationTag } from "../../estate";
import { lazily } from "../../lazily";
import type { PlanSource } from "./source";

export const readCostAllocationTags = ({ standing, place, read }: PlanSource): CostAllocationTag[] =>
  standing("aws_ce_cost_allocation_tag").map((tag) =>
    lazily(place(tag), {
      tagKey: () => read(tag, "tag_key"),
      status: () => read(tag, "status"),
    }),
  );
