import type { Endpoint } from "./control";

/** What every SDK, the AWS CLI and Terraform take from the environment to speak to a local AWS and to nothing else. */
export function clientEnvironment({ endpoint }: Endpoint, user: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  // A proxy stays, since Terraform may download providers through it; loopback is not for it.
  const direct = [user.NO_PROXY ?? user.no_proxy ?? "", "127.0.0.1", "localhost"].filter((each) => each !== "");
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "AKIALOCALAWS",
    AWS_SECRET_ACCESS_KEY: "local",
    NO_PROXY: direct.join(","),
    no_proxy: direct.join(","),
  };
}
