import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Report } from "../../../policies";
import { mirroredChecks } from "../../../policies/checkov/checks";
import { freshFolder, root, runCli } from "../../cli/support/run-cli";
import { fixtures, gatePlan, recordedPlan } from "../support";
import { hasPython, policiesFolder, realCheckov, standInEnv } from "./support/stand-in";

const policies = { mode: "policies" } as const;

/**
 * What must hold of the real Checkov. Where it is not installed only a stand-in is asked: it runs the real policies, and shows them
 * a plan in the form that was recorded. That is no proof of what Checkov itself does.
 */
const engines: [string, NodeJS.ProcessEnv | undefined][] = [
  [
    "a stand-in (skipped where there is no python3)",
    hasPython ? standInEnv({ plan: policies, canary: policies }) : undefined,
  ],
  ["the real Checkov (skipped where it is not installed)", realCheckov],
];

describe.each(engines)("with %s", (_, env) => {
  const testWhereItIs = env === undefined ? test.skip : test;
  const check = (fixture: string, ...options: string[]) => {
    const folder = path.join(fixtures, fixture);
    const args = ["check", path.join(folder, "plan.json"), "--config", folder, "--format", "json", ...options];
    return runCli([...args, "--checkov", "required"], { env: env ?? {} });
  };

  testWhereItIs("a plan that both pass exits 0, with an answer about every resource", async () => {
    const run = await check("news-agent");
    expect([run.exitCode, run.stderr]).toEqual([0, expect.stringMatching(/gave 3 records/)]);
    const { verdicts } = JSON.parse(run.stdout) as Report;
    for (const { id, rule } of mirroredChecks) {
      const said = verdicts.filter((each) => each.rule === rule).map(({ evidence }) => evidence.at(-1));
      expect(said).toEqual([expect.stringMatching(new RegExp(`^Checkov 3\\.\\d+\\.\\d+: ${id} passes it$`))]);
    }
  });

  testWhereItIs.each(["agents-hcl", "budget-hcl"])(
    "nothing of %s passes that does not pass without Checkov, and nothing is left out",
    async (fixture) => {
      const alone = await gatePlan(recordedPlan(fixture), path.join(fixtures, fixture));
      const run = await check(fixture);
      const { verdicts } = JSON.parse(run.stdout) as Report;
      const open = (all: Report["verdicts"]) =>
        all.filter(({ verdict }) => /fail|undetermined/.test(verdict)).map(({ rule, address }) => `${rule} ${address}`);
      expect(open(verdicts)).toEqual(expect.arrayContaining(open(alone.report.verdicts)));
      for (const { id, rule, examines } of mirroredChecks) {
        for (const { address } of examines(alone.estate)) {
          const found = verdicts.find((each) => each.rule === rule && each.address === address);
          expect(found?.evidence.join("\n")).toMatch(new RegExp(`: ${id} (passes|fails) it`));
        }
      }
    },
  );

  testWhereItIs("what only the gate can prove is disputed, and blocks when strict", async () => {
    const disputed = (text: string): string[] =>
      (JSON.parse(text) as Report).verdicts.flatMap((each) => (each.disputedBy === undefined ? [] : [each.address]));
    const lenient = await check("agents-hcl");
    const strict = await check("agents-hcl", "--checkov-strict");
    expect(disputed(lenient.stdout)).toContain("aws_bedrockagent_agent.pass_local");
    expect(disputed(lenient.stdout)).not.toContain("aws_bedrockagent_agent.pass_reference");
    expect(disputed(strict.stdout)).toEqual([]);
  });

  /** Asks with the policies changed. */
  function askWith(change: (folder: string) => void): { error?: string; records?: unknown[] } {
    const folder = path.join(freshFolder(), "checkov");
    cpSync(policiesFolder, folder, { recursive: true, filter: (file) => !/\.ts$|__pycache__/.test(file) });
    change(folder);
    const plan = path.join(fixtures, "news-agent", "plan.json");
    const expected = JSON.stringify([{ check: "CKV_CHARGEBACK_1", address: "x" }]);
    const script = path.join(__dirname, "support", "ask.ts");
    const run = spawnSync(process.execPath, ["--import", "tsx", script, plan, folder, expected], {
      cwd: root,
      env: { ...process.env, ...env },
    });
    return JSON.parse(run.stdout.toString()) as { error?: string };
  }

  const agentPolicy = "chargeback_agent_uses_inference_profile.py";
  const rewrite = (folder: string, from: string, to: string): void => {
    const file = path.join(folder, agentPolicy);
    const source = readFileSync(file, "utf8");
    expect(source).toContain(from);
    writeFileSync(file, source.replace(from, to));
  };

  testWhereItIs.each<[string, (folder: string) => void]>([
    [
      "that are not there",
      (folder) => {
        rmSync(folder, { recursive: true });
      },
    ],
    [
      "of which one is not there",
      (folder) => {
        rmSync(path.join(folder, agentPolicy));
      },
    ],
    [
      "in a folder that is empty",
      (folder) => {
        rmSync(folder, { recursive: true });
        mkdirSync(folder);
      },
    ],
    [
      "that cannot be imported",
      (folder) => {
        rewrite(folder, "import re\n", "import no_such_module\n");
      },
    ],
    [
      "that do not parse",
      (folder) => {
        rewrite(folder, "import re\n", "import (\n");
      },
    ],
    [
      "that raise",
      (folder) => {
        rewrite(folder, "model = conf", "raise KeyError(1)\n        model = conf");
      },
    ],
    [
      "with another id",
      (folder) => {
        rewrite(folder, 'CKV_CHARGEBACK_1"', 'CKV_CHARGEBACK_9"');
      },
    ],
    [
      "for a misspelt type",
      (folder) => {
        rewrite(folder, 'aws_bedrockagent_agent"', 'aws_bedrock_agent"');
      },
    ],
    [
      "that pass everything",
      (folder) => {
        rewrite(folder, "else CheckResult.FAILED", "else CheckResult.PASSED");
      },
    ],
    [
      "that fail everything",
      (folder) => {
        rewrite(folder, "return CheckResult.PASSED if", "return CheckResult.FAILED if");
      },
    ],
  ])("policies %s are an error", (_case, change) => {
    expect(askWith(change).error).toMatch(/^CheckovError: /);
  });

  testWhereItIs("policies as they are are none", () => {
    expect(askWith(() => undefined).records).toHaveLength(3);
  });
});
