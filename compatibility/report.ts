import type { Comparison, Difference } from "./compare";
import type { Variant } from "./variants";

/** What a variant was found to make of the project. */
export interface Outcome {
  readonly variant: Variant;
  readonly comparison: Comparison;
}

/** The page that tells which versions work, and in what their output differs. */
export function compatibilityPage(baseline: Variant, outcomes: readonly Outcome[], stacks: readonly string[]): string {
  const versionRow = ({ title, versions }: Variant): string =>
    row([title, ...Object.keys(baseline.versions).map((name) => `\`${versions[name] ?? ""}\``)]);
  const differenceRows = outcomes.flatMap(({ variant, comparison }) =>
    [...comparison.explained].map(([{ attribute, reason }, count]) =>
      row([variant.title, `\`${attribute}\``, String(count), reason]),
    ),
  );
  return `# Versions

<!-- Written by \`npm run compatibility\`. -->

The same code runs on these versions. For each of them \`npm run compatibility\` installs the packed package into a fresh project, compiles
the constructs, \`main.ts\`, the module and the examples against it, declarations of libraries included, synthesizes all of them, and
compares every stack with what the first row makes.

${table(["", ...Object.keys(baseline.versions).map((name) => `\`${name}\``)], [versionRow(baseline), ...outcomes.map(({ variant }) => versionRow(variant))])}

Nothing differs but for this, in the ${stacks.length} stacks and modules ${stacks.map((stack) => `\`${stack}\``).join(", ")}:

${table(["", "attribute", "times", "why"], differenceRows)}

[From cdktf to CDK Terrain](cdk-terrain.md) takes three commands. With version 6 of the provider every resource has an argument \`region\`: the
constructs leave it to the provider, so that a stack has one Region. \`aws_api_gateway_deployment\` has lost \`stage_name\`, which they never
set: the stage is a resource.
`;
}

/** One line for each difference that the list does not explain, and for each entry of the list that explains none. */
export function problemsOf({ variant, comparison }: Outcome): string[] {
  const show = (value: unknown): string => (value === undefined ? "absent" : JSON.stringify(value));
  const line = ({ where, before, after }: Difference): string =>
    `${variant.name}: ${where} was ${show(before)} and is ${show(after)}`;
  return [
    ...comparison.unexplained.map(line),
    ...comparison.stale.map(({ attribute }) => `${variant.name}: ${attribute} is listed as different, and is not`),
  ];
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const table = (head: readonly string[], rows: readonly string[]): string =>
  [row(head), row(head.map(() => "---")), ...rows].join("\n");
