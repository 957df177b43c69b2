import { assumed, belief, sourced } from "../belief";
import type { Context } from "../context";
import { append } from "./ledger";
import { regionCode } from "./region-code";

belief(
  "API Gateway",
  "A request costs, but for one that lacks a valid key or is throttled, by rate or by quota.",
  sourced("https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-pricing.html"),
);
belief(
  "API Gateway",
  "A request costs the same in every Region, and has the tags of its API and, over these, of its stage.",
  assumed("US East (N. Virginia), the first 333 million"),
);

/** US dollars. */
const perRequest = 0.000_003_5;

/** A request that an API let in. */
export interface ApiRequest {
  /** Of the stage. */
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Puts a request to an API on the bill. */
export function meterApiRequest({ arn, tags }: ApiRequest, context: Pick<Context, "clock" | "state" | "region">): void {
  const { region } = context;
  const usageType = `${regionCode(region)}-ApiGatewayRequest`;
  const line = { service: "Amazon API Gateway", usageType, operation: "ApiGatewayRequest", quantity: 1 } as const;
  append({ ...line, unit: "Requests", region, resourceArn: arn, tags: { ...tags }, amountUsd: perRequest }, context);
}
