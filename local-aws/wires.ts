import { awsJson } from "./protocol/aws-json";
import { awsQuery } from "./protocol/aws-query";
import { restJson } from "./protocol/rest-json";
import { restXml } from "./protocol/rest-xml";
import type { Wire } from "./protocol/wire";

/**
 * How each service is called. Versions, namespaces and targets are those of the SDK's clients, which keep them to
 * themselves (`protocolSettings` in their runtime configuration).
 */
const wire = (name: string, scope: string, ...protocols: Wire["protocols"]): Wire => ({ name, scope, protocols });

export const sts = wire(
  "STS",
  "sts",
  awsQuery({ version: "2011-06-15", xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/" }),
);
export const iam = wire(
  "IAM",
  "iam",
  awsQuery({ version: "2010-05-08", xmlNamespace: "https://iam.amazonaws.com/doc/2010-05-08/" }),
);
export const sns = wire(
  "SNS",
  "sns",
  awsQuery({ version: "2010-03-31", xmlNamespace: "http://sns.amazonaws.com/doc/2010-03-31/" }),
);
export const s3 = wire(
  "S3",
  "s3",
  restXml({ xmlNamespace: "http://s3.amazonaws.com/doc/2006-03-01/", unwrapped: ["GetBucketLocation"] }),
);
export const lambda = wire("Lambda", "lambda", restJson());
export const apiGateway = wire("API Gateway", "apigateway", restJson());
export const bedrock = wire("Bedrock", "bedrock", restJson());
export const bedrockAgent = wire("Bedrock Agent", "bedrock", restJson());
export const bedrockAgentRuntime = wire("Bedrock Agent Runtime", "bedrock", restJson());
export const bedrockRuntime = wire("Bedrock Runtime", "bedrock", restJson());
export const cloudWatchLogs = wire("CloudWatch Logs", "logs", awsJson({ version: "1.1", target: "Logs_20140328" }));
export const cloudWatch = wire(
  "CloudWatch",
  "monitoring",
  awsJson({ version: "1.0", target: "GraniteServiceVersion20100801" }),
);
export const budgets = wire("Budgets", "budgets", awsJson({ version: "1.1", target: "AWSBudgetServiceGateway" }));
export const costExplorer = wire("Cost Explorer", "ce", awsJson({ version: "1.1", target: "AWSInsightsIndexService" }));
