import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { rules } from "../../../policies";
import { fixtures, gatePlan, recordedPlan, type Verdict } from "../support";

const recorded = readdirSync(fixtures).filter((name) => existsSync(path.join(fixtures, name, "plan.json")));
const ways = ["with its folder", "without"] as const;
const gated = new Map<string, Promise<readonly Verdict[]>>();

function verdictsOf(name: string, how: (typeof ways)[number]): Promise<readonly Verdict[]> {
  const known = gated.get(`${name} ${how}`);
  if (known !== undefined) return known;
  const outcome = gatePlan(recordedPlan(name), how === "without" ? undefined : path.join(fixtures, name));
  const verdicts = outcome.then(({ report }) => report.verdicts);
  gated.set(`${name} ${how}`, verdicts);
  return verdicts;
}

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
  test.each(ways)("%s says what is so, and the way out where there has to be one", async (how) => {
    const verdicts = await verdictsOf(name, how);
    expect(verdicts.length).toBeGreaterThan(0);
    expect(
      verdicts.map((each) => ({ ...each, lacking: lacking(each) })).filter((each) => each.lacking.length > 0),
    ).toEqual([]);
  });
});

/** Whatever is named, so that a sentence about many resources is one sentence. */
const withoutNames = (text: string): string => text.replace(address, "ADDRESS");
const address = /\b((module|data)\.|aws_|awscc_)[a-z][\w-]*(\.[\w-]+|\[("[^"]*"|\d+|\*)\])*/g;

const sentence = ({ verdict, level, message, remedy }: Verdict): string =>
  withoutNames(`${verdict}, ${level}: ${message}${remedy === null ? "" : `\n    ${remedy}`}`);

describe("what a rule says of all recorded plans, to be read as its users read it", () => {
  test.each(rules.map(({ id }) => id))("%s", async (rule) => {
    const all = await Promise.all(recorded.flatMap((name) => ways.map((how) => verdictsOf(name, how))));
    const said = all.flat().filter((verdict) => verdict.rule === rule);
    expect([...new Set(said.map(sentence))].sort().join("\n")).toMatchSnapshot();
  });
});
