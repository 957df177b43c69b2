import type { Door } from "../server/door";
import type { Service } from "../service";
import { apiGateway } from "./api-gateway";
import { restApiDoor } from "./api-gateway/door";
import { bedrock } from "./bedrock";
import { bedrockAgent } from "./bedrock-agent";
import { bedrockAgentRuntime } from "./bedrock-agent-runtime";
import { bedrockRuntime } from "./bedrock-runtime";
import { budgets } from "./budgets";
import { cloudWatch } from "./cloudwatch";
import { costExplorer } from "./cost-explorer";
import { iam } from "./iam";
import { lambda } from "./lambda";
import { cloudWatchLogs } from "./logs";
import { s3 } from "./s3";
import { sns } from "./sns";
import { sts } from "./sts";

/** Every service that is here. Of two with the same path the first is asked. */
export const services: readonly Service[] = [
  apiGateway,
  lambda,
  s3,
  sts,
  bedrock,
  bedrockAgent,
  bedrockRuntime,
  bedrockAgentRuntime,
  iam,
  cloudWatchLogs,
  cloudWatch,
  sns,
  costExplorer,
  budgets,
];

/** What they serve beside AWS's own APIs. */
export const doors: readonly Door[] = [restApiDoor];
