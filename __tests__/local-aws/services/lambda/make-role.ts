import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import type { LocalAws } from "../../../../local-aws/local-aws";
import { clientOf } from "../../support/run-local-aws";

/** Makes a role that a service may assume; its ARN. */
export async function makeRole(aws: LocalAws, RoleName = "news", Service = "lambda.amazonaws.com"): Promise<string> {
  const statement = { Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const { Role } = await new IAMClient(clientOf(aws)).send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }),
  );
  return Role?.Arn ?? "";
}
