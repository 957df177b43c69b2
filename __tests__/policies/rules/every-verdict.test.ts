import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { fixtures, gatePlan, recordedPlan, type Verdict } from "../support";

const recorded = readdirSync(fixtures).filter((name) => existsSync(path.join(fixtures, name, "plan.json")));
const verdictsOf = async (name: string, dir?: string): Promise<readonly Verdict[]> =>
  (await gatePlan(recordedPlan(name), dir)).report.verdicts;

/** What is missing of a verdict for somebody who has to act on it. */
function lacking({ verdict, message, remedy, evidence, address }: Verdict): string[] {
  const blocks = verdict === "fail" || verdict === "undetermined";
  return [
    ...(address === "" ? ["an address"] : []),
    ...(/^\S.*\S$/s.test(message) ? [] : ["a message"]),
    ...(/undefined|\[object|\$\{\}|: $/.test(`${message} ${remedy ?? ""}`) ? ["words"] : []),
    ...(blocks === (remedy !== null && remedy.length > 10) ? [] : ["a way out, or no way out"]),
    ...(evidence.every((link) => link.trim() !== "") ? [] : ["a link of the evidence"]),
  ];
}

describe.each(recorded)("every verdict on %s", (name) => {
  test.each(["with its folder", "without"])(
    "%s says what is so, and the way out where there has to be one",
    async (how) => {
      const verdicts = await verdictsOf(name, how === "without" ? undefined : path.join(fixtures, name));
      expect(verdicts.length).toBeGreaterThan(0);
      expect(
        verdicts.map((each) => ({ ...each, lacking: lacking(each) })).filter((each) => each.lacking.length > 0),
      ).toEqual([]);
    },
  );
});
