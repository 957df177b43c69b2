import type { PlannedChange } from "./terraform/plan-changes";

/** Says in words which attribution of model costs ends with these deletions. */
export function describeLostAttribution(changes: readonly PlannedChange[]): string {
  const deleted = changes.filter((change) => change.action.includes("delete"));
  const lines = deleted.flatMap((change) => describe(change) ?? []);
  if (lines.length === 0) return "No cost attribution is removed: the plan deletes no inference profile and no budget.";
  return ["This removes cost attribution:", ...lines.map((line) => `  ${line}`)].join("\n");
}

function describe({ type, address, before }: PlannedChange): string | undefined {
  const name = typeof before.name === "string" ? ` "${before.name}"` : "";
  if (type === "aws_bedrock_inference_profile") {
    return `inference profile${name}, tagged ${tagsOf(before)}: its model calls end, and nothing carries these tags on (${address})`;
  }
  if (type === "aws_budgets_budget") return `budget${name}: its alerts end (${address})`;
  return undefined;
}

function tagsOf(before: Record<string, unknown>): string {
  const tags = before.tags_all ?? before.tags;
  if (typeof tags !== "object" || tags === null || Object.keys(tags).length === 0) return "with nothing";
  return Object.entries(tags)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(", ");
}
