import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { describe, expect, test } from "@jest/globals";
import { meterModelCall } from "../../../local-aws/ledger/meter-model-call";
import { clientOf, runLocalAws } from "../support/run-local-aws";

const day = 86_400;
const profile = "arn:aws:bedrock:eu-west-2:111122223333:application-inference-profile/abcdefghijkl";
const model = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0";

const query = (MetricName: string, Value: string, rest: Partial<MetricDataQuery["MetricStat"]> = {}) => ({
  MetricStat: {
    Metric: { Namespace: "AWS/Bedrock", MetricName, Dimensions: [{ Name: "ModelId", Value }] },
    ...{ Period: day, Stat: "Sum", ...rest },
  },
});

/** A local AWS that begins at noon, and what it counts. */
async function counting() {
  const aws = await runLocalAws();
  aws.clock.advance(Date.parse("2030-01-10T12:00:00Z") - aws.clock.now().getTime());
  const spend = (resourceArn: string, inputTokens: number, outputTokens: number, region = "eu-west-2") => {
    meterModelCall(
      { modelId: "amazon.nova-pro-v1:0", resourceArn, tags: {}, inputTokens, outputTokens },
      { ...aws, region },
    );
  };
  const client = new CloudWatchClient(clientOf(aws));
  const ask = async (...queries: Omit<MetricDataQuery, "Id">[]) => {
    const MetricDataQueries = queries.map((each, index) => ({ Id: `q${String(index)}`, ...each }));
    const span = { StartTime: new Date("2030-01-09T00:00:00Z"), EndTime: new Date("2030-01-12T00:00:00Z") };
    return (await client.send(new GetMetricDataCommand({ MetricDataQueries, ...span }))).MetricDataResults ?? [];
  };
  return { aws, spend, ask };
}

test("tokens are counted by what was called, in periods, the newest first", async () => {
  const { aws, spend, ask } = await counting();
  spend(profile, 100, 7);
  spend(profile, 23, 1);
  spend(model, 5, 5);
  spend(profile, 1000, 1000, "us-east-1");
  aws.clock.advance(day * 1000);
  spend(profile, 4, 2);
  const results = await ask(
    query("InputTokenCount", "abcdefghijkl"),
    query("OutputTokenCount", "abcdefghijkl"),
    query("InputTokenCount", "amazon.nova-pro-v1:0"),
    query("InputTokenCount", "nobody"),
  );
  expect(results.map(({ Values }) => Values)).toEqual([[4, 123], [2, 8], [5], []]);
  expect(results[0]?.Timestamps).toEqual([new Date("2030-01-11"), new Date("2030-01-10")]);
  aws.clock.advance(2 * day * 1000);
  spend(profile, 9, 9);
  expect((await ask(query("InputTokenCount", "abcdefghijkl")))[0]?.Values).toEqual([4, 123]);
});

describe("refused is", () => {
  test("more than it takes, in AWS's words", async () => {
    const { ask } = await counting();
    const many = Array.from({ length: 501 }, () => query("InputTokenCount", "abcdefghijkl"));
    await expect(ask(...many)).rejects.toMatchObject({ name: "ValidationError" });
  });
  test.each([
    ["another metric", query("Invocations", "abcdefghijkl")],
    ["another statistic", query("InputTokenCount", "abcdefghijkl", { Stat: "Average" })],
    [
      "another namespace",
      query("InputTokenCount", "x", { Metric: { Namespace: "AWS/Lambda", MetricName: "InputTokenCount" } }),
    ],
    ["an expression", { Expression: "SUM(METRICS())" }],
  ])("%s, as what is not here", async (_, asked) => {
    const { ask } = await counting();
    await expect(ask(asked)).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
  });
});
