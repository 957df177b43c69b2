import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { Log, Result, Run } from "sarif";
import type { GateOutcome } from "../../../policies";
import type { Outcome } from "../../../policies/gate";
import { fingerprintsOf } from "../../../policies/report/fingerprint";
import type { ReportedVerdict } from "../../../policies/report/report";
import { renderSarif, type SarifOptions } from "../../../policies/report/sarif";
import { applyWaivers } from "../../../policies/settings/apply-waivers";
import { finding, nothingCounted, outcomeWith } from "./hand-made";
import { now, waiver } from "../settings/support";
import { fixtures, gatePlan, recordedPlan, row, type PlanJson } from "../support";

/** The standard's own schema. It is written for draft 4, and uses nothing that draft 7 reads otherwise but `id`. */
function officialSchema(): ValidateFunction {
  const file = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  const schema = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  delete schema["$schema"];
  delete schema["id"];
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  return ajv.compile(schema);
}

let validate: ValidateFunction;
beforeAll(() => {
  validate = officialSchema();
});

function runOf(outcome: Outcome, options: Partial<SarifOptions> = {}): Run {
  const log = JSON.parse(renderSarif(outcome, { version: "1.2.3", ...options })) as Log;
  validate(log);
  expect(validate.errors).toBeNull();
  expect(log.runs).toHaveLength(1);
  return log.runs[0] as Run;
}

const resultsOf = (run: Run): Result[] => run.results ?? [];

function resultAt(run: Run, rule: string, address: string): Result {
  const found = resultsOf(run).filter(
    ({ ruleId, locations }) => ruleId === rule && locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName === address,
  );
  expect(found).toHaveLength(1);
  return found[0] as Result;
}

const agentRule = "agent-uses-inference-profile";

async function agents(change: (plan: PlanJson) => void = () => undefined): Promise<GateOutcome> {
  const plan = recordedPlan("agents-hcl");
  change(plan);
  return gatePlan(plan, path.join(fixtures, "agents-hcl"));
}

/** The outcome with one verdict put in the place of all. */
async function saying(verdict: Partial<ReportedVerdict>): Promise<GateOutcome> {
  const outcome = await gatePlan(recordedPlan("news-agent"));
  const [first] = outcome.report.verdicts;
  const one = { ...(first as ReportedVerdict), ...verdict };
  return { ...outcome, report: { ...outcome.report, verdicts: [one] } };
}

describe("the log", () => {
  test("is in whole this document for a report of one finding of each weight", () => {
    const place = (line: number, address: string, uri = "out/plan.json") => [
      {
        physicalLocation: { artifactLocation: { uri }, region: { startLine: line } },
        logicalLocations: [{ fullyQualifiedName: address, kind: "resource" }],
      },
    ];
    const evidence = ["seen", "by", "owner", "reason"];
    const verdicts = [
      finding({ address: "a.fail", location: { file: "main.tf", line: 7 }, remedy: "mend {it}" }),
      finding({ address: "a.waived", verdict: "waived", evidence }),
      finding({ address: "a.disputed", verdict: "pass", disputedBy: "CKV_1" }),
      finding({ address: "a.pass", verdict: "pass" }),
    ];
    const rules = [{ id: "is-good", level: "mandatory", examined: 4, pass: 2 }] as const;
    const log = renderSarif(outcomeWith({ rules, verdicts }), { version: "1.2.3", plan: "out/plan.json" });
    const fingerprints = fingerprintsOf(verdicts);
    const about = { ruleId: "is-good", kind: "fail", ruleIndex: 0 };
    expect(JSON.parse(log)).toEqual({
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: "Chargeback",
              version: "1.2.3",
              semanticVersion: "1.2.3",
              rules: [{ id: "is-good", defaultConfiguration: { level: "error" } }],
            },
          },
          columnKind: "utf16CodeUnits",
          invocations: [{ executionSuccessful: true, toolExecutionNotifications: [] }],
          results: [
            {
              ...about,
              level: "error",
              message: { text: "a.fail: it is bad. Fix: mend {{it}}." },
              locations: place(7, "a.fail", "main.tf"),
              properties: { verdict: "fail", level: "mandatory", evidence: [] },
              partialFingerprints: fingerprints[0],
            },
            {
              ...about,
              level: "note",
              message: { text: "a.waived: it is bad." },
              locations: place(1, "a.waived"),
              suppressions: [{ kind: "external", status: "accepted", justification: "by; owner; reason" }],
              properties: { verdict: "waived", level: "mandatory", evidence },
              partialFingerprints: fingerprints[1],
            },
            {
              ...about,
              level: "note",
              message: { text: expect.stringMatching(/^a\.disputed: it is bad\. Disputed: CKV_1 fails it/) },
              locations: place(1, "a.disputed"),
              properties: { verdict: "pass", level: "mandatory", evidence: [], disputedBy: "CKV_1" },
              partialFingerprints: fingerprints[2],
            },
          ],
          properties: {
            target: null,
            plan: { sha256: "00", formatVersion: "1.2", terraformVersion: "1.11.4" },
            summary: nothingCounted,
          },
        },
      ],
    });
  });

  test("of an account names it, and its errors once each by their code", () => {
    const account = { id: "123456789012", regions: ["eu-west-2"] };
    const errors = ["one", "two {2}"].map((message) => ({ code: "unseen", message }));
    const run = runOf(outcomeWith({ account, plan: null, errors: [...errors, { code: "other", message: "three" }] }));
    expect(run.properties).toMatchObject({ account, plan: null });
    expect(run.tool.driver.notifications).toEqual([{ id: "unseen" }, { id: "other" }]);
    expect(run.tool.driver.rules).toEqual(
      ["unseen", "other"].map((id) => ({ id, defaultConfiguration: { level: "error" } })),
    );
    const told = run.invocations?.[0]?.toolExecutionNotifications?.map(({ descriptor, message }) => [
      descriptor?.id,
      descriptor?.index,
      message.text,
    ]);
    expect(told).toEqual([
      ["unseen", 0, "one"],
      ["unseen", 0, "two {{2}}"],
      ["other", 1, "three"],
    ]);
    const [place] = run.results?.[0]?.locations ?? [];
    expect(place?.logicalLocations).toEqual([{ fullyQualifiedName: "account 123456789012" }]);
  });

  test.each(["news-agent", "agents-hcl"])("of %s holds against the standard's schema", async (name) => {
    const run = runOf(await gatePlan(recordedPlan(name), path.join(fixtures, name)));
    expect(run.tool.driver).toMatchObject({ name: "Chargeback", version: "1.2.3", semanticVersion: "1.2.3" });
  });

  test("of a plan that passes has every rule and no result", async () => {
    const outcome = await gatePlan(recordedPlan("news-agent"));
    const run = runOf(outcome);
    expect(run.results).toEqual([]);
    expect(run.invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
    expect(run.tool.driver.rules?.map(({ id }) => id)).toEqual(outcome.report.rules.map(({ id }) => id));
  });

  test("tells the runs of two stacks apart", async () => {
    const run = runOf(await gatePlan(recordedPlan("news-agent")), { stack: "AwsNewsAgent" });
    expect(run.automationDetails).toEqual({ id: "chargeback/AwsNewsAgent/" });
  });

  test("describes a rule of the gate for a person", async () => {
    const [rule] = runOf(await gatePlan(recordedPlan("news-agent"))).tool.driver.rules ?? [];
    expect(rule).toMatchObject({
      id: agentRule,
      shortDescription: { text: "Does every agent call its model through an application inference profile?" },
      defaultConfiguration: { level: "error" },
      helpUri: expect.stringMatching(/^https:/),
      properties: { level: "mandatory", tags: ["cost-allocation"] },
      help: {
        text: expect.stringContaining("answers"),
        markdown: expect.stringContaining("## What its answers mean"),
      },
    });
  });

  test("describes a rule written elsewhere, and names one that it was not given", async () => {
    const outcome = await saying({ rule: "house-rule", verdict: "fail" });
    const source = "a page of ours";
    const rule = {
      id: "house-rule",
      level: "advisory",
      question: "?",
      rationale: "!",
      source,
      examine: () => [],
    } as const;
    const known = runOf(outcome, { rules: [rule] }).tool.driver.rules?.at(-1);
    expect(known).toMatchObject({ id: "house-rule", defaultConfiguration: { level: "warning" } });
    expect(known).not.toHaveProperty("helpUri");
    expect(runOf(outcome).tool.driver.rules?.at(-1)).toMatchObject({ id: "house-rule" });
  });
});

describe("a result", () => {
  test("stands for every failure and every undetermined answer, and for nothing else", async () => {
    const outcome = await agents();
    const expected = outcome.report.verdicts.filter(({ verdict }) => /fail|undetermined/.test(verdict));
    expect(expected.length).toBeGreaterThan(5);
    const results = resultsOf(runOf(outcome));
    expect(results.map(({ ruleId, properties }) => [ruleId, String(properties?.["verdict"])])).toEqual(
      expected.map(({ rule, verdict }) => [rule, verdict]),
    );
  });

  test("points to its rule by index", async () => {
    const run = runOf(await agents());
    for (const { ruleId, ruleIndex } of resultsOf(run)) {
      expect(run.tool.driver.rules?.[ruleIndex ?? -1]?.id).toBe(ruleId);
    }
  });

  test.each([
    ["fail", "mandatory", "error"],
    ["undetermined", "mandatory", "error"],
    ["fail", "advisory", "warning"],
    ["undetermined", "advisory", "warning"],
    ["waived", "mandatory", "note"],
  ] as const)("of %s at level %s is shown as %s", async (verdict, level, shown) => {
    const [result] = resultsOf(runOf(await saying({ verdict, level })));
    expect(result).toMatchObject({ kind: "fail", level: shown, properties: { verdict, level } });
  });

  test("says where, what and how to mend it, and whether it is proven", async () => {
    const run = runOf(await agents());
    const open = resultsOf(run).find(({ properties }) => properties?.["verdict"] === "undetermined");
    expect(open?.message.text).toMatch(/^aws_bedrockagent_agent\.\S+: undetermined: .+\. Fix: .+\.$/);
  });

  test("that is waived is suppressed with the waiver's place, end, owner and reason", async () => {
    const { report, ...rest } = await saying({ verdict: "undetermined", address: waiver().address });
    const verdicts = applyWaivers(report.verdicts, [waiver({ reason: "moves in {May}\u0007" })], now);
    const run = runOf({ ...rest, report: { ...report, verdicts } });
    expect(resultAt(run, agentRule, waiver().address).suppressions).toEqual([
      {
        kind: "external",
        status: "accepted",
        justification:
          "undetermined, but waived by chargeback.yaml#waivers[0] through 2026-04-30 (UTC); owner: team-news; reason: moves in {May}",
      },
    ]);
  });

  test("of a waiver that is not sound stands at the waiver", async () => {
    const { report, ...rest } = await saying({ verdict: "undetermined", address: "a.b" });
    const location = { file: "chargeback.yaml", line: 2 };
    const verdicts = applyWaivers(report.verdicts, [waiver({ location })], now);
    const run = runOf({ ...rest, report: { ...report, verdicts } });
    const result = resultAt(run, "waivers-are-sound", waiver().place);
    expect(result.level).toBe("warning");
    expect(result.locations).toEqual([
      {
        physicalLocation: { artifactLocation: { uri: "chargeback.yaml" }, region: { startLine: 2 } },
        logicalLocations: [{ fullyQualifiedName: waiver().place }],
      },
    ]);
    expect(run.tool.driver.rules?.at(-1)).toMatchObject({ id: "waivers-are-sound", help: expect.anything() });
  });

  test("that is not waived has no suppression", async () => {
    expect(resultsOf(runOf(await saying({ verdict: "fail" })))[0]).not.toHaveProperty("suppressions");
  });

  test("makes neither links nor placeholders of foreign text", async () => {
    const [result] = resultsOf(runOf(await saying({ verdict: "fail", message: "is [x](https://evil.example) {0}" })));
    expect(result?.message.text).toContain("is [x] (https://evil.example) {{0}}");
  });
});

describe("the place", () => {
  const placed = async (verdict: Partial<ReportedVerdict>, options?: Partial<SarifOptions>) =>
    resultsOf(runOf(await saying({ verdict: "fail", ...verdict }), options))[0]?.locations?.[0];

  test("is the resource, its construct and its line", async () => {
    const place = await placed({
      address: 'module.a["x"].aws_bedrockagent_agent.b',
      constructPath: "Stack/Agent",
      location: { file: "src/main.ts", line: 7, column: 3 },
    });
    expect(place).toEqual({
      physicalLocation: { artifactLocation: { uri: "src/main.ts" }, region: { startLine: 7, startColumn: 3 } },
      logicalLocations: [
        { fullyQualifiedName: 'module.a["x"].aws_bedrockagent_agent.b', kind: "resource" },
        { fullyQualifiedName: "Stack/Agent", kind: "construct" },
      ],
    });
  });

  test.each([
    ["aws_x.y", true],
    ["aws_x.y[0]", true],
    ['module.a["x#y"].aws_x.y', true],
    ["arn:aws:lambda:eu-west-2:123456789012:function:x", true],
    ["arn:aws:ecs:eu-west-2:123456789012:cluster/x#y", true],
    ["plan", false],
    ["terraform", false],
    ["chargeback.yaml#waivers[0]", false],
  ])("of %s is a resource: %s", async (address, isResource) => {
    const place = await placed({ address });
    expect(place?.logicalLocations).toEqual([
      isResource ? { fullyQualifiedName: address, kind: "resource" } : { fullyQualifiedName: address },
    ]);
  });

  test.each([
    [undefined, "plan.json"],
    ["chargeback.out/News/offline/plan.json", "chargeback.out/News/offline/plan.json"],
    ["./out/plan.json", "out/plan.json"],
    ["out\\plan.json", "out/plan.json"],
    ["/home/someone/plan.json", "plan.json"],
    ["C:\\Users\\someone\\plan.json", "plan.json"],
    ["../elsewhere/plan.json", "plan.json"],
    ["a b/100%/pl:an.json", "a%20b/100%25/pl%3Aan.json"],
    ["cut\ud800.json", "cut%EF%BF%BD.json"],
  ])("without a line is the plan: %j gives %s", async (plan, uri) => {
    const place = await placed({}, { plan });
    expect(place?.physicalLocation).toEqual({ artifactLocation: { uri }, region: { startLine: 1 } });
  });
});

describe("the fingerprint", () => {
  const all = (run: Run): string[] =>
    resultsOf(run).map(({ partialFingerprints }) => partialFingerprints?.["chargebackRuleAndAddress/v1"] ?? "");

  test("is one of its own for every result", async () => {
    const results = resultsOf(runOf(await agents()));
    for (const name of ["chargebackRuleAndAddress/v1", "primaryLocationLineHash"]) {
      const values = results.map(({ partialFingerprints }) => partialFingerprints?.[name]);
      expect(new Set(values).size).toBe(results.length);
      expect(values).not.toContain(undefined);
    }
  });

  test.each<[string, (plan: PlanJson) => void]>([
    ["rows in another order", (plan) => plan.resource_changes.reverse()],
    [
      "a resource more",
      (plan) => {
        const topic = structuredClone(row(plan, "aws_sns_topic"));
        plan.resource_changes.unshift({ ...topic, address: "aws_sns_topic.more", name: "more" });
      },
    ],
  ])("stays with %s", async (_, change) => {
    const before = all(runOf(await agents()));
    const after = all(runOf(await agents(change)));
    expect(after).toEqual(expect.arrayContaining(before));
  });

  test("stays when the value changes, and goes with the rule and the address", async () => {
    const of = async (verdict: Partial<ReportedVerdict>) =>
      all(runOf(await saying({ verdict: "fail", ...verdict })))[0];
    const first = await of({ address: "a.b", message: "one" });
    expect(await of({ address: "a.b", message: "two", verdict: "undetermined" })).toBe(first);
    expect(await of({ address: "a.c" })).not.toBe(first);
    expect(await of({ address: "a.b", rule: "plan-is-whole" })).not.toBe(first);
  });

  test("tells two findings of one rule about one resource apart, whatever their order", async () => {
    const outcome = await saying({ verdict: "fail", message: "one" });
    const [one] = outcome.report.verdicts;
    const two = { ...(one as ReportedVerdict), message: "two" };
    const fingerprints = (verdicts: ReportedVerdict[]) =>
      all(runOf({ ...outcome, report: { ...outcome.report, verdicts } }));
    const [first, second] = fingerprints([one as ReportedVerdict, two]);
    expect(first).not.toBe(second);
    expect(fingerprints([two, one as ReportedVerdict])).toEqual([second, first]);
  });
});

describe("an error of the gate", () => {
  test("is a notification, and a result that blocks", async () => {
    const run = runOf(await gatePlan({ ...recordedPlan("news-agent"), resource_changes: [] }));
    const [invocation] = run.invocations ?? [];
    expect(invocation).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ descriptor: { id: "nothing-examined", index: 0 }, level: "error" }],
    });
    expect(run.tool.driver.notifications).toEqual([{ id: "nothing-examined" }]);
    expect(resultAt(run, "nothing-examined", "plan")).toMatchObject({ kind: "fail", level: "error" });
  });
});

test("control characters of a plan do not come through", async () => {
  const plan = recordedPlan("news-agent");
  const { change } = row(plan, "aws_bedrockagent_agent");
  change.after["foundation_model"] = "\u001b]0;owned\u0007\u009b\u007famazon";
  delete change.after_unknown["foundation_model"];
  const written = renderSarif(await gatePlan(plan), { version: "1.2.3", stack: "a\u0000b" });
  expect(written).toContain("owned");
  expect(written).not.toMatch(/(?!\n)\p{Cc}/u);
  expect(written).not.toMatch(/\\u00(0|1|7f|8|9)|\\[bfrt]/);
});

test("a sensitive value is not shown", async () => {
  expect(renderSarif(await agents(), { version: "1.2.3" })).not.toContain("secret-model-name");
});
