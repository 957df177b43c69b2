import { UsageFailure } from "../failure";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { Target } from "./target";

/** AWS on loopback: the stack as it is, its state in the local S3, pointed there by the environment alone. */
export const local: Target = {
  name: "local",
  summary: "AWS on this machine, started where it does not run: no account, no network, state in its S3",
  applies: true,
  makesStateBucket: true,
  environment: async (context, stack) => {
    refuseForeignEndpoints(context.env);
    const { localEnvironment } = await import("../local/local-environment.js");
    return localEnvironment(context, stack);
  },
  override: () => undefined,
  preflight: refuseOtherPlaces,
  applied: async (context) => {
    const { tellHowToCall } = await import("../local/how-to-call.js");
    await tellHowToCall(context);
  },
};

/** Variables that would lead AWS's tools elsewhere are not let through; the user may rely on them, so they are not dropped without a word. */
function refuseForeignEndpoints(user: NodeJS.ProcessEnv): void {
  for (const [name, address = ""] of Object.entries(user)) {
    if (!/^(TF_)?AWS_(ENDPOINT_URL|.*_ENDPOINT$)/.test(name) || address === "" || isLoopback(address)) continue;
    throw new UsageFailure(
      `${name} is "${address}", which is not on this machine: the target local calls nothing else. Unset it, or choose ` +
        `another target.`,
    );
  }
}

function refuseOtherPlaces({ name, awsProviders, s3Backend }: SynthesizedStack): void {
  const written = [...awsProviders.flatMap(({ endpoints }) => endpoints), ...(s3Backend?.endpoints ?? [])];
  const foreign = written.find((address) => !isLoopback(address));
  if (foreign === undefined) return;
  throw new UsageFailure(
    `Stack ${name} names the endpoint "${foreign}", which is not on this machine: the target local calls nothing else. ` +
      `Take the endpoints out of its provider and backend; this target brings its own.`,
  );
}

function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(address).hostname);
}
