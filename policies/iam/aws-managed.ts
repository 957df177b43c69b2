import type { PolicyDocument } from "./document";
import { isOpen } from "./document";
import { nodeOfJson } from "./from-json";
import { readDocument } from "./read-document";

interface Row {
  /** Behind `arn:PARTITION:iam::aws:policy/`. */
  readonly names: readonly string[];
  /** What it says of Bedrock, and nothing else of it. */
  readonly statements: readonly object[];
  readonly source: string;
}

const reference = "https://docs.aws.amazon.com/aws-managed-policy/latest/reference";
const allow = (Action: readonly string[], Resource = "*"): object => ({ Effect: "Allow", Action, Resource });
const nothingOfBedrock = (name: string, page = name): Row => ({
  names: [name],
  statements: [],
  source: `${reference}/${page}.html`,
});

/** Policies of AWS's own that are often attached. AWS adds permissions to them over time, and takes none away. */
const rows: readonly Row[] = [
  { names: ["AdministratorAccess"], statements: [allow(["*"])], source: `${reference}/AdministratorAccess.html` },
  {
    names: ["PowerUserAccess"],
    statements: [{ Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" }],
    source: `${reference}/PowerUserAccess.html`,
  },
  {
    names: ["AmazonBedrockFullAccess"],
    statements: [allow(["bedrock:*"])],
    source: "https://docs.aws.amazon.com/bedrock/latest/userguide/security-iam-awsmanpol.html",
  },
  {
    names: ["AmazonBedrockLimitedAccess"],
    statements: [
      allow([
        "bedrock:Get*",
        "bedrock:List*",
        "bedrock:CallWithBearerToken",
        "bedrock:CreateModelInvocationJob",
        "bedrock:InvokeModel",
        "bedrock:InvokeModelWithResponseStream",
      ]),
    ],
    source: `${reference}/AmazonBedrockLimitedAccess.html`,
  },
  {
    names: ["AmazonBedrockReadOnly"],
    statements: [allow(["bedrock:Get*", "bedrock:List*"])],
    source: `${reference}/AmazonBedrockReadOnly.html`,
  },
  {
    names: ["AmazonBedrockStudioPermissionsBoundary"],
    statements: [
      allow(["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"], "arn:aws:bedrock:*::foundation-model/*"),
    ],
    source: `${reference}/AmazonBedrockStudioPermissionsBoundary.html`,
  },
  {
    names: ["AmazonBedrockMantleInferenceAccess"],
    statements: [
      allow(
        ["bedrock-mantle:Get*", "bedrock-mantle:List*", "bedrock-mantle:CreateInference"],
        "arn:aws:bedrock-mantle:*:*:project/*",
      ),
    ],
    source: `${reference}/AmazonBedrockMantleInferenceAccess.html`,
  },
  {
    names: ["AmazonBedrockMantleReadOnly"],
    statements: [allow(["bedrock-mantle:Get*", "bedrock-mantle:List*"], "arn:aws:bedrock-mantle:*:*:project/*")],
    source: `${reference}/AmazonBedrockMantleReadOnly.html`,
  },
  nothingOfBedrock("service-role/AWSLambdaBasicExecutionRole", "AWSLambdaBasicExecutionRole"),
  nothingOfBedrock("service-role/AWSLambdaVPCAccessExecutionRole", "AWSLambdaVPCAccessExecutionRole"),
  nothingOfBedrock("service-role/AWSLambdaSQSQueueExecutionRole", "AWSLambdaSQSQueueExecutionRole"),
  nothingOfBedrock("service-role/AWSLambdaDynamoDBExecutionRole", "AWSLambdaDynamoDBExecutionRole"),
  nothingOfBedrock("service-role/AWSLambdaKinesisExecutionRole", "AWSLambdaKinesisExecutionRole"),
  nothingOfBedrock("service-role/AmazonAPIGatewayPushToCloudWatchLogs", "AmazonAPIGatewayPushToCloudWatchLogs"),
  nothingOfBedrock("service-role/AmazonECSTaskExecutionRolePolicy", "AmazonECSTaskExecutionRolePolicy"),
  nothingOfBedrock("AWSXRayDaemonWriteAccess"),
  nothingOfBedrock("AWSXrayWriteOnlyAccess"),
  nothingOfBedrock("CloudWatchLambdaInsightsExecutionRolePolicy"),
  nothingOfBedrock("CloudWatchAgentServerPolicy"),
  nothingOfBedrock("CloudWatchLogsFullAccess"),
  nothingOfBedrock("AmazonS3FullAccess"),
  nothingOfBedrock("AmazonS3ReadOnlyAccess"),
  nothingOfBedrock("AmazonDynamoDBReadOnlyAccess"),
  nothingOfBedrock("AmazonSSMManagedInstanceCore"),
  nothingOfBedrock("AmazonEC2ContainerRegistryReadOnly"),
];

const byName = new Map(rows.flatMap((row) => row.names.map((name) => [name, row] as const)));

const arnOfAws = /^arn:aws[a-z-]*:iam::aws:policy\/(.+)$/;

/** What one of AWS's managed policies says of Bedrock; undefined for a policy that is not in the table. */
export function awsManagedPolicy(arn: string): PolicyDocument | undefined {
  const row = byName.get(arnOfAws.exec(arn)?.[1] ?? "");
  if (row === undefined) return undefined;
  const [document] = readDocument(nodeOfJson({ Statement: row.statements }));
  return document === undefined || isOpen(document) ? undefined : document;
}
