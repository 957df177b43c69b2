import { exactly, type Steps } from "./symbols";

/** What a policy is asked about: one action on one resource, of which not every character need be known. */
export interface AccessRequest {
  readonly action: string;
  readonly resource: Steps;
  readonly context: RequestContext;
}

/** What comes with the request, by condition key in lower case. Of a key that is not in it nothing is known. */
export type RequestContext = ReadonlyMap<string, Steps | "absent">;

export const inferenceProfileKey = "bedrock:inferenceprofilearn";

export const calledThrough = (profile: Steps | "absent"): RequestContext => new Map([[inferenceProfileKey, profile]]);

const actionSteps = new Map<string, Steps>();

/** IAM compares actions in any case. */
export function stepsOfAction(action: string): Steps {
  const known = actionSteps.get(action) ?? exactly(action.toLowerCase());
  actionSteps.set(action, known);
  return known;
}
