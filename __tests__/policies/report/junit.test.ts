import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { XMLParser } from "fast-xml-parser";
import { validateXML } from "xmllint-wasm";
import type { Judged } from "../../../policies/report/renderer";
import { renderJunit } from "../../../policies/report/junit";
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
  test.each(plans)("of %s holds against Ant's schema", async (_, judged) => {
    const contents = renderJunit(await judged(), options);
    const { errors } = await validateXML({ xml: { fileName: "junit.xml", contents }, schema });
    expect(errors).toEqual([]);
  });

  test("that lacks something does not", async () => {
    const contents = renderJunit([{ outcome: await good() }], options).replace(/ classname="[^"]*"/, "");
    expect(await validateXML({ xml: { fileName: "junit.xml", contents }, schema })).toMatchObject({ valid: false });
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
