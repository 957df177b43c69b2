import type * as sdk from "@aws-sdk/client-cost-explorer";
import type { Context } from "../../context";
import type { MeteredEntry } from "../../ledger/ledger";
import { AwsError } from "../../protocol/aws-error";
import { activatedTags } from "./activated-tags";

/** A line of the ledger as Cost Explorer sees it. */
export interface Line {
  readonly entry: MeteredEntry;
  readonly tags: ReadonlyMap<string, string>;
}

export const lineOf = (entry: MeteredEntry, context: Pick<Context, "state">): Line => ({
  entry,
  tags: activatedTags(entry, context),
});

export const invalid = (message: string): AwsError => new AwsError("ValidationException", 400, message);

/** The value of a dimension. @throws ValidationException for one that local AWS does not have */
export function dimensionOf({ entry }: Line, key: string | undefined, accountId: string): string {
  const values: Readonly<Record<string, string>> = {
    SERVICE: entry.service,
    USAGE_TYPE: entry.usageType,
    OPERATION: entry.operation,
    REGION: entry.region,
    LINKED_ACCOUNT: accountId,
    RECORD_TYPE: "Usage",
  };
  const value = values[key ?? ""];
  if (value === undefined)
    throw invalid(`Local AWS has no dimension ${String(key)}, but: ${Object.keys(values).join(", ")}.`);
  return value;
}

/**
 * Whether a line meets a filter.
 * @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_Expression.html
 */
export function meets(line: Line, filter: sdk.Expression | undefined, accountId: string): boolean {
  if (filter === undefined) return true;
  const parts = Object.entries(filter).filter(([, part]) => part !== undefined);
  if (parts.length !== 1) throw invalid("Expression must have exactly one of And, Or, Not, Dimensions, Tags.");
  const { And, Or, Not, Dimensions, Tags } = filter;
  if (And) return And.every((each) => meets(line, each, accountId));
  if (Or) return Or.some((each) => meets(line, each, accountId));
  if (Not) return !meets(line, Not, accountId);
  if (Dimensions) return matches(dimensionOf(line, Dimensions.Key, accountId), Dimensions);
  if (Tags) return matches(line.tags.get(Tags.Key ?? ""), Tags);
  throw invalid("Local AWS has no cost categories.");
}

/** An untagged line has an empty value, as Cost Explorer shows it. */
function matches(value: string | undefined, { Values = [], MatchOptions = ["EQUALS"] }: sdk.TagValues): boolean {
  if (MatchOptions.includes("ABSENT")) return value === undefined;
  const fold = (text: string) => (MatchOptions.includes("CASE_INSENSITIVE") ? text.toLowerCase() : text);
  const given = fold(value ?? "");
  return Values.map(fold).some((wanted) => {
    if (MatchOptions.includes("STARTS_WITH")) return given.startsWith(wanted);
    if (MatchOptions.includes("ENDS_WITH")) return given.endsWith(wanted);
    if (MatchOptions.includes("CONTAINS")) return given.includes(wanted);
    return given === wanted;
  });
}
