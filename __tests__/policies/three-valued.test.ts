import { describe, expect, test } from "@jest/globals";
import { agreed, agreedOnEach, allOf, anyOf, anyOfEach, not, type Certainty } from "../../policies/three-valued";

describe("yes, no and unknown", () => {
  test.each<[Certainty[], Certainty, Certainty, Certainty]>([
    [[], "no", "yes", "unknown"],
    [["yes"], "yes", "yes", "yes"],
    [["no"], "no", "no", "no"],
    [["unknown"], "unknown", "unknown", "unknown"],
    [["yes", "yes"], "yes", "yes", "yes"],
    [["yes", "no"], "yes", "no", "unknown"],
    [["yes", "unknown"], "yes", "unknown", "unknown"],
    [["no", "unknown"], "unknown", "no", "unknown"],
    [["unknown", "no"], "unknown", "no", "unknown"],
    [["no", "no"], "no", "no", "no"],
  ])("of %j one is %s, all are %s, and whichever it will be is %s", (answers, any, all, whichever) => {
    expect([anyOf(answers), allOf(answers), agreed(answers)]).toEqual([any, all, whichever]);
    const itself = (answer: Certainty): Certainty => answer;
    expect([anyOfEach(answers, itself), agreedOnEach(answers, itself)]).toEqual([any, whichever]);
  });

  test("the contrary of what is not known is not known", () => {
    expect((["yes", "no", "unknown"] as const).map(not)).toEqual(["no", "yes", "unknown"]);
  });
});
