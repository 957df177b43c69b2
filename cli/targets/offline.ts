import type { SynthesizedStack } from "../synth/synthesized-stack";
import { scrubbedEnvironment } from "./scrubbed-environment";
import type { Target } from "./target";

/** Nothing of AWS is asked: the provider gets keys that no account has, and the state stays in the work folder. */
export const offline: Target = {
  name: "offline",
  summary: "plans without an AWS account: dummy credentials, local state, no call to AWS",
  applies: false,
  makesStateBucket: false,
  environment: ({ env }) => scrubbedEnvironment(env),
  override: (stack: SynthesizedStack) => ({
    terraform: { backend: { local: { path: "terraform.tfstate" } } },
    ...(stack.awsProviders.length === 0 ? {} : { provider: { aws: stack.awsProviders.map(offlineProvider) } }),
  }),
  preflight: () => undefined,
};

function offlineProvider(provider: SynthesizedStack["awsProviders"][number]): object {
  return {
    ...(provider.alias === undefined ? {} : { alias: provider.alias }),
    access_key: "offline",
    secret_key: "offline",
    skip_credentials_validation: true,
    skip_metadata_api_check: "true",
    skip_requesting_account_id: true,
    // The account id is not asked for here, so the guard against a wrong account would refuse every plan.
    allowed_account_ids: [],
  };
}
