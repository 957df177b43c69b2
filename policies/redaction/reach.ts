/**
 * How far a secret text is looked for.
 * - `kept`: it tells nothing, and verdicts hang on it: emptiness, truth, zero, and AWS's own words that rules compare with;
 * - `whole`: replaced where it is all of a text; within other text it would hit everything;
 * - `anywhere`: replaced wherever it occurs.
 */
export type Reach = "kept" | "whole" | "anywhere";

const minimumWithin = 4;
const minimumDigitsWithin = 8;

const kept = new Set(["true", "false", "null", "COST", "TagKeyValue"]);

/** Words that plans are full of; as a secret they are worth nothing, within other text their replacement would hurt. */
const commonWords = new Set(
  (
    "none null default name value user users root admin administrator main master local localhost public private " +
    "test testing dev development stage staging prod production live example enabled disabled active inactive " +
    "password secret string number bool list object http https json text aws amazon bedrock service resource " +
    "project tags module data provider terraform region account mode model agent postgres mysql mock lambda invoke " +
    "inference profile foundation allow deny effect action statement principal condition version"
  ).split(" "),
);

const decimal = /^[+-]?\d+(?:\.\d+)?$/;
const zero = /^[+-]?0+(?:\.0+)?$/;

export function reachOf(text: string): Reach {
  if (text.trim() === "" || kept.has(text) || zero.test(text)) return "kept";
  if (isDecimal(text)) return text.replace(/\D/g, "").length < minimumDigitsWithin ? "whole" : "anywhere";
  return text.length < minimumWithin || commonWords.has(text.toLowerCase()) ? "whole" : "anywhere";
}

export function isKeptWord(text: string): boolean {
  return kept.has(text);
}

export function isDecimal(text: string): boolean {
  return decimal.test(text);
}
