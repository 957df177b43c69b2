import * as os from "node:os";

/** Which Region to plan for may come from the environment; nothing else of AWS_* may. */
const keptAwsVariables = new Set(["AWS_REGION", "AWS_DEFAULT_REGION"]);

/** AWS's SDKs read AWS_*, the provider TF_AWS_* as well; a workspace is one of the user's own state. */
const isForeign = (name: string): boolean =>
  (/^(TF_)?AWS_/.test(name) && !keptAwsVariables.has(name)) || name === "TF_WORKSPACE";

/** The user's environment without credentials, profiles, endpoints and whatever else AWS's tools would take from it. */
export function scrubbedEnvironment(user: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(user).filter(([name]) => !isForeign(name))),
    AWS_CONFIG_FILE: os.devNull,
    AWS_SHARED_CREDENTIALS_FILE: os.devNull,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}
