import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { fingerprintsOf } from "../../../policies/report/fingerprint";

const digest = (...identity: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(identity)).digest("hex");

/** What a code scanning service has kept of earlier runs: another digest would show every finding as new. */
describe("a fingerprint", () => {
  const digestsOf = (...findings: Parameters<typeof fingerprintsOf>[0]): (string | undefined)[] =>
    fingerprintsOf(findings).map((each) => each["chargebackRuleAndAddress/v1"]);

  test("is a digest of rule and address, and the beginning of it for GitHub", () => {
    const expected = digest("is-good", "a.b");
    expect(fingerprintsOf([{ rule: "is-good", address: "a.b", message: "it is bad" }])).toEqual([
      { "chargebackRuleAndAddress/v1": expected, primaryLocationLineHash: `${expected.slice(0, 16)}:1` },
    ]);
  });

  test("of findings that share rule and address counts them in the order of their messages", () => {
    const [one, two, three] = ["one", "three", "two"].map((message) => ({ rule: "is-good", address: "a.b", message }));
    const expected = [digest("is-good", "a.b"), digest("is-good", "a.b", 2), digest("is-good", "a.b", 3)];
    if (one === undefined || two === undefined || three === undefined) throw new Error("there are three");
    expect(digestsOf(one, two, three)).toEqual(expected);
    expect(digestsOf(three, one, two)).toEqual([expected[2], expected[0], expected[1]]);
  });

  test("of findings that share their message too tells them apart by their order", () => {
    const same = () => ({ rule: "is-good", address: "a.b", message: "it is bad" });
    expect(new Set(digestsOf(same(), same())).size).toBe(2);
  });

  test("is another one for another rule or address", () => {
    expect(
      digestsOf(
        { rule: "is-good", address: "a.b", message: "m" },
        { rule: "is-cheap", address: "a.b", message: "m" },
        { rule: "is-good", address: "a.c", message: "m" },
      ),
    ).toEqual([digest("is-good", "a.b"), digest("is-cheap", "a.b"), digest("is-good", "a.c")]);
  });
});
