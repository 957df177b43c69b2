import * as sdk from "@aws-sdk/client-bedrock";
import type { Context } from "../../context";
import { modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { applicationProfile } from "./inference-profiles";
import type { ApplicationProfile } from "./profiles-slice";

/** Tags of application inference profiles: what a model's spend is attributed by. */
export const tags = {
  TagResource: ({ resourceARN, tags }, context) => {
    const profile = taggable(resourceARN, context);
    for (const { key, value } of tags) profile.tags[key] = value;
    return {};
  },
  UntagResource: ({ resourceARN, tagKeys }, context) => {
    const profile = taggable(resourceARN, context);
    for (const key of tagKeys) Reflect.deleteProperty(profile.tags, key);
    return {};
  },
  ListTagsForResource: ({ resourceARN }, context) => ({
    tags: Object.entries(taggable(resourceARN, context).tags).map(([key, value]) => ({ key, value })),
  }),
} satisfies Handlers<typeof sdk>;

function taggable(arn: string, context: Context): ApplicationProfile {
  const profile = applicationProfile(arn, context);
  if (profile?.arn !== arn)
    throw modelled(sdk.ResourceNotFoundException, "The specified resource ARN was not found.", { resourceName: arn });
  return profile;
}
