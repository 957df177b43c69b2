/** One attribute that is not the same in two synthesized stacks; undefined where one of them lacks it. */
export interface Difference {
  /** Stack, and the way to the attribute: "minimal/SupportAgent terraform.required_providers.aws.version". */
  readonly where: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A difference that is known, with the reason why it does no harm. */
export interface Known {
  /** What it is about, for the report: the way to the attribute, in any stack. */
  readonly attribute: string;
  /** What `where` of such a difference looks like. */
  readonly pattern: RegExp;
  readonly reason: string;
}

/** Everything in which two values differ, by the way to it. An empty list or object counts as a value. */
export function compare(before: unknown, after: unknown, where: string): Difference[] {
  if (isBranch(before) && isBranch(after) && Array.isArray(before) === Array.isArray(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) => compare(before[name], after[name], joined(where, name)));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ where, before, after }];
}

/** What the report says of one variant. */
export interface Comparison {
  /** How many differences each entry of the list explains. */
  readonly explained: ReadonlyMap<Known, number>;
  readonly unexplained: readonly Difference[];
  /** Entries of the list that explain nothing any more. */
  readonly stale: readonly Known[];
}

/** Holds differences against the list of those that are known. The first entry that fits explains one. */
export function explainDifferences(differences: readonly Difference[], known: readonly Known[]): Comparison {
  const explained = new Map<Known, number>();
  const unexplained: Difference[] = [];
  for (const difference of differences) {
    const entry = known.find(({ pattern }) => pattern.test(difference.where));
    if (entry === undefined) unexplained.push(difference);
    else explained.set(entry, (explained.get(entry) ?? 0) + 1);
  }
  return { explained, unexplained, stale: known.filter((entry) => !explained.has(entry)) };
}

type Branch = Readonly<Record<string, unknown>>;

const isBranch = (value: unknown): value is Branch => typeof value === "object" && value !== null;

const joined = (where: string, name: string): string => `${where}${where.includes(" ") ? "." : " "}${name}`;
