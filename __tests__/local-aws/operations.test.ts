import { CreateAliasCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { expect, test } from "@jest/globals";
import { services } from "../../local-aws/services";
import { clientOf, refuseMissing, runLocalAws } from "./support/run-local-aws";

test.each(services.map((service) => [service.wire.name, service] as const))(
  "every operation that %s handles is one of the SDK's",
  (_name, { handlers, operations }) => {
    expect(handlers.size).toBeGreaterThan(0);
    expect([...handlers.keys()].filter((name) => !operations.has(name))).toEqual([]);
  },
);

test("no service is there twice", () => {
  const names = services.map(({ wire }) => wire.name);
  expect([...new Set(names)]).toEqual(names);
});

test("an operation that is not there fails its caller, and the test, by its service and name", async () => {
  const aws = await runLocalAws();
  const lambda = new LambdaClient(clientOf(aws));
  const asked = lambda.send(new CreateAliasCommand({ FunctionName: "news", Name: "live", FunctionVersion: "1" }));
  await expect(asked).rejects.toThrow("Local AWS has no operation Lambda.CreateAlias.");
  expect(() => {
    refuseMissing(aws);
  }).toThrow("Local AWS was asked for Lambda.CreateAlias and has no such operation.");
  aws.requests.clear();
  refuseMissing(aws);
});
