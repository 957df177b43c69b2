import { belief, sourced } from "../../../belief";
import type { Context } from "../../../context";
import type { Live } from "../../../live";

belief(
  "API Gateway",
  "Throttles are token buckets: as many requests at once as the burst, then as many a second as the rate.",
  sourced("https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html"),
);

interface Bucket {
  tokens: number;
  /** Milliseconds of the movable clock. */
  filledAt: number;
}

/** Buckets by their names. A restart fills them: they are a matter of seconds. */
const buckets: Live<Map<string, Bucket>> = {
  start: () => new Map(),
  stop: (all) => {
    all.clear();
  },
};

interface Limits {
  /** Requests a second. */
  readonly rateLimit: number;
  /** Requests at once. */
  readonly burstLimit: number;
}

/** Takes a token out of a bucket; false when there is none. */
export function takeToken(name: string, { rateLimit, burstLimit }: Limits, { live, clock }: Context): boolean {
  const all = live(buckets);
  const now = clock.now().getTime();
  const { tokens, filledAt } = all.get(name) ?? { tokens: burstLimit, filledAt: now };
  const filled = Math.min(burstLimit, tokens + (Math.max(0, now - filledAt) / 1000) * rateLimit);
  const taken = filled >= 1;
  all.set(name, { tokens: taken ? filled - 1 : filled, filledAt: now });
  return taken;
}
