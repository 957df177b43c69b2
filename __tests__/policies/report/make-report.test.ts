import { describe, expect, test } from "@jest/globals";
import type { RuleResult } from "../../../policies/evaluate";
import { makeReport, type ReportInput } from "../../../policies/report/make-report";
import type { ReportedVerdict } from "../../../policies/report/report";
import type { Level } from "../../../policies/rule";
import { now, waiver } from "../settings/support";
import { bareEstate } from "./hand-made";

type Found = RuleResult["findings"][number];
type Answer = Partial<Found>;

/** What a rule has found: these answers, each changed from a plain pass. */
function found(id: string, answers: readonly Answer[], level: Level = "overridable"): RuleResult {
  const findings = answers.map((answer): Found => ({
    verdict: "pass",
    level,
    address: "a.b",
    message: "it is so",
    evidence: ["link"],
    ...answer,
  }));
  const rule = { id, level, question: "?", rationale: "", source: "", examine: () => [] };
  return { rule, findings, examined: findings.filter(({ verdict }) => verdict !== "notApplicable").length };
}

function made(results: readonly RuleResult[], more: Partial<ReportInput> = {}) {
  return makeReport({
    about: { plan: { sha256: "00", formatVersion: "1.2", terraformVersion: "1.11.4" } },
    estate: bareEstate,
    results,
    target: undefined,
    allowEmpty: false,
    require: [],
    waivers: [],
    now,
    conceal: { text: (text) => text.replaceAll("hunter2", "(hidden)"), verdict: (verdict) => verdict },
    ...more,
  });
}

const reportOf = (...input: Parameters<typeof made>) => made(...input).report;
const good = found("is-good", [{}]);

describe("a report", () => {
  test("has each answer as a verdict, with what was found where it stands", () => {
    const estate: ReportInput["estate"] = {
      ...bareEstate,
      at: (address) => {
        const about = { address, type: "a", constructPath: "Stack/B", location: { file: "main.ts", line: 7 } };
        return address === "a.b" ? about : undefined;
      },
    };
    const results = [
      found("is-good", [{}, { address: "a.c", verdict: "fail", remedy: "mend it", disputedBy: "CKV_1" }]),
    ];
    expect(reportOf(results, { estate, target: "aws" })).toEqual({
      version: 1,
      target: "aws",
      plan: { sha256: "00", formatVersion: "1.2", terraformVersion: "1.11.4" },
      summary: { blocked: true, pass: 1, fail: 1, undetermined: 0, notApplicable: 0, waived: 0 },
      rules: [{ id: "is-good", level: "overridable", examined: 2, pass: 1 }],
      errors: [],
      verdicts: [
        {
          rule: "is-good",
          level: "overridable",
          verdict: "pass",
          address: "a.b",
          constructPath: "Stack/B",
          location: { file: "main.ts", line: 7 },
          message: "it is so",
          evidence: ["link"],
          remedy: null,
        },
        {
          rule: "is-good",
          level: "overridable",
          verdict: "fail",
          address: "a.c",
          message: "it is so",
          evidence: ["link"],
          remedy: "mend it",
          disputedBy: "CKV_1",
        },
      ],
    });
    expect(reportOf([good]).target).toBeNull();
  });

  test.each<[string, Answer, Partial<ReturnType<typeof reportOf>["summary"]>]>([
    ["passes", {}, { blocked: false, pass: 1 }],
    ["fails", { verdict: "fail" }, { blocked: true, fail: 1 }],
    ["is open", { verdict: "undetermined" }, { blocked: true, undetermined: 1 }],
    ["fails as advice", { verdict: "fail", level: "advisory" }, { blocked: false, fail: 0 }],
    ["is open as advice", { verdict: "undetermined", level: "advisory" }, { blocked: false, undetermined: 0 }],
    ["passes as advice", { level: "advisory" }, { blocked: false, pass: 1 }],
    ["does not apply", { verdict: "notApplicable" }, { blocked: false, notApplicable: 1 }],
  ])("counts what %s, and says whether it blocks", (_, answer, summary) => {
    const counted = { pass: 0, fail: 0, undetermined: 0, notApplicable: 0, waived: 0, ...summary };
    expect(reportOf([found("is-good", [answer])], { allowEmpty: true }).summary).toEqual(counted);
  });

  test("counts a waived answer as such, and the waivers as a rule", () => {
    const agentRule = "agent-uses-inference-profile";
    const answer: Answer = { verdict: "undetermined", address: waiver().address };
    const report = reportOf([found(agentRule, [answer, { address: "a.c" }], "mandatory")], { waivers: [waiver()] });
    expect(report.summary).toMatchObject({ blocked: false, waived: 1, undetermined: 0, pass: 2 });
    expect(report.rules).toEqual([
      { id: agentRule, level: "mandatory", examined: 2, pass: 1 },
      { id: "waivers-are-sound", level: "mandatory", examined: 1, pass: 1 },
    ]);
  });

  test("lacks what is not known of a verdict", () => {
    const [verdict] = reportOf([good]).verdicts;
    const members = ["rule", "level", "verdict", "address", "message", "evidence", "remedy"];
    expect(Object.keys(verdict ?? {})).toEqual(members);
  });

  test("tells but those verdicts that somebody has to read", () => {
    const answers: Answer[] = [
      { address: "a.pass" },
      { address: "a.disputed", disputedBy: "CKV_1" },
      { address: "a.none", verdict: "notApplicable" },
      { address: "a.fail", verdict: "fail" },
      { address: "a.open", verdict: "undetermined" },
    ];
    const conceal = {
      text: (text: string) => text,
      verdict: (verdict: ReportedVerdict) => ({ ...verdict, address: verdict.address.toUpperCase() }),
    };
    const { report, verdictsTold } = made([found("is-good", answers)], { conceal });
    expect(verdictsTold().map(({ address }) => address)).toEqual(["A.DISPUTED", "A.FAIL", "A.OPEN"]);
    expect(report.verdicts.map(({ address }) => address)).toEqual(answers.map(({ address }) => address?.toUpperCase()));
  });
});

describe("what was refused at synth", () => {
  const refused = {
    rule: "is-good",
    stack: "Stack",
    constructPath: "Stack/B",
    address: "a.b",
    message: "refused",
    remedy: "mend it",
  };

  test("is a failure of its rule, at that rule's level", () => {
    const [, verdict] = reportOf([found("is-good", [{}], "advisory")], { refusedAtSynth: [refused] }).verdicts;
    expect(verdict).toEqual({
      rule: "is-good",
      level: "advisory",
      verdict: "fail",
      address: "a.b",
      constructPath: "Stack/B",
      message: "refused",
      evidence: ["refused by the validation at synth"],
      remedy: "mend it",
    });
  });

  test("blocks where its rule was not asked", () => {
    const { summary, verdicts } = reportOf([good], { refusedAtSynth: [{ ...refused, rule: "is-cheap" }] });
    expect(summary).toMatchObject({ blocked: true, fail: 1 });
    expect(verdicts[1]).toMatchObject({ rule: "is-cheap", level: "mandatory" });
  });

  test.each<[string, Answer, string, number]>([
    ["not twice where the plan fails it too", { verdict: "fail" }, "is-good", 1],
    ["beside another answer of the plan", { verdict: "undetermined" }, "is-good", 1],
    ["beside the failure of another resource", { verdict: "fail", address: "a.c" }, "is-good", 2],
    ["beside the failure of another rule", { verdict: "fail" }, "is-cheap", 2],
  ])("is told %s", (_, answer, rule, failures) => {
    const { summary } = reportOf([found(rule, [answer])], { refusedAtSynth: [refused] });
    expect(summary.fail).toBe(failures);
  });
});

describe("an error of the gate", () => {
  const codes = (...input: Parameters<typeof made>): string[] => reportOf(...input).errors.map(({ code }) => code);

  test("says that nothing was examined, unless that is allowed", () => {
    const nothing = [found("is-good", [])];
    expect(reportOf(nothing)).toMatchObject({
      summary: { blocked: true },
      errors: [
        {
          code: "nothing-examined",
          message:
            "no rule found anything to judge in this plan: that is no proof of anything (--allow-empty lets it through)",
        },
      ],
    });
    expect(reportOf(nothing, { estate: { ...bareEstate, live: true } }).errors[0]?.message).toContain(
      "in this account:",
    );
    expect(reportOf(nothing, { allowEmpty: true })).toMatchObject({ summary: { blocked: false }, errors: [] });
    expect(reportOf([good]).errors).toEqual([]);
  });

  test.each<[string, RuleResult]>([
    ["that the plan is whole", found("plan-is-whole", [{}])],
    ["where its state is kept", found("state-is-protected", [{}])],
    ["what another engine says", { ...good, foreign: true }],
    ["what does not apply", found("is-good", [{ verdict: "notApplicable" }])],
  ])("says so too where the only answer is %s", (_, result) => {
    expect(codes([result])).toEqual(["nothing-examined"]);
    expect(codes([result, good])).toEqual([]);
  });

  test("says which required rule examined nothing", () => {
    const results = [good, found("is-cheap", []), found("is-tagged", [{}]), found("is-other", [])];
    expect(reportOf(results, { require: ["is-cheap", "is-tagged"] }).errors).toEqual([
      {
        code: "required-rule-examined-nothing",
        message: "rule is-cheap is required, and found nothing to examine in this plan",
      },
    ]);
  });

  test("is what could not be seen, without secrets, and blocks though every rule passes", () => {
    const unseen = [{ code: "unseen", message: "hunter2 is not read" }];
    expect(reportOf([good], { unseen })).toMatchObject({
      summary: { blocked: true, pass: 1 },
      errors: [{ code: "unseen", message: "(hidden) is not read" }],
    });
  });

  test("is none on a destroy, which leaves nothing to judge", () => {
    const estate = { ...bareEstate, intent: "destroy" } as const;
    const unseen = [{ code: "unseen", message: "not read" }];
    expect(codes([found("is-good", [])], { estate, require: ["is-good"], unseen })).toEqual([]);
  });
});
