import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import type { Judged } from "../../../policies/report/renderer";
import { renderGitlab } from "../../../policies/report/gitlab";
import { fingerprintsOf } from "../../../policies/report/fingerprint";
import { finding, outcomeWith } from "./hand-made";
import { bad, empty, everyKind, good, many, plans, saying, stack } from "./support";

/**
 * GitLab publishes no schema, but this table, with every member required, and the demand that a path is relative and has no `./` in
 * front: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
const schema = {
  type: "array",
  items: {
    type: "object",
    required: ["description", "check_name", "fingerprint", "severity", "location"],
    additionalProperties: false,
    properties: {
      description: { type: "string", minLength: 1 },
      check_name: { type: "string", minLength: 1 },
      fingerprint: { type: "string", pattern: "^[0-9a-f]{64}$" },
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        required: ["path", "lines"],
        additionalProperties: false,
        properties: {
          path: { type: "string", pattern: "^(?!\\./|\\.\\./|/).+" },
          lines: {
            type: "object",
            required: ["begin"],
            additionalProperties: false,
            properties: { begin: { type: "integer", minimum: 1 } },
          },
        },
      },
    },
  },
};
const validate = new Ajv({ allErrors: true }).compile(schema);

interface Finding {
  description: string;
  fingerprint: string;
  severity: string;
  location: { path: string; lines: { begin: number } };
}

function findingsOf(judged: readonly Judged[], folder?: string): Finding[] {
  const findings = JSON.parse(renderGitlab(judged, { folder })) as Finding[];
  validate(findings);
  expect(validate.errors).toBeNull();
  return findings;
}

describe("the Code Quality report", () => {
  test("is in whole this list for a report of a few findings", () => {
    const verdicts = [
      finding({ address: "a.fail", location: { file: "main.tf", line: 7 }, remedy: "mend it" }),
      finding({ address: "a.disputed", verdict: "pass", disputedBy: "CKV_1" }),
      finding({ address: "a.advice", level: "advisory" }),
      finding({ address: "a.waived", verdict: "waived", evidence: ["by", "owner", "reason"] }),
    ];
    const outcome = outcomeWith({ verdicts });
    const fingerprint = expect.stringMatching(/^[0-9a-f]{64}$/);
    const atPlan = { path: "infra/plan.json", lines: { begin: 1 } };
    const about = { check_name: "is-good", fingerprint };
    const advice = { ...about, severity: "minor", location: atPlan };
    expect(findingsOf([{ outcome }], "infra")).toEqual([
      {
        ...about,
        description: "a.fail: it is bad. Fix: mend it.",
        severity: "blocker",
        location: { path: "infra/main.tf", lines: { begin: 7 } },
      },
      { ...advice, description: "advisory: a.advice: it is bad." },
      {
        ...about,
        description: expect.stringMatching(/^a\.disputed: .* Disputed:/),
        severity: "info",
        location: atPlan,
      },
      { ...about, description: "a.waived: by; owner; reason", severity: "info", location: atPlan },
    ]);
    const named = findingsOf([{ outcome, stack: "Li\u0007ve", plan: "out/\u0007p.json" }]);
    expect(named[1]).toMatchObject({
      description: "Live: advisory: a.advice: it is bad.",
      location: { path: "out/p.json" },
    });
  });

  test("has the fingerprint that the other reports have too, and for a stack one of its own", () => {
    const outcome = outcomeWith({ verdicts: [finding()] });
    const [same] = fingerprintsOf([finding()]);
    const alone = same?.["chargebackRuleAndAddress/v1"];
    const digest = createHash("sha256")
      .update(JSON.stringify(["Live", alone]))
      .digest("hex");
    const of = (name?: string) => findingsOf([{ outcome, stack: name }])[0]?.fingerprint;
    expect([of(), of("Live")]).toEqual([alone, digest]);
  });

  test.each(plans)("of %s holds against GitLab's table", async (_, judged) => {
    const findings = findingsOf(await judged());
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
    for (const { description, location } of findings) expect(description + location.path).not.toMatch(/\p{Cc}/u);
  });

  test("begins with no byte order mark, and is an empty list for a plan that passes", async () => {
    expect(renderGitlab([{ outcome: await good() }], {})).toBe("[]\n");
  });

  test("tells what is proven wrong, what is not proven, advice and waivers apart", async () => {
    const shown = findingsOf([{ outcome: await everyKind() }]);
    expect(shown.map(({ severity, description }) => [severity, description])).toEqual([
      ["blocker", "a.fail: it is bad. Fix: mend it."],
      ["critical", "a.open: undetermined: it is open. Fix: settle it."],
      ["minor", "advisory: a.advice: it could be better."],
      ["minor", "advisory: a.advice_open: undetermined: who knows."],
      ["info", "a.waived: by; owner; reason"],
    ]);
  });

  test.each([
    [{ file: "infra/main.tf", line: 7 }, "infra/main.tf", 7],
    [{ file: "./main.tf", line: 1 }, "main.tf", 1],
    [{ file: "infra\\a b.tf", line: 2 }, "infra/a b.tf", 2],
    [{ file: "/home/somebody/main.tf", line: 3 }, "main.tf", 3],
    [{ file: "../main.tf", line: 4 }, "main.tf", 4],
  ])("stands at %j", async (location, file, begin) => {
    const [finding] = findingsOf([{ outcome: await saying({ location }) }]);
    expect(finding?.location).toEqual({ path: file, lines: { begin } });
  });

  test.each([
    ["main.tf", "infra/live/main.tf"],
    ["../modules/agent/main.tf", "infra/modules/agent/main.tf"],
    ["../../../main.tf", "main.tf"],
    ["/home/somebody/main.tf", "main.tf"],
  ])("names %s from the root of the repository", async (file, named) => {
    const outcome = await saying({ location: { file, line: 1 } });
    expect(findingsOf([{ outcome }], "infra/live")[0]?.location.path).toBe(named);
  });

  test("stands at the plan without a line of source", async () => {
    const outcome = await saying({});
    expect(findingsOf([{ outcome, plan: "./out/p.json" }])[0]?.location).toEqual({
      path: "out/p.json",
      lines: { begin: 1 },
    });
    expect(findingsOf([{ outcome }])[0]?.location.path).toBe("plan.json");
  });

  test("has fingerprints that stay with another message and line, and differ by stack", async () => {
    const of = async (name: string | undefined, message: string, line: number): Promise<string | undefined> => {
      const outcome = await saying({ address: "a.b", message, location: { file: "main.tf", line } });
      return findingsOf([{ outcome, stack: name }])[0]?.fingerprint;
    };
    const first = await of("A", "one", 1);
    expect(await of("A", "two", 2)).toBe(first);
    expect(await of("B", "one", 1)).not.toBe(first);
    expect(await of(undefined, "one", 1)).not.toBe(first);
  });

  test("has all findings of all stacks, and an error of the gate", async () => {
    const all = findingsOf([await stack("A", many(300)), await stack("B", bad()), await stack("C", empty())]);
    const ofB = (await bad()).report.verdicts.filter(({ verdict }) => /fail|undetermined/.test(verdict));
    expect(all).toHaveLength(300 + ofB.length + 1);
    expect(all.at(-1)).toMatchObject({ severity: "blocker", check_name: "nothing-examined" });
  });
});
