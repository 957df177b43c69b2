import { expect, test } from "@jest/globals";
import { models } from "../../../catalogue";
import { ledgerSlice } from "../../../local-aws/ledger/ledger";
import { meterModelCall } from "../../../local-aws/ledger/meter-model-call";
import { priceOf } from "../../../local-aws/ledger/prices";
import { runLocalAws } from "../support/run-local-aws";

const call = {
  modelId: "amazon.nova-pro-v1:0",
  resourceArn: "arn:aws:bedrock:eu-west-2:111122223333:application-inference-profile/abcdefghijkl",
  tags: { Project: "news" },
  inputTokens: 1_000_000,
  outputTokens: 500_000,
};

test("a call is a line of input and a line of output tokens, priced and with the profile's tags", async () => {
  const aws = await runLocalAws();
  aws.clock.advance(24 * 3_600_000);
  const tags = { ...call.tags };
  meterModelCall({ ...call, tags }, { ...aws, region: "eu-west-2" });
  tags.Project = "another";
  const { entries } = aws.state(ledgerSlice);
  expect(entries.map(({ usageType, quantity, amountUsd }) => [usageType, quantity, amountUsd])).toEqual([
    ["EUW2-amazon.nova-pro-v1:0-input-tokens", 1000, 0.8],
    ["EUW2-amazon.nova-pro-v1:0-output-tokens", 500, 1.6],
  ]);
  expect(entries.map((entry) => entry.tags)).toEqual([{ Project: "news" }, { Project: "news" }]);
  expect(entries[0]?.at.slice(0, 10)).toBe(aws.clock.now().toISOString().slice(0, 10));
});

test("every model of the catalogue has a price, output no cheaper than input", () => {
  for (const { modelId } of models) expect(priceOf(modelId).output).toBeGreaterThanOrEqual(priceOf(modelId).input);
});

test("a model without a price is refused by its name", () => {
  expect(() => priceOf("some.model")).toThrow("No price is known for the model some.model. Add a row to");
});
