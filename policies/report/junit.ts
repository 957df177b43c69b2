import XMLBuilder from "fast-xml-builder";
import { withoutControls } from "./control-characters";
import type { Judged, RenderOptions } from "./renderer";
import { errorCase, tally, testCaseOf, untouchedCase, type TestCase } from "./junit-case";

/** A name in front of which there is no stack. */
const standalone = "chargeback";

/**
 * The report as JUnit XML: a suite for each rule and stack, a case for each verdict. JUnit has no one schema: this holds against the
 * strictest, Ant's (https://github.com/windyroad/JUnit-Schema), and against that of Jenkins' xUnit plugin.
 */
export function renderJunit(judged: readonly Judged[], { now = new Date() }: Pick<RenderOptions, "now">): string {
  const suites = judged.flatMap(suitesOf).map(({ name, pack, cases }, id) => ({
    "@name": name,
    "@package": pack,
    "@id": id,
    "@hostname": "localhost",
    "@timestamp": now.toISOString().slice(0, 19),
    "@time": 0,
    ...tally(cases),
    properties: "",
    testcase: cases,
    "system-out": "",
    "system-err": "",
  }));
  const builder = new XMLBuilder({
    attributeNamePrefix: "@",
    ignoreAttributes: false,
    suppressEmptyNode: true,
    format: true,
  });
  const document = { "?xml": { "@version": "1.0", "@encoding": "UTF-8" }, testsuites: { testsuite: suites } };
  return `${builder.build(xmlText(document)).trimEnd()}\n`;
}

interface Suite {
  readonly name: string;
  readonly pack: string;
  readonly cases: readonly TestCase[];
}

function suitesOf({ outcome: { report }, stack }: Judged): Suite[] {
  const { verdicts, errors, rules } = withoutControls(report);
  const pack = stack === undefined ? standalone : withoutControls(stack);
  // A reader knows a case by its class and name alone: the class names the stack too, or one of two stacks would go unseen.
  const classOf = (rule: string): string => (stack === undefined ? rule : `${pack}.${rule}`);
  const ids = [...new Set([...rules, ...verdicts.map(({ rule }) => ({ id: rule }))].map(({ id }) => id))];
  const ruleSuites = ids.map((id): Suite => {
    const cases = verdicts.filter(({ rule }) => rule === id).map((verdict) => testCaseOf(verdict, classOf(id)));
    const shown = cases.length === 0 ? [untouchedCase(classOf(id))] : withDistinctNames(cases);
    return { name: classOf(id), pack, cases: shown };
  });
  if (errors.length === 0) return ruleSuites;
  const gate = classOf("gate");
  const faults = withDistinctNames(errors.map((error) => errorCase(error, gate)));
  return [{ name: gate, pack, cases: faults }, ...ruleSuites];
}

/** A rule may say several things of one resource; of two cases with one name GitLab shows one. */
function withDistinctNames(cases: readonly TestCase[]): TestCase[] {
  const seen = new Map<string, number>();
  return cases.map((each) => {
    const count = (seen.get(each["@name"]) ?? 0) + 1;
    seen.set(each["@name"], count);
    return count === 1 ? each : { ...each, "@name": `${each["@name"]} (${count})` };
  });
}

/** What XML 1.0 has no way to write, not even escaped, is replaced: https://www.w3.org/TR/xml/#charsets */
function xmlText<T>(value: T): T {
  const clean = (part: unknown): unknown => {
    if (typeof part === "string") return part.replace(/[\ufffe\uffff]/g, "\ufffd");
    if (Array.isArray(part)) return part.map(clean);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, clean(each)]));
  };
  return clean(value) as T;
}
