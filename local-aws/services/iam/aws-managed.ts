import { assumed, belief } from "../../belief";

belief(
  "IAM",
  "AWS's managed policies are these documents, abridged to the actions that local AWS decides about.",
  assumed("the four that a stack like this one is given; attaching another is refused by its name"),
);

const allow = (Action: string | string[], Resource: string | string[] = "*") =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] });

/** Documents of AWS's own managed policies, by the end of their ARNs. */
const documents: Readonly<Record<string, string>> = {
  AdministratorAccess: allow("*"),
  AmazonBedrockFullAccess: allow("bedrock:*"),
  "service-role/AWSLambdaBasicExecutionRole": allow([
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
  ]),
  "service-role/AmazonAPIGatewayPushToCloudWatchLogs": allow([
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:DescribeLogGroups",
    "logs:DescribeLogStreams",
    "logs:PutLogEvents",
    "logs:GetLogEvents",
    "logs:FilterLogEvents",
  ]),
};

const awsManaged = /^arn:[^:]+:iam::aws:policy\/(.+)$/;

export const isAwsManaged = (arn: string): boolean => awsManaged.test(arn);

/** The document of `arn:aws:iam::aws:policy/AdministratorAccess`; undefined for one that is not here. */
export const awsManagedDocument = (arn: string): string | undefined => documents[awsManaged.exec(arn)?.[1] ?? ""];
