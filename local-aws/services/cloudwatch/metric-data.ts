import type * as sdk from "@aws-sdk/client-cloudwatch";
import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { type MeteredEntry, ledgerSlice } from "../../ledger/ledger";
import { AwsError } from "../../protocol/aws-error";
import type { Handlers } from "../../service";

belief(
  "CloudWatch",
  "Bedrock counts input and output tokens by ModelId.",
  sourced("https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring-runtime-metrics.html"),
);
belief(
  "CloudWatch",
  "ModelId is the id of what was called: an inference profile's, or the model's, and never an ARN.",
  assumed("reported of application inference profiles; the page of the metrics names a model's id alone"),
);
belief(
  "CloudWatch",
  "GetMetricData takes 500 queries, and answers a period in which nothing was counted with no value.",
  sourced("https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html"),
);

const maxQueries = 500;

/** The ending of a usage type that a metric counts. */
const countedBy: Readonly<Record<string, string>> = {
  InputTokenCount: "-input-tokens",
  OutputTokenCount: "-output-tokens",
};

/** Tokens of model calls, as the ledger has them. */
export const metricData = {
  GetMetricData: ({ MetricDataQueries: queries, StartTime, EndTime }, context) => {
    if (queries.length > maxQueries)
      throw invalid(`The collection MetricDataQueries must not have a size greater than ${String(maxQueries)}.`);
    if (StartTime >= EndTime) throw invalid("The parameter StartTime must be less than the parameter EndTime.");
    const within = tokensIn(context).filter(({ at }) => Date.parse(at) >= +StartTime && Date.parse(at) < +EndTime);
    return { MetricDataResults: queries.map((query) => resultOf(query, within)), Messages: [] };
  },
} satisfies Handlers<typeof sdk>;

const tokensIn = ({ state, region }: Context): readonly MeteredEntry[] =>
  state(ledgerSlice).entries.filter((entry) => entry.unit === "1K tokens" && entry.region === region);

function resultOf(query: sdk.MetricDataQuery, entries: readonly MeteredEntry[]): sdk.MetricDataResult {
  const { Id, Label, MetricStat } = query;
  const { Namespace, MetricName = "", Dimensions = [] } = MetricStat?.Metric ?? {};
  const ending = countedBy[MetricName];
  const [dimension, ...others] = Dimensions;
  const asked = Namespace === "AWS/Bedrock" && MetricStat?.Stat === "Sum" && others.length === 0;
  if (!asked || ending === undefined || dimension?.Name !== "ModelId")
    throw new AwsError(
      "NotImplemented",
      501,
      "Local AWS has the sums of Bedrock's tokens by ModelId, and no other metric.",
    );
  const periodMs = (MetricStat.Period ?? 60) * 1000;
  const sums = new Map<number, number>();
  for (const { at, usageType, resourceArn, quantity } of entries) {
    if (!usageType.endsWith(ending) || resourceArn.split("/").at(-1) !== dimension.Value) continue;
    const begin = Math.floor(Date.parse(at) / periodMs) * periodMs;
    sums.set(begin, (sums.get(begin) ?? 0) + quantity * 1000);
  }
  const newestFirst = [...sums].sort(([a], [b]) => b - a);
  return {
    Id,
    Label: Label ?? MetricName,
    Timestamps: newestFirst.map(([begin]) => new Date(begin)),
    Values: newestFirst.map(([, sum]) => Math.round(sum)),
    StatusCode: "Complete",
  };
}

const invalid = (message: string) => new AwsError("ValidationError", 400, message);
