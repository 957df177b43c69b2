import { GetMetricDataCommand, type MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { type Attribute, certainText } from "../../policies/attribute";
import type { LiveClients } from "../clients";
import type { Questions } from "./questions";

/** What CloudWatch is asked about. */
export interface Span {
  readonly days: number;
  /** The end of it. */
  readonly now: Date;
}

/** Tokens in and out, by the id of what was called: an inference profile's, or a model's that was called around every profile. */
export type Tokens = ReadonlyMap<string, number>;

/** Each id takes two queries, and a request takes 500. */
const idsOfRequest = 250;
const daySec = 86_400;

/** Ids that CloudWatch counts by, of the models and profiles that attributes name. */
export const countedIds = (models: readonly Attribute[]): readonly string[] => [
  ...new Set(models.flatMap((model) => countedId(model) ?? [])),
];

/** The last part of an ARN: CloudWatch has no ARNs. */
export function countedId(model: Attribute): string | undefined {
  const id = certainText(model)?.split("/").at(-1) ?? "";
  return /^[\w.:-]{1,256}$/.test(id) ? id : undefined;
}

/** Asks for all of them: a request for each 250. AWS charges 0.01 USD for a thousand of the two metrics that each has. */
export async function tokensOf(
  clients: LiveClients,
  ids: readonly string[],
  { days, now }: Span,
  questions: Questions,
): Promise<Tokens> {
  const tokens = new Map<string, number>();
  const span = { StartTime: new Date(now.getTime() - days * daySec * 1000), EndTime: now };
  for (let from = 0; from < ids.length; from += idsOfRequest) {
    const some = ids.slice(from, from + idsOfRequest);
    const MetricDataQueries = some.flatMap((id, index) => [
      query(`input${String(index)}`, "InputTokenCount", id),
      query(`output${String(index)}`, "OutputTokenCount", id),
    ]);
    const { items } = await questions.list("the tokens of the last days", async (NextToken) => {
      const page = await clients.metrics.send(new GetMetricDataCommand({ MetricDataQueries, ...span, NextToken }));
      return { items: page.MetricDataResults ?? [], next: page.NextToken };
    });
    for (const { Id = "", Values = [] } of items) {
      const id = some[Number(/\d+$/.exec(Id)?.[0])];
      if (id !== undefined)
        tokens.set(
          id,
          Values.reduce((sum, value) => sum + value, tokens.get(id) ?? 0),
        );
    }
  }
  return tokens;
}

const query = (Id: string, MetricName: string, Value: string): MetricDataQuery => ({
  Id,
  MetricStat: {
    Metric: { Namespace: "AWS/Bedrock", MetricName, Dimensions: [{ Name: "ModelId", Value }] },
    ...{ Period: daySec, Stat: "Sum" },
  },
});
