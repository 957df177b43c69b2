import { APIGatewayClient, UpdateAccountCommand } from "@aws-sdk/client-api-gateway";
import { BedrockAgentClient, CreateAgentCommand } from "@aws-sdk/client-bedrock-agent";
import { CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { expect, test } from "@jest/globals";
import type { LocalAws } from "../../local-aws/local-aws";
import { zipOf } from "./services/lambda/function-zip";
import { createRole } from "./support/roles";
import { clientOf, runLocalAws } from "./support/run-local-aws";

const profile = "arn:aws:bedrock:eu-west-2:111122223333:application-inference-profile/abc";

/** What hands the role to each service that would assume it at once. */
const handOver = (aws: LocalAws, role: string) => {
  const agent = (agentName: string, foundationModel: string) =>
    new BedrockAgentClient(clientOf(aws)).send(
      new CreateAgentCommand({ agentName, foundationModel, agentResourceRoleArn: role, instruction: "i".repeat(40) }),
    );
  return {
    function: () =>
      new LambdaClient(clientOf(aws)).send(
        new CreateFunctionCommand({
          ...{ FunctionName: "f", Runtime: "nodejs22.x", Handler: "index.handler", Role: role },
          Code: { ZipFile: zipOf({ "index.js": "exports.handler = async () => 1;" }) },
        }),
      ),
    agentWithProfile: () => agent("one", profile),
    agentWithModel: () => agent("two", "amazon.nova-pro-v1:0"),
    gateway: () =>
      new APIGatewayClient(clientOf(aws)).send(
        new UpdateAccountCommand({ patchOperations: [{ op: "replace", path: "/cloudwatchRoleArn", value: role }] }),
      ),
    session: () => new STSClient(clientOf(aws)).send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: "test" })),
  };
};

test.each([
  ["function", "InvalidParameterValueException", "The role defined for the function cannot be assumed by Lambda."],
  ["agentWithProfile", "AccessDeniedException", "Ensure Agent role has valid permissions to use the inference profile"],
  ["agentWithModel", "ValidationException", "cannot assume role"],
  ["gateway", "BadRequestException", "Please grant trust permission for API Gateway"],
  ["session", "AccessDenied", "Not authorized to perform: sts:AssumeRole"],
] as const)("a role that has not come there yet: %s answers %s", async (which, name, message) => {
  const aws = await runLocalAws();
  const role = await createRole(aws, "new", "lambda.amazonaws.com", []);
  aws.faults.inject({ effect: { kind: "propagation" }, times: 1 });
  const attempt = handOver(aws, role)[which];
  await expect(attempt()).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  await attempt();
  expect(aws.faults.list()).toEqual([]);
});

test("for so many seconds of the role's life, by the local clock", async () => {
  const aws = await runLocalAws();
  aws.faults.inject({ service: "Lambda", effect: { kind: "propagation", seconds: 10 } });
  const role = await createRole(aws, "new", "lambda.amazonaws.com", []);
  const attempts = handOver(aws, role);
  await attempts.agentWithModel();
  await expect(attempts.function()).rejects.toMatchObject({ name: "InvalidParameterValueException" });
  aws.clock.advance(10_000);
  await attempts.function();
});

test("requests that hand over no role spend none of its times", async () => {
  const aws = await runLocalAws();
  aws.faults.inject({ effect: { kind: "propagation" }, times: 1 });
  await createRole(aws, "new", "lambda.amazonaws.com", []);
  expect(aws.faults.list()).toHaveLength(1);
});
