import fc from "../../support/fast-check";

/** Which elements a loop takes: all, those that stand first, those that are not null, or all if something else holds. */
export type Taken<Test> =
  { readonly kind: "all" | "first" | "notNull" } | { readonly kind: "when"; readonly test: Test };

/** The form of a loop over two models: of a list, or of an object with the keys red and blue, which comes in the order of its keys. */
export const loopForms = [
  /** `[for i, x in [A, B] : x if ...][AT]` */
  "list",
  /** `[for k, x in { red = A, blue = B } : x if ...][AT]` */
  "values",
  /** `{ for k, x in { red = A, blue = B } : k => x if ... }["red"]`, or blue */
  "object",
  /** The same with the keys of each other. */
  "swapped",
  /** `{ for i, x in [A, B] : i => x if ... }["0"]`, or 1 */
  "numbered",
  /** `{ for k, x in { red = A, blue = B } : "both" => x... if ... }["both"][AT]` */
  "grouped",
  /** `{ for k, x in { red = A, blue = B } : "both" => x if ... }["both"]`: one of them at most may be taken. */
  "clash",
] as const;

/** Names that a loop gives its element: whatever else is called so is hidden within. */
const elementNames = ["x", "each", "var", "aws_sns_topic", "aws_bedrock_inference_profile"] as const;

export interface Loop<Model, Test> {
  readonly kind: "loop";
  readonly form: (typeof loopForms)[number];
  readonly red: Model;
  readonly blue: Model;
  readonly taken: Taken<Test>;
  readonly at: 0 | 1;
  readonly name: (typeof elementNames)[number];
}

export const loop = <Model, Test>(
  model: fc.Arbitrary<Model>,
  test: fc.Arbitrary<Test>,
): fc.Arbitrary<Loop<Model, Test>> =>
  fc.record({
    kind: fc.constant("loop" as const),
    form: fc.constantFrom(...loopForms),
    red: model,
    blue: model,
    taken: fc.oneof(
      fc.constantFrom<Taken<Test>>({ kind: "all" }, { kind: "first" }, { kind: "notNull" }),
      fc.record({ kind: fc.constant("when" as const), test }),
    ),
    at: fc.constantFrom(0 as const, 1 as const),
    name: fc.constantFrom(...elementNames),
  });

/** Writes a loop as an expression. */
export function writeLoop<Model, Test>(
  { form, taken, at, name }: Loop<Model, Test>,
  red: string,
  blue: string,
  writeTest: (test: Test) => string,
): string {
  const overList = form === "list" || form === "numbered";
  const over = overList ? `[${red}, ${blue}]` : `{ red = ${red}, "blue" : ${blue} }`;
  const test = {
    all: "",
    first: ` if k == ${overList ? "0" : '"blue"'}`,
    notNull: ` if ${name} != null`,
    when: taken.kind === "when" ? ` if ${writeTest(taken.test)}` : "",
  }[taken.kind];
  const head = `for k, ${name} in ${over} :`;
  const key = JSON.stringify(at === 0 ? "red" : "blue");
  switch (form) {
    case "list":
    case "values":
      return `[${head} ${name}${test}][${at}]`;
    case "object":
      return `{ ${head} k => ${name}${test} }[${key}]`;
    case "swapped":
      return `{${head} (k == "red" ? "blue" : "red") => ${name}${test}}[${key}]`;
    case "numbered":
      return `{ ${head}\n k => ${name}${test}\n}["${at}"]`;
    case "grouped":
      return `{ ${head} "both" => ${name}...${test} }["both"][${at}]`;
    case "clash":
      return `{ ${head} "both" => ${name}${test} }["both"]`;
  }
}

type Element<Result> = readonly [key: string, value: Result];

/**
 * Terraform's own meaning of a loop, written independently of the gate: what is at its place, or undefined where nothing is, which
 * Terraform refuses.
 * @param isTaken undefined where it is not known, which makes the whole loop unknown.
 */
export function evaluateLoop<Model, Test, Result>(
  { form, at, taken }: Loop<Model, Test>,
  red: Result,
  blue: Result,
  isTaken: (taken: Taken<Test>, value: Result, isFirst: boolean) => boolean | undefined,
): { readonly value: Result } | "unknown" | "refused" {
  const overList = form === "list" || form === "numbered";
  const elements: Element<Result>[] = overList
    ? [
        ["0", red],
        ["1", blue],
      ]
    : [
        ["blue", blue],
        ["red", red],
      ];
  const answers = elements.map(([, value], index) => isTaken(taken, value, index === 0));
  if (answers.includes(undefined)) return "unknown";
  const kept = elements.filter((_, index) => answers[index] === true);
  if (form === "clash" && kept.length > 1) return "refused";
  const wanted = at === 0 ? "red" : "blue";
  const found = {
    list: kept[at],
    values: kept[at],
    grouped: kept[at],
    clash: kept[0],
    object: kept.find(([key]) => key === wanted),
    swapped: kept.find(([key]) => key !== wanted),
    numbered: kept.find(([key]) => key === String(at)),
  }[form];
  return found === undefined ? "refused" : { value: found[1] };
}
