import type * as sdk from "@aws-sdk/client-api-gateway";
import type { Context } from "../../context";
import type { Handlers } from "../../service";
import { apiOf, badRequest, keyOf, planOf, stageOf } from "./state";

/** Tags of APIs, stages, keys and usage plans. */
export const tags = {
  TagResource: ({ resourceArn, tags }, context) => {
    const tagged = taggedBy(resourceArn, context);
    tagged.tags = { ...tagged.tags, ...tags };
    return {};
  },
  UntagResource: ({ resourceArn, tagKeys }, context) => {
    const tagged = taggedBy(resourceArn, context);
    tagged.tags = Object.fromEntries(Object.entries(tagged.tags ?? {}).filter(([key]) => !tagKeys.includes(key)));
    return {};
  },
  GetTags: ({ resourceArn }, context) => ({ tags: taggedBy(resourceArn, context).tags ?? {} }),
} satisfies Handlers<typeof sdk>;

/** `arn:aws:apigateway:REGION::/restapis/ID/stages/NAME` */
function taggedBy(arn: string, context: Context): { tags?: Record<string, string> | undefined } {
  const [kind, id = "", below, name = ""] = arn.split("::/")[1]?.split("/") ?? [];
  if (kind === "restapis" && below === undefined) return apiOf(id, context).settings;
  if (kind === "restapis" && below === "stages") return stageOf(apiOf(id, context), name).settings;
  if (kind === "apikeys") return keyOf(id, context).settings;
  if (kind === "usageplans") return planOf(id, context).settings;
  throw badRequest(`Invalid ARN specified in the request: ${arn}`);
}
