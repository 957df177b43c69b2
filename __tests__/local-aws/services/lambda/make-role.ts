import { IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import type { LocalAws } from "../../../../local-aws/local-aws";
import { createRole } from "../../support/roles";
import { clientOf } from "../../support/run-local-aws";

/** Makes a role that a service may assume and that may do nothing of interest; its ARN. */
export const makeRole = (aws: LocalAws, name = "news", service = "lambda.amazonaws.com"): Promise<string> =>
  createRole(aws, name, service, [{ Effect: "Allow", Action: "sts:GetCallerIdentity", Resource: "*" }]);

/** Lets a role do something. */
export async function allow(aws: LocalAws, RoleName: string, Action: string, Resource: string): Promise<void> {
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] });
  const put = new PutRolePolicyCommand({ RoleName, PolicyName: Action.replace(":", "-"), PolicyDocument });
  await new IAMClient(clientOf(aws)).send(put);
}
