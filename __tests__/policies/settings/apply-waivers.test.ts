import { describe, expect, test } from "@jest/globals";
import fc from "../../support/fast-check";
import type { ReportedVerdict } from "../../../policies/report/report";
import { applyWaivers } from "../../../policies/settings/apply-waivers";
import type { Level } from "../../../policies";
import { settableLevels, type Waiver } from "../../../policies/settings/settings";
import { mostCovered } from "../../../policies/settings/waiver-scope";
import { waiversAreSound } from "../../../policies/settings/waivers-are-sound";
import { now, ruleIds, verdict, waiver } from "./support";

function apply(verdicts: readonly ReportedVerdict[], waivers: readonly Waiver[], at = now) {
  const all = applyWaivers(verdicts, waivers, at);
  return { judged: all.slice(0, verdicts.length), own: all.slice(verdicts.length) };
}

const outcome = ({ level, verdict: answer }: ReportedVerdict): string => `${answer} ${level}`;
const agents = (count: number): ReportedVerdict[] =>
  Array.from({ length: count }, (_, index) => verdict({ address: `aws_bedrockagent_agent.n[${index}]` }));
/** Keeps a pattern from covering every resource that the rule examined. */
const other = verdict({ address: "aws_bedrockagent_agent.other", verdict: "pass" });

describe("what a sound waiver lets through", () => {
  test.each<[Level, ReportedVerdict["verdict"], ReportedVerdict["verdict"], string]>([
    ["mandatory", "undetermined", "waived", "pass mandatory"],
    ["mandatory", "fail", "fail", "fail mandatory"],
    ["mandatory", "pass", "pass", "fail advisory"],
    ["overridable", "undetermined", "waived", "pass mandatory"],
    ["overridable", "fail", "waived", "pass mandatory"],
    ["overridable", "pass", "pass", "fail advisory"],
    ["advisory", "undetermined", "undetermined", "fail advisory"],
    ["advisory", "fail", "fail", "fail advisory"],
    ["advisory", "pass", "pass", "fail advisory"],
    ["mandatory", "notApplicable", "notApplicable", "notApplicable advisory"],
  ])("%s %s becomes %s; the waiver: %s", (level, before, after, ofWaiver) => {
    const { judged, own } = apply([verdict({ level, verdict: before })], [waiver()]);
    expect(judged.map((each) => each.verdict)).toEqual([after]);
    expect(own.map(outcome)).toEqual([ofWaiver]);
  });

  test("the verdict keeps what it said, and says who let it through", () => {
    const before = verdict({ level: "overridable", verdict: "fail", constructPath: "Stack/Agent" });
    const location = { file: "chargeback.yaml", line: 9 };
    const { judged, own } = apply([before], [waiver({ location })]);
    expect(judged).toEqual([
      {
        ...before,
        verdict: "waived",
        evidence: [
          "link",
          "fail, but waived by chargeback.yaml#waivers[0] through 2026-04-30 (UTC)",
          "owner: team-news",
          "reason: moves to a profile in April",
        ],
      },
    ]);
    expect(own).toEqual([
      {
        rule: "waivers-are-sound",
        level: "mandatory",
        verdict: "pass",
        address: "chargeback.yaml#waivers[0]",
        location,
        message: "it waives 1 verdict of agent-uses-inference-profile through 2026-04-30",
        evidence: [
          "it is for agent-uses-inference-profile at aws_bedrockagent_agent.news",
          "owner: team-news",
          "reason: moves to a profile in April",
          "through 2026-04-30 (UTC)",
          "covers aws_bedrockagent_agent.news: fail, overridable",
        ],
        remedy: null,
      },
    ]);
  });

  test("another rule's verdict about the same resource stays", () => {
    const { judged } = apply([verdict(), verdict({ rule: "plan-is-whole" })], [waiver()]);
    expect(judged.map((each) => each.verdict)).toEqual(["waived", "undetermined"]);
  });

  test("both of two overlapping waivers are in use, and the first is named", () => {
    const second = waiver({ place: "chargeback.yaml#waivers[1]", owner: "team-chat" });
    const { judged, own } = apply([verdict()], [waiver(), second]);
    expect(judged[0]?.evidence).toContain("owner: team-news");
    expect(own.map(outcome)).toEqual(["pass mandatory", "pass mandatory"]);
  });

  test("every verdict at the address is let through", () => {
    const { judged, own } = apply([verdict(), verdict({ message: "another" })], [waiver()]);
    expect(judged.map((each) => each.verdict)).toEqual(["waived", "waived"]);
    expect(own[0]?.message).toContain("2 verdicts");
  });

  test("without waivers the report is as it was", () => {
    const verdicts = [verdict(), other];
    expect(applyWaivers(verdicts, [], now)).toEqual(verdicts);
  });

  test("what was given is not changed", () => {
    const [before, copy] = [verdict(), verdict()];
    apply([before], [waiver()]);
    expect(before).toEqual(copy);
  });
});

describe("the end of a waiver", () => {
  test.each([
    ["2026-04-30T00:00:00.000Z", "waived"],
    ["2026-04-30T23:59:59.999Z", "waived"],
    ["2026-05-01T00:00:00.000Z", "undetermined"],
    // The same moments as clocks elsewhere show them: the waiver ends for all at once.
    ["2026-04-30T23:59:59-12:00", "undetermined"],
    ["2026-05-01T00:30:00+14:00", "waived"],
  ])("2026-04-30 at %s: %s", (time, expected) => {
    const { judged } = apply([verdict()], [waiver()], new Date(time));
    expect(judged[0]?.verdict).toBe(expected);
  });

  test.each([
    ["2026-02-28", "it expired on 2026-02-28: it waives nothing, and what it covers blocks: 1 verdict"],
    ["2026-02-30", 'its end "2026-02-30" is no day: it waives nothing, and what it covers blocks: 1 verdict'],
    ["never", 'its end "never" is no day'],
    ["9", 'its end "9" is no day'],
    ["", 'its end "" is no day'],
  ])("%j is over", (expires, message) => {
    const { judged, own } = apply([verdict()], [waiver({ expires })]);
    expect(judged[0]?.verdict).toBe("undetermined");
    expect(own.map(outcome)).toEqual(["fail mandatory"]);
    expect(own[0]?.message).toContain(message);
    expect(own[0]?.remedy).toContain("mend aws_bedrockagent_agent.news; where that has to wait, agree with team-news");
  });

  test.each<[string, Partial<ReportedVerdict>]>([
    ["passes", { verdict: "pass" }],
    ["is advisory", { verdict: "fail", level: "advisory" }],
    ["is elsewhere", { address: "aws_bedrockagent_agent.chat" }],
  ])("an expired waiver does not block when what it covered %s", (_, changes) => {
    const { own } = apply([verdict(changes)], [waiver({ expires: "2026-02-28" })]);
    expect(own.map(outcome)).toEqual(["fail advisory"]);
    expect(own[0]).toMatchObject({
      message: "it expired on 2026-02-28: it waives nothing",
      remedy: "take it out: nothing needs it",
    });
  });

  test("an expired waiver does not block when a newer one covers the same", () => {
    const { judged, own } = apply([verdict()], [waiver({ expires: "2026-02-28" }), waiver()]);
    expect(judged[0]?.verdict).toBe("waived");
    expect(own.map(outcome)).toEqual(["fail advisory", "pass mandatory"]);
  });

  test("no waiver is offered for what none can let through", () => {
    const { own } = apply([verdict({ verdict: "fail" })], [waiver({ expires: "2026-02-28" })]);
    expect(own[0]?.remedy).toBe("mend aws_bedrockagent_agent.news; no waiver can let it through");
  });
});

describe("the breadth of a waiver", () => {
  const narrow = ["waived", "pass mandatory"];
  const broad = ["undetermined", "fail mandatory"];
  test.each<[string, string, readonly ReportedVerdict[], string[]]>([
    ["all instances of one block", "aws_bedrockagent_agent.n[*]", agents(3), narrow],
    ["as many as may be", "aws_bedrockagent_agent.n[*]", agents(mostCovered), narrow],
    ["one more than may be", "aws_bedrockagent_agent.n[*]", agents(mostCovered + 1), broad],
    ["one of two", "aws_bedrockagent_agent.n*", [verdict(), other], narrow],
    ["all of two", "aws_bedrockagent_agent.*", [verdict(), other], broad],
    ["all of one", "aws_bedrockagent_agent.*", [verdict()], narrow],
    ["all of one that has two verdicts", "aws_bedrockagent_agent.*", [verdict(), verdict({ message: "b" })], narrow],
    ["the only one, by its exact address", "aws_bedrockagent_agent.news", [verdict()], narrow],
    ["whatever is in the root module", "*.*", [verdict(), verdict({ address: "module.a.aws_t.n" })], broad],
    ["whatever there is, even one", "*.*", [verdict()], broad],
    ["a type in any module", "module.*.aws_t.*", [verdict({ address: "module.a.aws_t.n" }), other], narrow],
  ])("%s: %s", (_, address, verdicts, expected) => {
    const { judged, own } = apply(verdicts, [waiver({ address })]);
    expect([judged[0]?.verdict, ...own.map(outcome)]).toEqual(expected);
    if (expected === broad) expect(own[0]?.message).toContain("its address is too broad");
  });

  test("a pattern that is too broad does not block while nothing needs it", () => {
    const { own } = apply([verdict({ verdict: "pass" }), other], [waiver({ address: "*.*" })]);
    expect(own.map(outcome)).toEqual(["fail advisory"]);
  });

  test("what is not applicable is not counted as examined", () => {
    const gone = verdict({ address: "aws_bedrockagent_agent.gone", verdict: "notApplicable" });
    const { judged } = apply([verdict(), gone], [waiver({ address: "aws_bedrockagent_agent.*" })]);
    expect(judged.map((each) => each.verdict)).toEqual(["waived", "notApplicable"]);
  });

  test("an address that is no pattern covers what has that very text", () => {
    const { judged } = apply([verdict({ address: "a[" })], [waiver({ address: "a[" })]);
    expect(judged[0]?.verdict).toBe("waived");
  });

  test("everything that is wrong is said", () => {
    const { own } = apply([verdict()], [waiver({ address: "*.*", expires: "2026-02-28" })]);
    expect(own[0]?.message).toMatch(/^it expired on 2026-02-28, and its address is too broad: it names no/);
  });
});

describe("waivers that nothing needs, or that must not be", () => {
  test("unused: its address is not in the plan", () => {
    const { own } = apply([other], [waiver()]);
    expect(own[0]).toMatchObject({
      level: "advisory",
      verdict: "fail",
      message: "it is unused: it covers nothing in this plan",
    });
    expect(own[0]?.evidence).toContain("nothing that the rule examined has this address");
  });

  test("part of what it covers cannot be waived: the rest is, and it says so", () => {
    const failed = verdict({ verdict: "fail", address: "aws_bedrockagent_agent.n[0]" });
    const open = verdict({ address: "aws_bedrockagent_agent.n[1]" });
    const { judged, own } = apply([failed, open], [waiver({ address: "aws_bedrockagent_agent.n[*]" })]);
    expect(judged.map((each) => each.verdict)).toEqual(["fail", "waived"]);
    expect(own.map(outcome)).toEqual(["fail mandatory"]);
    expect(own[0]?.message).toContain("it covers 1 verdict that cannot be waived");
    expect(own[0]?.remedy).toMatch(/^mend aws_bedrockagent_agent\.n\[0\], or decide for everyone that/);
  });

  test("long lists are cut", () => {
    const failed = agents(8).map((each) => ({ ...each, verdict: "fail" as const }));
    const { own } = apply(failed, [waiver({ address: "aws_bedrockagent_agent.n[*]" })]);
    expect(own[0]?.remedy).toContain("aws_bedrockagent_agent.n[4] and 3 more");
    expect(own[0]?.evidence.at(-1)).toBe("covers 3 more");
  });

  test.each<[string, readonly ReportedVerdict[]]>([
    ["nothing", []],
    ["another rule", [verdict({ rule: "plan-is-whole", verdict: "pass", address: "plan" })]],
  ])("a plan in which %s was judged says nothing of use", (_, verdicts) => {
    const { own } = apply(verdicts, [waiver()]);
    expect(own.map(outcome)).toEqual(["notApplicable advisory"]);
    expect(own[0]?.message).toBe(
      "agent-uses-inference-profile examined nothing in this plan: there is nothing to waive",
    );
  });

  test("the waivers' own verdicts are not waived", () => {
    const first = waiver({ expires: "2026-02-28" });
    const second = waiver({ rule: waiversAreSound.id, address: first.place });
    const { own } = apply([verdict()], [first, second]);
    expect(own.map(outcome)).toEqual(["fail mandatory", "notApplicable advisory"]);
  });
});

describe("whatever the waivers are", () => {
  const address = fc.constantFrom("aws_t.a", "aws_t.b", "aws_t.b[0]", 'aws_t.c["x.y"]', "module.m.aws_t.a");
  const verdicts = fc.array(
    fc
      .record({
        rule: fc.constantFrom(...ruleIds),
        level: fc.constantFrom(...settableLevels),
        verdict: fc.constantFrom<ReportedVerdict["verdict"]>("pass", "fail", "undetermined", "notApplicable"),
        address,
      })
      .map((changes) => verdict(changes)),
    { maxLength: 12 },
  );
  const waivers = fc.array(
    fc
      .record({
        rule: fc.constantFrom(...ruleIds),
        address: fc.oneof(address, fc.constantFrom("*.*", "aws_t.*", "aws_t.b[*]", "module.*.aws_t.a", "aws_*.a")),
        expires: fc.constantFrom("2026-02-28", "2026-03-01", "2026-12-31"),
      })
      .map((changes) => waiver(changes)),
    { maxLength: 5 },
  );
  const blocks = (each: ReportedVerdict): boolean =>
    each.level !== "advisory" && (each.verdict === "fail" || each.verdict === "undetermined");

  test("each has one verdict, and a proven failure of a mandatory rule stays one", () => {
    fc.assert(
      fc.property(verdicts, waivers, (before, granted) => {
        const { judged, own } = apply(before, granted);
        expect(own).toHaveLength(granted.length);
        for (const [index, each] of before.entries()) {
          const after = judged[index];
          if (after?.verdict !== "waived") expect(after).toBe(each);
          else expect(blocks(each) && outcome(each) !== "fail mandatory").toBe(true);
        }
        // A waiver blocks only where something else does: it can never be the one reason for a red run.
        expect(own.some(blocks) && !judged.some(blocks)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test("once all have ended, nothing is let through", () => {
    fc.assert(
      fc.property(verdicts, waivers, (before, granted) => {
        expect(apply(before, granted, new Date("2027-01-01T00:00:00Z")).judged).toEqual(before);
      }),
    );
  });
});
