import { GetPolicyCommand, GetRoleCommand, IAMClient, ListPolicyVersionsCommand } from "@aws-sdk/client-iam";
import { expect, test } from "@jest/globals";
import { clientOf, runLocalAws } from "../../support/run-local-aws";
import { terraformProject } from "../../support/terraform-project";

const tags = { Project: "news & co", Team: "${var.team}" };
const policy = (Action: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "bedrock.amazonaws.com" } }],
});
const role = "${aws_iam_role.agent.name}";

const configuration = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
  provider: { aws: [{ region: "eu-west-2" }] },
  variable: { team: { default: "news" }, action: { default: "bedrock:InvokeModel" } },
  resource: {
    aws_iam_role: {
      agent: { name: "agent", description: "Of ${var.team}", assume_role_policy: trust, tags },
    },
    aws_iam_role_policy: { inline: { name: "inline", role, policy: policy("${var.action}") } },
    aws_iam_policy: { managed: { name: "managed", policy: policy("${var.action}"), tags } },
    aws_iam_role_policy_attachment: {
      own: { role, policy_arn: "${aws_iam_policy.managed.arn}" },
      basic: { role, policy_arn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole" },
    },
  },
};

test("Terraform applies roles and policies, plans empty, changes them in place and destroys them", async () => {
  const aws = await runLocalAws();
  const iam = new IAMClient(clientOf(aws));
  const terraform = terraformProject(aws, configuration);
  expect(await terraform("init", "-input=false")).toMatchObject({ exitCode: 0 });
  expect((await terraform("apply", "-auto-approve")).output).toContain("Resources: 5 added, 0 changed, 0 destroyed");
  expect((await terraform("plan", "-detailed-exitcode")).output).toContain("No changes");
  const changes = ["-var=team=other", "-var=action=bedrock:InvokeModelWithResponseStream"];
  const changed = await terraform("apply", "-auto-approve", "-refresh=false", ...changes);
  expect(changed.output).toContain("Resources: 0 added, 3 changed, 0 destroyed");
  expect((await terraform("plan", "-detailed-exitcode", ...changes)).output).toContain("No changes");
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: "agent" }));
  expect(Role?.Description).toBe("Of other");
  expect(Role?.Tags).toContainEqual({ Key: "Team", Value: "other" });
  const PolicyArn = "arn:aws:iam::111122223333:policy/managed";
  expect((await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.DefaultVersionId).toBe("v2");
  expect((await iam.send(new ListPolicyVersionsCommand({ PolicyArn }))).Versions).toHaveLength(2);
  expect((await terraform("destroy", "-auto-approve", "-refresh=false")).output).toContain("Resources: 5 destroyed");
});
