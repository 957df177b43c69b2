import { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import { BedrockClient, type ServiceInputTypes, type ServiceOutputTypes } from "@aws-sdk/client-bedrock";
import { BedrockAgentClient } from "@aws-sdk/client-bedrock-agent";
import { BudgetsClient } from "@aws-sdk/client-budgets";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import { IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import type { FinalizeRequestMiddleware } from "@smithy/types";
import { lazily } from "../policies/lazily";
import { failureOf, isThrottling } from "./failure-of";
import { adaptivePace } from "./pace";

export interface LiveSettings {
  /** The environment that decides where AWS is and who asks it: a target's. */
  readonly env: NodeJS.ProcessEnv;
  /** @default AWS_REGION or AWS_DEFAULT_REGION of the environment, else that of the profile */
  readonly region?: string | undefined;
  /** Profile of the AWS configuration files. @default AWS_PROFILE of the environment */
  readonly profile?: string | undefined;
  /** Version of this package, for the user agent. */
  readonly version: string;
  /** How often a call is tried in all. @default 5 */
  readonly attempts?: number | undefined;
  /** How long one try may take, in milliseconds. @default 20000 */
  readonly timeoutMs?: number | undefined;
  /** For how long a call that AWS throttles is put again, at a pace that AWS takes. @default as often as any call */
  readonly throttledMs?: number | undefined;
}

const usualAttempts = 5;
const usualTimeoutMs = 20_000;
const connectMs = 4_000;

/**
 * The SDK's clients for one Region, each made when it is first asked for. Whatever goes wrong in a call of theirs is a
 * LiveFailure. `destroy` ends their connections.
 */
export interface LiveClients {
  readonly region: string;
  /** Where AWS is, if not where it usually is. */
  readonly endpoint: string | undefined;
  readonly agents: BedrockAgentClient;
  readonly bedrock: BedrockClient;
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  readonly apiGateway: APIGatewayClient;
  readonly budgets: BudgetsClient;
  readonly costExplorer: CostExplorerClient;
  readonly metrics: CloudWatchClient;
  readonly logs: CloudWatchLogsClient;
  readonly s3: S3Client;
  readonly sts: STSClient;
  readonly destroy: () => void;
}

/** @throws LiveFailure where no Region is set anywhere */
export async function openClients(settings: LiveSettings): Promise<LiveClients> {
  // The SDK is bundled at the version that was tested: that later ones need another Node.js is no news to a user.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  const { env } = settings;
  const region =
    settings.region ?? set(env["AWS_REGION"]) ?? set(env["AWS_DEFAULT_REGION"]) ?? (await regionOfProfile(settings));
  return clientsIn(region, settings);
}

/** Clients for each of the Regions, or for the one that the environment names. @throws LiveFailure where no Region is set anywhere */
export async function openRegions(
  settings: Omit<LiveSettings, "region">,
  regions: readonly string[],
): Promise<readonly [LiveClients, ...LiveClients[]]> {
  const [first, ...others] = new Set(regions);
  const open = await openClients({ ...settings, region: first });
  return [open, ...others.map((region) => clientsIn(region, settings))];
}

/** The SDK knows where the profile's Region is written. */
async function regionOfProfile(settings: LiveSettings): Promise<string> {
  const client = new STSClient(configurationOf(settings, undefined, "STS"));
  try {
    return await client.config.region();
  } catch (error) {
    throw failureOf(error, { client: "STSClient", operation: "GetCallerIdentity", region: "no Region" });
  } finally {
    client.destroy();
  }
}

function clientsIn(region: string, settings: LiveSettings): LiveClients {
  const made: { destroy: () => void }[] = [];
  const make = <Client extends SdkClient>(service: string, create: (configuration: Configuration) => Client) => {
    return (): Client => {
      const client = create(configurationOf(settings, region, service));
      tellFailures(client, region);
      if (settings.throttledMs !== undefined) keepPace(client, settings.throttledMs);
      made.push(client);
      return client;
    };
  };
  return lazily(
    {
      region,
      endpoint: set(settings.env["AWS_ENDPOINT_URL"]),
      destroy: () => {
        for (const client of made.splice(0)) client.destroy();
      },
    },
    {
      agents: make("BEDROCK_AGENT", (configuration) => new BedrockAgentClient(configuration)),
      bedrock: make("BEDROCK", (configuration) => new BedrockClient(configuration)),
      iam: make("IAM", (configuration) => new IAMClient(configuration)),
      lambda: make("LAMBDA", (configuration) => new LambdaClient(configuration)),
      apiGateway: make("API_GATEWAY", (configuration) => new APIGatewayClient(configuration)),
      budgets: make("BUDGETS", (configuration) => new BudgetsClient(configuration)),
      costExplorer: make("COST_EXPLORER", (configuration) => new CostExplorerClient(configuration)),
      metrics: make("CLOUDWATCH", (configuration) => new CloudWatchClient(configuration)),
      logs: make("CLOUDWATCH_LOGS", (configuration) => new CloudWatchLogsClient(configuration)),
      // A bucket's name is no host name where the endpoint is an address.
      s3: make(
        "S3",
        (configuration) => new S3Client({ ...configuration, forcePathStyle: "endpoint" in configuration }),
      ),
      sts: make("STS", (configuration) => new STSClient(configuration)),
    },
  );
}

type Configuration = ReturnType<typeof configurationOf>;

/** The SDK reads the process's own environment; what differs in the target's is given to it. */
function configurationOf(settings: LiveSettings, region: string | undefined, service: string) {
  const { env, version } = settings;
  const endpoint = set(env[`AWS_ENDPOINT_URL_${service}`]) ?? set(env["AWS_ENDPOINT_URL"]);
  const profile = settings.profile ?? set(env["AWS_PROFILE"]);
  const credentials = settings.profile === undefined ? keysIn(env) : undefined;
  return {
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials === undefined ? profile !== undefined && { profile } : { credentials }),
    customUserAgent: [["chargeback", version]] as [string, string][],
    retryMode: settings.throttledMs === undefined ? ("adaptive" as const) : ("standard" as const),
    maxAttempts: settings.attempts ?? usualAttempts,
    requestHandler: {
      connectionTimeout: connectMs,
      requestTimeout: settings.timeoutMs ?? usualTimeoutMs,
      throwOnRequestTimeout: true,
    },
  };
}

function keysIn(env: NodeJS.ProcessEnv) {
  const [accessKeyId, secretAccessKey] = [set(env["AWS_ACCESS_KEY_ID"]), set(env["AWS_SECRET_ACCESS_KEY"])];
  const sessionToken = set(env["AWS_SESSION_TOKEN"]);
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

/** Shells and CI files set variables to nothing to unset them. */
const set = (value: string | undefined): string | undefined => (value === "" ? undefined : value);

type SdkClient =
  | BedrockAgentClient
  | BedrockClient
  | IAMClient
  | LambdaClient
  | APIGatewayClient
  | BudgetsClient
  | CostExplorerClient
  | CloudWatchClient
  | CloudWatchLogsClient
  | S3Client
  | STSClient;

/** The clients' stacks differ by the types of their operations alone, and neither of these two looks at them. */
const stackOf = (client: SdkClient) =>
  client.middlewareStack as Pick<BedrockClient["middlewareStack"], "add" | "addRelativeTo">;

/** Stands inside the SDK's own tries: each of them waits for its turn, and a throttled one is no failed one. */
function keepPace(client: SdkClient, throttledMs: number): void {
  const pace = adaptivePace();
  const paced: FinalizeRequestMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next) => async (args) => {
    const until = performance.now() + throttledMs;
    for (;;) {
      await pace.turn();
      try {
        const answer = await next(args);
        pace.answered();
        return answer;
      } catch (error) {
        if (!isThrottling(error)) throw error;
        pace.throttled();
        if (performance.now() > until) throw error;
      }
    }
  };
  stackOf(client).addRelativeTo(paced, { relation: "after", toMiddleware: "retryMiddleware", name: "keepPace" });
}

/** Stands outermost, so that it sees what is left of an error after all tries. */
function tellFailures(client: SdkClient, region: string): void {
  stackOf(client).add(
    (next, { clientName = "", commandName = "" }) =>
      async (args) => {
        try {
          return await next(args);
        } catch (error) {
          throw failureOf(error, { client: clientName, operation: commandName.replace(/Command$/, ""), region });
        }
      },
    { step: "initialize", priority: "high", name: "tellFailures" },
  );
}
