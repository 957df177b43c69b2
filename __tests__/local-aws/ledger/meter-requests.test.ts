import { expect, test } from "@jest/globals";
import { ledgerSlice } from "../../../local-aws/ledger/ledger";
import { meterApiRequest } from "../../../local-aws/ledger/meter-api-request";
import { meterInvocation } from "../../../local-aws/ledger/meter-invocation";
import { runLocalAws } from "../support/run-local-aws";

const tags = { Project: "news" };

test("a function's run is priced as one request and by gigabytes of memory times seconds begun by the millisecond", async () => {
  const aws = await runLocalAws();
  meterInvocation({ arn: "arn:f", tags, memoryMb: 512, durationMs: 1999.2 }, { ...aws, region: "eu-west-2" });
  expect(aws.state(ledgerSlice).entries).toMatchObject([
    { service: "AWS Lambda", usageType: "EUW2-Request", quantity: 1, unit: "Requests", amountUsd: 0.0000002, tags },
    { service: "AWS Lambda", usageType: "EUW2-Lambda-GB-Second", quantity: 1, amountUsd: 0.0000166667, tags },
  ]);
});

test("a request to an API is priced, and has the tags that it is given", async () => {
  const aws = await runLocalAws();
  meterApiRequest({ arn: "arn:stage", tags }, { ...aws, region: "us-east-1" });
  expect(aws.state(ledgerSlice).entries).toMatchObject([
    { service: "Amazon API Gateway", usageType: "USE1-ApiGatewayRequest", quantity: 1, amountUsd: 0.0000035, tags },
  ]);
});
