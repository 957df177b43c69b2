import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { XMLParser } from "fast-xml-parser";
import { validateXML } from "xmllint-wasm";
import type { Judged } from "../../../policies/report/renderer";
import { renderJunit } from "../../../policies/report/junit";
import type { ReportedVerdict } from "../../../policies/report/report";
import { finding, outcomeWith } from "./hand-made";
import { bad, empty, everyKind, good, hostile, options, plans, saying, stack } from "./support";

const schema = readFileSync(path.join(__dirname, "schemas", "JUnit.xsd"), "utf8");

interface Suite {
  name: string;
  package: string;
  tests: string;
  failures: string;
  errors: string;
  skipped: string;
  testcase: Case[];
}

interface Case {
  name: string;
  classname: string;
  failure?: Detail;
  error?: Detail;
  skipped?: Detail;
}

interface Detail {
  type: string;
  message: string;
  "#text"?: string;
}

function suitesOf(judged: readonly Judged[]): Suite[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "",
    trimValues: false,
    processEntities: { maxTotalExpansions: 1e6, maxExpandedLength: 1e7 },
    isArray: (name) => name === "testsuite" || name === "testcase",
  });
  const { testsuites } = parser.parse(renderJunit(judged, options)) as { testsuites: { testsuite: Suite[] } };
  return testsuites.testsuite;
}

const casesOf = (judged: readonly Judged[]): Case[] => suitesOf(judged).flatMap(({ testcase }) => testcase);

describe("JUnit XML", () => {
  test("is in whole this document for a report of an error, a failure and a rule that nothing was found for", () => {
    const rules = ["is-good", "is-cheap"].map((id) => ({ id, level: "mandatory", examined: 0, pass: 0 }) as const);
    const errors = [{ code: "required-rule-examined-nothing", message: "nothing to & look at" }];
    const verdicts = [
      finding({
        constructPath: "Stack/Agent",
        location: { file: "main.ts", line: 7 },
        evidence: ["link"],
        remedy: "mend it",
      }),
      finding({ verdict: "pass" }),
    ];
    const suite = (name: string, id: number, counts: string) =>
      `  <testsuite name="${name}" package="chargeback" id="${id}" hostname="localhost" ` +
      `timestamp="2026-03-01T10:00:00" time="0" ${counts}>`;
    const end = ["    <system-out/>", "    <system-err/>", "  </testsuite>"];
    expect(renderJunit([{ outcome: outcomeWith({ rules, errors, verdicts }) }], options).split("\n")).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      "<testsuites>",
      suite("gate", 0, 'tests="1" failures="0" errors="1" skipped="0"'),
      "    <properties/>",
      '    <testcase name="required-rule-examined-nothing" classname="gate" time="0">',
      '      <error type="required-rule-examined-nothing" message="nothing to &amp; look at">nothing to &amp; look at</error>',
      "    </testcase>",
      ...end,
      suite("is-good", 1, 'tests="2" failures="1" errors="0" skipped="0"'),
      "    <properties/>",
      '    <testcase name="a.b" classname="is-good" time="0">',
      '      <failure type="fail" message="it is bad">fail: it is bad',
      "construct: Stack/Agent",
      "source: main.ts:7",
      "seen: link",
      "fix: mend it</failure>",
      "    </testcase>",
      '    <testcase name="a.b (2)" classname="is-good" time="0"/>',
      ...end,
      suite("is-cheap", 2, 'tests="1" failures="0" errors="0" skipped="1"'),
      "    <properties/>",
      '    <testcase name="nothing to examine" classname="is-cheap" time="0">',
      '      <skipped type="nothingToExamine" message="there is nothing that the rule asks about"/>',
      "    </testcase>",
      ...end,
      "</testsuites>",
      "",
    ]);
  });

  test.each<[Partial<ReportedVerdict>, object]>([
    [
      { verdict: "undetermined" },
      { failure: { type: "undetermined", message: "it is bad", "#text": "undetermined: it is bad" } },
    ],
    [{ level: "advisory" }, { skipped: { type: "advisory", message: "it is bad", "#text": "advisory: it is bad" } }],
    [
      { verdict: "pass", disputedBy: "CKV_1" },
      {
        skipped: {
          type: "disputed",
          message: "it is bad",
          "#text": expect.stringMatching(/^disputed: it is bad\ndisputed: CKV_1 fails it, /),
        },
      },
    ],
    [
      { verdict: "waived", evidence: ["seen", "by", "owner", "reason"], remedy: "mend it" },
      { skipped: { type: "waived", message: "it is bad", "#text": "it is bad\nby; owner; reason" } },
    ],
    [{ verdict: "notApplicable" }, { skipped: { type: "notApplicable", message: "it is bad" } }],
    [{ verdict: "pass" }, {}],
  ])("says of a verdict that is %j what a reader of tests understands", (change, detail) => {
    const cases = casesOf([{ outcome: outcomeWith({ verdicts: [finding(change)] }) }]);
    expect(cases.map(({ failure, error, skipped }) => ({ failure, error, skipped }))).toEqual([detail]);
  });

  test("names the stack as the package and before each rule, and a rule of a verdict that no summary names", () => {
    const rules = [{ id: "is-good", level: "mandatory", examined: 0, pass: 0 }] as const;
    const outcome = outcomeWith({ rules, verdicts: [finding(), finding({ rule: "waivers-are-sound" })] });
    const suites = suitesOf([{ outcome, stack: "Li\u0007ve" }]);
    expect(suites.map(({ name, package: pack }) => [name, pack])).toEqual([
      ["Live.is-good", "Live"],
      ["Live.waivers-are-sound", "Live"],
    ]);
    expect(suites[1]?.testcase[0]?.classname).toBe("Live.waivers-are-sound");
  });

  test.each(plans)("of %s holds against Ant's schema", async (_, judged) => {
    const contents = renderJunit(await judged(), options);
    const { errors } = await validateXML({ xml: { fileName: "junit.xml", contents }, schema });
    expect(errors).toEqual([]);
  });

  test("that lacks something does not", async () => {
    const contents = renderJunit([{ outcome: await good() }], options).replace(/ classname="[^"]*"/, "");
    expect(await validateXML({ xml: { fileName: "junit.xml", contents }, schema })).toMatchObject({ valid: false });
  });

  test("has the time of now where none is given", () => {
    const day = new Date().toISOString().slice(0, 10);
    const rules = [{ id: "is-good", level: "mandatory", examined: 0, pass: 0 }] as const;
    expect(renderJunit([{ outcome: outcomeWith({ rules }) }], {})).toContain(`timestamp="${day}T`);
  });

  test("has a suite for each rule and a case for each verdict", async () => {
    const outcome = await bad();
    const { rules, verdicts } = outcome.report;
    const suites = suitesOf([{ outcome }]);
    expect(suites.map(({ name }) => name)).toEqual(rules.map(({ id }) => id));
    for (const { name, tests, failures, skipped, errors, testcase } of suites) {
      const ofRule = verdicts.filter(({ rule }) => rule === name);
      const unasked = ofRule.length === 0;
      const names = unasked ? ["nothing to examine"] : ofRule.map(({ address }) => address);
      expect(testcase.map((each) => each.name)).toEqual(names);
      expect(testcase.every(({ classname }) => classname === name)).toBe(true);
      const blocking = ofRule.filter(({ verdict, level }) => /fail|undet/.test(verdict) && level !== "advisory").length;
      const passing = ofRule.filter(({ verdict }) => verdict === "pass").length;
      const rest = names.length - blocking - passing;
      expect([tests, failures, skipped, errors].map(Number)).toEqual([names.length, blocking, rest, 0]);
    }
  });

  test("tells what fails, what is not proven, and what does not block", async () => {
    const shown = casesOf([{ outcome: await everyKind() }]).filter(({ name }) => name.startsWith("a."));
    const kinds = shown.map(({ name, failure, skipped }) => [name, failure?.type, skipped?.type]);
    expect(kinds).toEqual([
      ["a.fail", "fail", undefined],
      ["a.open", "undetermined", undefined],
      ["a.advice", undefined, "advisory"],
      ["a.advice_open", undefined, "advisory"],
      ["a.waived", undefined, "waived"],
      ["a.none", undefined, "notApplicable"],
      ["a.pass", undefined, undefined],
    ]);
    expect(shown[0]?.failure).toMatchObject({ message: "it is bad" });
    expect(shown[0]?.failure?.["#text"]).toMatch(/^fail: it is bad\n[^]*seen: seen\nfix: mend it$/);
    expect(shown[4]?.skipped?.["#text"]).toBe("it is let through\nby; owner; reason");
  });

  test("shows a rule that found nothing as skipped, and an error of the gate as an error", async () => {
    const [gate, ...rest] = suitesOf([{ outcome: await empty() }]);
    expect(gate).toMatchObject({ name: "gate", errors: "1", testcase: [{ name: "nothing-examined" }] });
    expect(rest[0]?.testcase).toMatchObject([{ name: "nothing to examine", skipped: { type: "nothingToExamine" } }]);
  });

  test("keeps the cases of two stacks apart, and two of one rule and resource", async () => {
    const twice = saying({ address: "a.b", message: "one" }, { address: "a.b", message: "two" });
    const cases = casesOf([await stack("A", twice), await stack("B", twice)]).filter(({ failure }) => failure);
    expect(cases.map(({ classname, name }) => `${classname} ${name}`)).toEqual([
      "A.agent-uses-inference-profile a.b",
      "A.agent-uses-inference-profile a.b (2)",
      "B.agent-uses-inference-profile a.b",
      "B.agent-uses-inference-profile a.b (2)",
    ]);
  });

  test.each(hostile)("reads back as it was written: %j", async (text) => {
    const outcome = await saying({ address: text, message: text });
    const [read] = casesOf([{ outcome }]).filter(({ failure }) => failure);
    const expected = text.replace(/\p{Cc}/gu, "").replace(/[\p{Surrogate}\ufffe\uffff]/gu, "\ufffd");
    expect([read?.name, read?.failure?.message]).toEqual([expected, expected]);
  });
});
