import * as sdk from "@aws-sdk/client-bedrock";
import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { page } from "../../page";
import { modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { modelArn, modelsIn, type RoutedProfile, systemProfilesIn } from "./models";
import { type ApplicationProfile, bedrockSlice } from "./profiles-slice";

belief(
  "Bedrock",
  "An application inference profile copies a foundation model in its own Region, or a system-defined profile with all its routes.",
  sourced("https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-create.html"),
);
belief(
  "Bedrock",
  "A second profile of the same name is a ConflictException.",
  assumed("the error is modelled for the operation; its page does not say when"),
);
belief(
  "Bedrock",
  "A model that cannot be called on demand in the Region cannot be copied there, and a profile can be deleted while an agent names it.",
  assumed("its page says neither"),
);
belief(
  "Bedrock",
  "ListInferenceProfiles without a type lists both types.",
  assumed("the type is described as a filter"),
);

export const inferenceProfiles = {
  CreateInferenceProfile: ({ inferenceProfileName, description, modelSource, tags = [] }, context) => {
    const { accountId, partition, region, clock, id, state } = context;
    if (applicationProfiles(context).some(({ name }) => name === inferenceProfileName))
      throw modelled(sdk.ConflictException, `An inference profile named ${inferenceProfileName} already exists.`);
    const profileId = id(12, "lower");
    const arn = `arn:${partition}:bedrock:${region}:${accountId}:application-inference-profile/${profileId}`;
    state(bedrockSlice).profiles[arn] = {
      id: profileId,
      arn,
      name: inferenceProfileName,
      region,
      ...(description !== undefined && { description }),
      createdAt: clock.now().toISOString(),
      modelArns: copied(modelSource.copyFrom, context),
      tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])),
    };
    return { inferenceProfileArn: arn, status: "ACTIVE" };
  },

  GetInferenceProfile: ({ inferenceProfileIdentifier }, context) => {
    const application = applicationProfile(inferenceProfileIdentifier, context);
    if (application) return describeApplication(application);
    const system = systemProfile(inferenceProfileIdentifier, context);
    if (system) return describeSystem(system);
    throw noProfile();
  },

  ListInferenceProfiles: ({ typeEquals, ...asked }, context) => {
    const system = systemProfilesIn(context, context.clock.now()).map(describeSystem);
    const application = applicationProfiles(context).map(describeApplication);
    const all = [...system, ...application].filter(({ type }) => typeEquals === undefined || type === typeEquals);
    const { items, nextToken } = page(all, asked);
    return { inferenceProfileSummaries: [...items], nextToken };
  },

  DeleteInferenceProfile: ({ inferenceProfileIdentifier }, context) => {
    const profile = applicationProfile(inferenceProfileIdentifier, context);
    if (!profile) throw noProfile();
    Reflect.deleteProperty(context.state(bedrockSlice).profiles, profile.arn);
    return {};
  },
} satisfies Handlers<typeof sdk>;

/** The application profile of that id or ARN, of the request's Region. */
export function applicationProfile(identifier: string, context: Context): ApplicationProfile | undefined {
  return applicationProfiles(context).find(({ id, arn }) => id === identifier || arn === identifier);
}

/** The system-defined profile of that id or ARN, of the request's Region. */
export function systemProfile(identifier: string, context: Context): RoutedProfile | undefined {
  const there = systemProfilesIn(context, context.clock.now());
  return there.find(({ id, arn }) => id === identifier || arn === identifier);
}

const applicationProfiles = ({ region, state }: Context): readonly ApplicationProfile[] =>
  Object.values(state(bedrockSlice).profiles).filter((profile) => profile.region === region);

/** The models of a profile that is copied from a foundation model's or a system-defined profile's ARN. */
function copied(copyFrom = "", context: Context): readonly string[] {
  const profile = systemProfilesIn(context, context.clock.now()).find(({ arn }) => arn === copyFrom);
  if (profile) return profile.modelArns;
  const onDemand = modelsIn(context.region, context.clock.now())
    .filter(({ onDemandRegions }) => onDemandRegions.includes(context.region))
    .map(({ modelId }) => modelArn(context, context.region, modelId));
  if (onDemand.includes(copyFrom)) return [copyFrom];
  throw modelled(
    sdk.ValidationException,
    `The model source ${copyFrom} is neither a model that ${context.region} serves on demand nor a system-defined inference profile there.`,
  );
}

const noProfile = () => modelled(sdk.ResourceNotFoundException, "Inference profile not found.");

const describeApplication = ({ id, arn, name, description, createdAt, modelArns }: ApplicationProfile) => ({
  inferenceProfileName: name,
  description,
  createdAt: new Date(createdAt),
  updatedAt: new Date(createdAt),
  inferenceProfileArn: arn,
  inferenceProfileId: id,
  models: modelArns.map((modelArn) => ({ modelArn })),
  status: "ACTIVE" as const,
  type: "APPLICATION" as const,
});

const describeSystem = ({ id, arn, model, modelArns }: RoutedProfile) => ({
  inferenceProfileName: `${id.split(".")[0]?.toUpperCase() ?? ""} ${model.provider} ${model.name}`,
  description: `Routes requests to ${model.name}.`,
  inferenceProfileArn: arn,
  inferenceProfileId: id,
  models: modelArns.map((modelArn) => ({ modelArn })),
  status: "ACTIVE" as const,
  type: "SYSTEM_DEFINED" as const,
});
