import type { LocalAws } from "../../../local-aws/local-aws";
import { openClients, type LiveClients, type LiveSettings } from "../../../live/clients";

/** The environment in which AWS is a local one. */
export const environmentOf = ({ endpoint }: Pick<LocalAws, "endpoint">): NodeJS.ProcessEnv => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: "AKIALOCALAWS",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_REGION: "eu-west-2",
});

export const clientsFor = (aws: LocalAws, settings: Partial<LiveSettings> = {}): Promise<LiveClients> =>
  openClients({ env: environmentOf(aws), version: "0.0.0", ...settings });
