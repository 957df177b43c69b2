import table from "./prices.json";

/** US dollars per 1,000,000 tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

const prices: Readonly<Record<string, Price>> = table.models;

/**
 * What a foundation model costs: `priceOf("amazon.nova-pro-v1:0")`.
 * @throws Error for a model that the table lacks: a call that is free by mistake would pass for a call that nobody pays for
 */
export function priceOf(modelId: string): Price {
  const price = prices[modelId];
  if (!price) throw new Error(`No price is known for the model ${modelId}. Add a row to local-aws/ledger/prices.json.`);
  return price;
}
