import type * as sdk from "@aws-sdk/client-bedrock-agent";
import type { Context } from "../../context";
import type { Handlers } from "../../service";
import { agentsIn, notFound } from "./agent-state";

/** Tags of agents and of aliases. They say nothing about the spend of a model. */
export const tags = {
  TagResource: ({ resourceArn, tags }, context) => {
    Object.assign(taggable(resourceArn, context).tags, tags);
    return {};
  },
  UntagResource: ({ resourceArn, tagKeys }, context) => {
    const { tags } = taggable(resourceArn, context);
    for (const key of tagKeys) Reflect.deleteProperty(tags, key);
    return {};
  },
  ListTagsForResource: ({ resourceArn }, context) => ({ tags: taggable(resourceArn, context).tags }),
} satisfies Handlers<typeof sdk>;

function taggable(arn: string, context: Context): { tags: Record<string, string> } {
  const all = agentsIn(context).flatMap((agent) => [agent, ...Object.values(agent.aliases)]);
  const found = all.find((each) => each.arn === arn);
  if (!found) throw notFound(arn);
  return found;
}
