import { ANY_COMMERCIAL_REGION, lifecycle, type ModelEntry, models, type SystemProfile } from "../../../catalogue";
import type { Context } from "../../context";
import { assumed, belief, sourced } from "../../belief";

belief(
  "Bedrock",
  "Models, the Regions that serve them on demand and system-defined profiles are those of the catalogue.",
  sourced("https://docs.aws.amazon.com/bedrock/latest/userguide/models-region-compatibility.html"),
);
belief(
  "Bedrock",
  "A global profile lists the model in the source Region and once without a Region.",
  assumed("the resources that AWS asks for in the policy of a role that calls one"),
);

type Where = Pick<Context, "partition" | "region" | "accountId">;

export const modelArn = ({ partition }: Where, region: string, modelId: string): string =>
  `arn:${partition}:bedrock:${region}::foundation-model/${modelId}`;

export const systemProfileArn = ({ partition, region, accountId }: Where, id: string): string =>
  `arn:${partition}:bedrock:${region}:${accountId}:inference-profile/${id}`;

/** A profile that AWS defines, as it is in the request's Region. */
export interface RoutedProfile {
  readonly id: string;
  readonly arn: string;
  readonly model: ModelEntry;
  /** Of the model in each Region that a call may be routed to. */
  readonly modelArns: readonly string[];
}

/** Models that AWS has in the Region on the day, on demand or through a system-defined profile. */
export const modelsIn = (region: string, on: Date): readonly ModelEntry[] =>
  models.filter((model) => lifecycle(model, on) !== "retired" && isThere(model, region));

/** System-defined profiles that the Region can call on the day. */
export const systemProfilesIn = (where: Where, on: Date): readonly RoutedProfile[] =>
  modelsIn(where.region, on).flatMap((model) =>
    model.systemProfiles
      .filter(({ routes }) => Object.hasOwn(routes, where.region))
      .map((profile) => routed(profile, model, where)),
  );

const isThere = ({ onDemandRegions, systemProfiles }: ModelEntry, region: string): boolean =>
  onDemandRegions.includes(region) || systemProfiles.some(({ routes }) => Object.hasOwn(routes, region));

function routed({ id, routes }: SystemProfile, model: ModelEntry, where: Where): RoutedProfile {
  const reached = (routes[where.region] ?? []).flatMap((region) =>
    region === ANY_COMMERCIAL_REGION ? [where.region, ""] : [region],
  );
  const modelArns = reached.map((region) => modelArn(where, region, model.modelId));
  return { id, arn: systemProfileArn(where, id), model, modelArns };
}
