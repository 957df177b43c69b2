import type * as sdk from "@aws-sdk/client-lambda";
import type { Handlers } from "../../service";
import { functionOf } from "./state";

/** Tags of functions. */
export const tags = {
  TagResource: ({ Resource, Tags }, context) => {
    Object.assign(functionOf(Resource, context).tags, Tags);
    return {};
  },
  UntagResource: ({ Resource, TagKeys }, context) => {
    const found = functionOf(Resource, context);
    found.tags = Object.fromEntries(Object.entries(found.tags).filter(([key]) => !TagKeys.includes(key)));
    return {};
  },
  ListTags: ({ Resource }, context) => ({ Tags: functionOf(Resource, context).tags }),
} satisfies Handlers<typeof sdk>;
