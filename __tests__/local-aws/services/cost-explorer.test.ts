import {
  CostExplorerClient,
  GetCostAndUsageCommand,
  type GetCostAndUsageCommandInput,
  GetTagsCommand,
  ListCostAllocationTagsCommand,
  UpdateCostAllocationTagsStatusCommand,
} from "@aws-sdk/client-cost-explorer";
import { describe, expect, test } from "@jest/globals";
import { meterModelCall } from "../../../local-aws/ledger/meter-model-call";

import { clientOf, runLocalAws } from "../support/run-local-aws";

const hourMs = 3_600_000;

/** A local AWS at noon of the first of January 2030, and what a test does with it. */
async function withLedger() {
  const aws = await runLocalAws();
  aws.clock.advance(Date.parse("2030-01-01T12:00:00Z") - aws.clock.now().getTime());
  const ce = new CostExplorerClient(clientOf(aws));
  /** Costs 0.80 USD. */
  const spend = (tags: Record<string, string>, region = "eu-west-2") => {
    const call = { modelId: "amazon.nova-pro-v1:0", resourceArn: "arn:aws:bedrock:eu-west-2::x", outputTokens: 0 };
    meterModelCall({ ...call, tags, inputTokens: 1_000_000 }, { ...aws, region });
  };
  const hours = (count: number) => {
    aws.clock.advance(count * hourMs);
  };
  const ask = (Status: "Active" | "Inactive", ...keys: string[]) => {
    const CostAllocationTagsStatus = keys.map((TagKey) => ({ TagKey, Status }));
    return ce.send(new UpdateCostAllocationTagsStatusCommand({ CostAllocationTagsStatus }));
  };
  const costs = async (rest: Partial<GetCostAndUsageCommandInput> = {}) => {
    const TimePeriod = { Start: "2030-01-01", End: "2030-02-01" };
    const Metrics = ["UnblendedCost"];
    return (await ce.send(new GetCostAndUsageCommand({ TimePeriod, Granularity: "MONTHLY", Metrics, ...rest })))
      .ResultsByTime;
  };
  const byProject = async (rest: Partial<GetCostAndUsageCommandInput> = {}) => {
    const [month] = (await costs({ GroupBy: [{ Type: "TAG", Key: "Project" }], ...rest })) ?? [];
    const all = month?.Groups?.map(({ Keys, Metrics }) => [Keys?.[0], Number(Metrics?.["UnblendedCost"]?.Amount)]);
    return Object.fromEntries(all ?? []) as Record<string, number>;
  };
  return { aws, ce, spend, hours, ask, costs, byProject };
}

describe("a cost allocation tag", () => {
  test("is known 24 hours after the first spend with it, and can be activated then", async () => {
    const { ce, spend, hours, ask } = await withLedger();
    const list = async (rest = {}) => (await ce.send(new ListCostAllocationTagsCommand(rest))).CostAllocationTags;
    const notFound = [{ TagKey: "Project", Code: "TagKeysNotFound", Message: "Tag keys not found: Project" }];
    expect((await ask("Active", "Project")).Errors).toEqual(notFound);
    spend({ Project: "news", Team: "a" });
    hours(23);
    expect((await ask("Active", "Project")).Errors).toEqual(notFound);
    expect(await list()).toEqual([]);
    hours(1.1);
    expect(await list()).toMatchObject([
      { TagKey: "Project", Status: "Inactive", Type: "UserDefined" },
      { TagKey: "Team", Status: "Inactive" },
    ]);
    expect((await ask("Active", "Project", "Other")).Errors).toMatchObject([{ TagKey: "Other" }]);
    expect(await list({ TagKeys: ["Project"] })).toMatchObject([{ TagKey: "Project", Status: "Active" }]);
    expect((await list({ Status: "Inactive" }))?.map(({ TagKey }) => TagKey)).toEqual(["Team"]);
    expect(await list({ Type: "AWSGenerated" })).toEqual([]);
    await ask("Inactive", "Project");
    expect(await list({ Status: "Active" })).toEqual([]);
    await expect(ask("Active", ...Array.from({ length: 21 }, String))).rejects.toMatchObject({
      name: "ValidationException",
    });
  });

  test("counts from 24 hours after its activation, until 24 hours after its deactivation; nothing earlier is retold", async () => {
    const { spend, hours, ask, byProject } = await withLedger();
    spend({ Project: "news" });
    hours(25);
    await ask("Active", "Project");
    hours(23);
    spend({ Project: "news" });
    expect(await byProject()).toEqual({ Project$: 1.6 });
    hours(1.1);
    spend({ Project: "news" });
    spend({ Project: "other" });
    spend({});
    expect(await byProject()).toEqual({ Project$news: 0.8, Project$other: 0.8, Project$: 2.4 });
    await ask("Inactive", "Project");
    spend({ Project: "news" });
    hours(25);
    spend({ Project: "news" });
    expect(await byProject()).toMatchObject({ Project$news: 1.6, Project$: 3.2 });
  });

  test("is the same key in the same case only", async () => {
    const { spend, hours, ask, byProject } = await withLedger();
    spend({ Project: "news" });
    hours(25);
    await ask("Active", "Project");
    hours(25);
    spend({ project: "news" });
    expect(await byProject()).toEqual({ Project$: 1.6 });
  });
});

/** As above, with the key `Project` active, and three lines of spend after it. */
async function withActiveTag() {
  const given = await withLedger();
  given.spend({ Project: "news" });
  given.hours(25);
  await given.ask("Active", "Project");
  given.hours(25);
  given.spend({ Project: "news" });
  given.spend({ Project: "other" }, "us-east-1");
  given.spend({});
  return given;
}
const totalOf = (results: Awaited<ReturnType<Awaited<ReturnType<typeof withLedger>>["costs"]>>) =>
  results?.map(({ Total }) => Number(Total?.["UnblendedCost"]?.Amount));

describe("costs", () => {
  test.each<[string, GetCostAndUsageCommandInput["Filter"], number]>([
    ["of a tag", { Tags: { Key: "Project", Values: ["news"] } }, 0.8],
    ["of several values", { Tags: { Key: "Project", Values: ["news", "other"] } }, 1.6],
    ["without a tag", { Tags: { Key: "Project", MatchOptions: ["ABSENT"] } }, 1.6],
    ["of a tag's beginning", { Tags: { Key: "Project", Values: ["ne"], MatchOptions: ["STARTS_WITH"] } }, 0.8],
    ["of a tag's end", { Tags: { Key: "Project", Values: ["her"], MatchOptions: ["ENDS_WITH"] } }, 0.8],
    [
      "of a tag's middle",
      { Tags: { Key: "Project", Values: ["E"], MatchOptions: ["CONTAINS", "CASE_INSENSITIVE"] } },
      1.6,
    ],
    ["of a service", { Dimensions: { Key: "SERVICE", Values: ["Amazon Bedrock"] } }, 3.2],
    ["of a Region", { Dimensions: { Key: "REGION", Values: ["us-east-1"] } }, 0.8],
    ["of another account", { Dimensions: { Key: "LINKED_ACCOUNT", Values: ["444455556666"] } }, 0],
    ["of all but", { Not: { Tags: { Key: "Project", Values: ["news"] } } }, 2.4],
    [
      "of both",
      {
        And: [
          { Tags: { Key: "Project", Values: ["other"] } },
          { Dimensions: { Key: "USAGE_TYPE", Values: ["USE1-amazon.nova-pro-v1:0-input-tokens"] } },
        ],
      },
      0.8,
    ],
    [
      "of either",
      {
        Or: [{ Tags: { Key: "Project", Values: ["other"] } }, { Dimensions: { Key: "REGION", Values: ["eu-west-2"] } }],
      },
      3.2,
    ],
  ])("%s", async (_name, Filter, usd) => {
    const { costs } = await withActiveTag();
    expect(totalOf(await costs({ Filter }))?.[0]).toBeCloseTo(usd, 9);
  });

  test("are told by the day or the month, the running one as estimated, with nothing for an empty one", async () => {
    const { costs } = await withActiveTag();
    const TimePeriod = { Start: "2029-12-31", End: "2030-01-04" };
    const days = await costs({ TimePeriod, Granularity: "DAILY" });
    expect(days?.map(({ TimePeriod: { Start = "" } = {} }) => Start.slice(5))).toEqual([
      "12-31",
      "01-01",
      "01-02",
      "01-03",
    ]);
    expect(totalOf(days)).toEqual([0, 0.8, 0, 2.4]);
    expect(days?.map(({ Estimated }) => Estimated)).toEqual([false, false, false, true]);
    const months = await costs({ TimePeriod: { Start: "2029-12-15", End: "2030-02-10" } });
    expect(months?.map(({ TimePeriod: span }) => span)).toEqual([
      { Start: "2029-12-15", End: "2030-01-01" },
      { Start: "2030-01-01", End: "2030-02-01" },
      { Start: "2030-02-01", End: "2030-02-10" },
    ]);
    expect(totalOf(months)).toEqual([0, 3.2, 0]);
    expect(months?.[0]?.Total?.["UnblendedCost"]).toEqual({ Amount: "0.0000000000", Unit: "USD" });
  });

  test("are grouped by two, with usage beside", async () => {
    const { costs } = await withActiveTag();
    const GroupBy = [
      { Type: "TAG" as const, Key: "Project" },
      { Type: "DIMENSION" as const, Key: "USAGE_TYPE" },
    ];
    const [month] = (await costs({ GroupBy, Metrics: ["UnblendedCost", "UsageQuantity"] })) ?? [];
    expect(month?.Total).toEqual({});
    const inputs = month?.Groups?.filter(({ Keys }) => Keys?.[1]?.endsWith("-input-tokens"));
    expect(inputs?.map(({ Keys }) => Keys)).toEqual([
      ["Project$", "EUW2-amazon.nova-pro-v1:0-input-tokens"],
      ["Project$news", "EUW2-amazon.nova-pro-v1:0-input-tokens"],
      ["Project$other", "USE1-amazon.nova-pro-v1:0-input-tokens"],
    ]);
    expect(inputs?.[1]?.Metrics?.["UsageQuantity"]).toEqual({ Amount: "1000.0000000000", Unit: "1K tokens" });
  });

  test.each<[string, Partial<GetCostAndUsageCommandInput>]>([
    ["an end before the start", { TimePeriod: { Start: "2030-02-01", End: "2030-01-01" } }],
    ["a day that is none", { TimePeriod: { Start: "2030-13-01", End: "2031-01-01" } }],
    ["hours", { Granularity: "HOURLY" }],
    ["a metric that is none", { Metrics: ["Cost"] }],
    ["three groups", { GroupBy: ["A", "B", "C"].map((Key) => ({ Type: "TAG" as const, Key })) }],
    ["two expressions in one", { Filter: { Not: {}, Tags: { Key: "a", Values: ["b"] } } }],
    ["a dimension that is none", { Filter: { Dimensions: { Key: "AZ", Values: ["a"] } } }],
  ])("are refused for %s", async (_name, rest) => {
    const { costs } = await withActiveTag();
    await expect(costs(rest)).rejects.toMatchObject({
      name: "ValidationException",
      $metadata: { httpStatusCode: 400 },
    });
  });
});

test("tags are listed as costs see them", async () => {
  const { ce } = await withActiveTag();
  const TimePeriod = { Start: "2030-01-01", End: "2030-02-01" };
  const tags = async (TagKey?: string) => (await ce.send(new GetTagsCommand({ TimePeriod, TagKey }))).Tags;
  expect(await tags()).toEqual(["Project"]);
  expect(await tags("Project")).toEqual(["", "news", "other"]);
});
