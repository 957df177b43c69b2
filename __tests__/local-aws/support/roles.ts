import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import type { LocalAws } from "../../../local-aws/local-aws";
import { clientOf } from "./run-local-aws";

/** Makes a role that a service may assume, with these statements as its one policy, and answers its ARN. */
export async function createRole(aws: LocalAws, RoleName: string, service: string, Statement: readonly object[]) {
  const iam = new IAMClient(clientOf(aws));
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trustIn({ Service: service }) }),
  );
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "default", PolicyDocument }));
  return Role?.Arn ?? "";
}

const trustIn = (Principal: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
  });

/** What the constructs grant: the profile, and its models only through it. */
export const throughProfile = (profileArn: string, modelArns: readonly string[]) => [
  { Effect: "Allow", Action: "bedrock:InvokeModel", Resource: profileArn },
  {
    Effect: "Allow",
    Action: "bedrock:InvokeModel",
    Resource: modelArns,
    Condition: { StringEquals: { "bedrock:InferenceProfileArn": profileArn } },
  },
];
