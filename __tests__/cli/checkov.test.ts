import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Report } from "../../policies";
import { recordedPlan, fixtures } from "../policies/support";
import { standIn, standInEnv, type Behaviour, type StandInOrders } from "../policies/checkov/support/stand-in";
import { fakeProject, goodPlan } from "./support/fake-project";
import { freshFolder, runCli, type CliOptions } from "./support/run-cli";

// Every Checkov here is a stand-in: it proves what the command line does with an answer, and not what Checkov answers.

const agent = "aws_bedrockagent_agent.News_Project_Agent_CE535DE1";
const newsAgent = path.join(fixtures, "news-agent");
const asked = ["check", path.join(newsAgent, "plan.json"), "--config", newsAgent];

/** Where a run has its temporary folders, unless it is given another place for them. */
const temporary = freshFolder();
const leftBehind = (folder = temporary): string[] => readdirSync(folder).filter((name) => name.includes("chargeback"));

const run = (args: readonly string[], orders: StandInOrders = {}, options: CliOptions = {}) =>
  runCli(args, { ...options, env: { ...standInEnv(orders), TMPDIR: temporary, ...options.env } });
const judged = (plan: Behaviour, ...options: string[]) =>
  run([...asked, "--checkov", "required", ...options], { plan });
const reportOf = ({ stdout }: { stdout: string }): Report => JSON.parse(stdout) as Report;

/** What the stand-in was shown. */
interface Seen {
  args: string[];
  env: string[];
  tagKey: string;
  cwd: string;
  fileMode: number;
  folderMode: number;
  plan: string;
  pid: number;
}
const seenBy = (log: string, name = "plan"): Seen =>
  JSON.parse(readFileSync(path.join(log, `${name}.json`), "utf8")) as Seen;

describe("when Checkov is asked", () => {
  const without = { CHECKOV_BIN: undefined, PATH: "/nowhere" };

  test("required and absent ends with exit 3, before anything is judged, and says how to install it", async () => {
    const { exitCode, stdout, stderr } = await run([...asked, "--checkov", "required"], {}, { env: without });
    expect([exitCode, stdout]).toEqual([3, ""]);
    expect(stderr).toMatch(/not found on PATH.*pipx install checkov.*uv tool install checkov.*CHECKOV_BIN/);
  });

  test("auto and absent leaves the verdict to the gate, and says so", async () => {
    const { exitCode, stderr } = await run([...asked, "--checkov", "auto"], {}, { env: without });
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining("Checkov was not found")]);
  });

  test("auto and there counts as much as required", async () => {
    const { exitCode } = await run([...asked, "--checkov", "auto"], { plan: { omit: [agent] } });
    expect(exitCode).toBe(1);
  });

  test("off, and by default, it is not", async () => {
    for (const options of [[], ["--checkov", "off"]]) {
      const log = freshFolder();
      const { exitCode, stderr } = await run([...asked, ...options], { log, plan: { fail: [agent] } });
      expect([exitCode, stderr, readdirSync(log)]).toEqual([0, "", []]);
    }
  });

  test.each([
    ["a mode that there is not", ["--checkov", "sometimes"], {}, /Allowed choices are off, auto, required/],
    ["--checkov-strict alone", ["--checkov-strict"], {}, /--checkov-strict says how .* add --checkov auto/],
    ["--checkov-builtin alone", ["--checkov-builtin"], {}, /--checkov-builtin says how/],
    [
      "a limit that is none",
      ["--checkov", "auto"],
      { CHARGEBACK_CHECKOV_SECONDS: "soon" },
      /"soon"; give whole seconds/,
    ],
  ])("%s is wrong usage", async (_, options, env, message) => {
    const { exitCode, stderr } = await run([...asked, ...options], {}, { env });
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  test.each(["auto", "required"])("a CHECKOV_BIN that is no program ends %s with exit 3", async (mode) => {
    const env = { CHECKOV_BIN: "/nowhere/checkov" };
    const { exitCode, stderr } = await run([...asked, "--checkov", mode], {}, { env });
    expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/CHECKOV_BIN names "\/nowhere\/checkov"/)]);
  });

  test("it is found on PATH", async () => {
    const bin = freshFolder();
    writeFileSync(path.join(bin, "checkov"), `#!/bin/sh\nexec "${process.execPath}" "${standIn}" "$@"\n`, {
      mode: 0o755,
    });
    const env = { CHECKOV_BIN: undefined, PATH: `${bin}:/bin:/usr/bin` };
    const { exitCode, stderr } = await run([...asked, "--checkov", "required"], {}, { env });
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining("Checkov 3.3.13 gave 3 records")]);
  });

  test("plan without agents, profiles and budgets: there is nothing to ask", async () => {
    const file = path.join(freshFolder(), "plan.json");
    writeFileSync(file, goodPlan);
    const log = freshFolder();
    const { exitCode, stderr } = await run(["check", file, "--checkov", "required"], { log });
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining("Checkov was not asked")]);
    expect(readdirSync(log)).toEqual([]);
  });
});

describe("what Checkov is shown", () => {
  test("is a private copy of the plan that is gone afterwards, our checks, and nothing that would change its answer", async () => {
    const log = freshFolder();
    const env = {
      BC_API_KEY: "x",
      CKV_SKIP_CHECK: "CKV_CHARGEBACK_1",
      AWS_SECRET_ACCESS_KEY: "x",
      EVAL_TF_PLAN_AFTER_UNKNOWN: "1",
    };
    expect((await run([...asked, "--checkov", "required"], { log }, { env })).exitCode).toBe(0);
    for (const name of ["plan", "canary"]) {
      const seen = seenBy(log, name);
      const file = seen.args[1] ?? "";
      expect(seen.args).toEqual([
        ...["--file", file, "--framework", "terraform_plan"],
        ...["--check", "CKV_CHARGEBACK_1,CKV_CHARGEBACK_2,CKV_CHARGEBACK_3"],
        ...["--external-checks-dir", path.resolve("policies/checkov"), "--output", "json"],
        ...["--skip-download", "--skip-results-upload"],
      ]);
      expect(seen).toMatchObject({ cwd: path.dirname(file), fileMode: 0o600, folderMode: 0o700, tagKey: "Project" });
      expect(seen.env.filter((each) => each in env || each === "CHECKOV_BIN")).toEqual([]);
      expect(file.startsWith(temporary)).toBe(true);
    }
    expect(leftBehind()).toEqual([]);
  });

  test("has many lines, and none of the plan's secrets", async () => {
    const folder = path.join(__dirname, "..", "policies", "checkov", "fixtures", "checkov-3.3.13");
    const log = freshFolder();
    const { stdout, stderr } = await run(
      ["check", path.join(folder, "plan.json"), "--checkov", "required", "--format", "json"],
      { log, plan: { mode: "recorded", name: "findings" } },
    );
    const { plan } = seenBy(log);
    expect(readFileSync(path.join(folder, "plan.json"), "utf8")).toContain("AKIAFAKEFAKEFAKEFAKE");
    expect([plan, stdout, stderr].join("\n")).not.toMatch(/AKIAFAKE|fakefakefake/);
    expect(plan.split("\n").length).toBeGreaterThan(300);
  });

  test("holds no sensitive value of a plan, and neither does what is said when it fails", async () => {
    const file = path.join(freshFolder(), "plan.json");
    const secret = "correct-horse-battery-staple-42";
    const added = recordedPlan("news-agent") as unknown as {
      planned_values: { root_module: { resources: object[] } };
      resource_changes: object[];
    };
    const profile = {
      address: "aws_bedrock_inference_profile.mine",
      mode: "managed",
      type: "aws_bedrock_inference_profile",
      name: "mine",
    };
    const values = { name: "mine", description: secret, tags_all: { Project: "a" } };
    added.planned_values.root_module.resources.push({ ...profile, values, sensitive_values: { description: true } });
    added.resource_changes.push({
      ...profile,
      change: {
        actions: ["create"],
        before: null,
        after: values,
        after_unknown: {},
        after_sensitive: { description: true },
      },
    });
    writeFileSync(file, JSON.stringify(added));
    const log = freshFolder();
    const { exitCode, stdout, stderr } = await run(["check", file, "--checkov", "required"], {
      log,
      plan: { mode: "garbage", text: `half a report { ${secret}` },
    });
    expect(exitCode).toBe(3);
    expect([seenBy(log).plan, stdout, stderr].join("\n")).not.toContain(secret);
  });

  test("is told the tag's key of the settings", async () => {
    const settings = path.join(freshFolder(), "chargeback.yaml");
    writeFileSync(settings, "tagKey: CostCentre\n");
    const log = freshFolder();
    await run([...asked, "--settings", settings, "--checkov", "required"], { log });
    expect(seenBy(log).tagKey).toBe("CostCentre");
    expect(seenBy(log, "canary").plan).toContain("user:CostCentre$canary");
  });
});

describe("an end that is no answer is exit 3, with no report", () => {
  test.each<[string, Behaviour, RegExp]>([
    ["silence", { mode: "silent" }, /wrote no report/],
    ["garbage", { mode: "garbage" }, /not JSON, or was cut off/],
    ["more than can be read", { mode: "huge" }, /wrote more than can be read/],
    ["a kill", { mode: "killed" }, /ended by SIGKILL/],
    ["a plan it does not find", { mode: "recorded", name: "missing-plan" }, /could not parse the plan/],
    ["a plan it cannot read", { mode: "recorded", name: "broken-plan" }, /no resource at all/],
    ["checks it does not know", { mode: "recorded", name: "unknown-check" }, /no resource at all/],
    ["policies it does not find", { mode: "recorded", name: "missing-policy-dir" }, /no resource at all/],
    ["an exit code of its own", { exitCode: 2 }, /exit code 2/],
    ["a failure that exits 0", { fail: [agent], exitCode: 0 }, /exit code 0, and its report says otherwise/],
    ["an exit 1 without a failure", { exitCode: 1 }, /exit code 1, and its report says otherwise/],
    ["a traceback", { stderr: "Traceback (most recent call last):\nKeyError: 1\n" }, /error of its own[^]*KeyError: 1/],
    ["an id that does not parse", { stderr: "Failed to parse check id CKV_X\n" }, /make out the id/],
    ["a policy that does not load", { stderr: "Cannot load external check 'x'\n" }, /load a policy/],
    ["a policy that raises", { stderr: "Failed to run check CKV_CHARGEBACK_1\n" }, /policy that raises/],
    [
      "another version",
      { summary: { checkov_version: "2.0.1" } },
      /"2.0.1"; what is read here is 3.3.0 or newer, below 4/,
    ],
    ["a parsing error", { summary: { parsing_errors: 1 } }, /could not parse/],
  ])("%s", async (_, plan, message) => {
    const { exitCode, stdout, stderr } = await judged(plan);
    expect([exitCode, stdout]).toEqual([3, ""]);
    expect(stderr).toMatch(message);
    expect(stderr).toContain("--checkov off does without it");
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr).not.toContain("\u001b");
    expect(leftBehind()).toEqual([]);
  });

  test.each<[string, Behaviour, RegExp]>([
    [
      "passes what is known to be bad",
      {
        omit: [],
        extra: [
          { check_id: "CKV_CHARGEBACK_1", check_name: "", address: "aws_bedrockagent_agent.bad", result: "PASSED" },
        ],
      },
      /bad CKV_CHARGEBACK_1 says fail and pass, and fail is right/,
    ],
    [
      "fails what is known to be good",
      { fail: ["aws_budgets_budget.good"] },
      /aws_budgets_budget.good CKV_CHARGEBACK_3 says fail, and pass is right/,
    ],
    ["leaves out what is known", { omit: ["aws_bedrock_inference_profile.bad"] }, /says nothing, and fail is right/],
  ])("a Checkov that %s is not believed", async (_, canary, message) => {
    const { exitCode, stdout, stderr } = await run([...asked, "--checkov", "required"], { canary });
    expect([exitCode, stdout]).toEqual([3, ""]);
    expect(stderr).toMatch(message);
  });

  // Concurrent, since it is waited for: here until the time is up, below until one that does not heed a signal is killed.
  test.concurrent("one that takes too long is stopped, with the workers that it started", async () => {
    const log = freshFolder();
    // Time enough for it to begin on a machine that does much else.
    const env = { CHARGEBACK_CHECKOV_SECONDS: "5", TMPDIR: freshFolder() };
    const { exitCode, stderr } = await run(
      [...asked, "--checkov", "required"],
      { log, plan: { mode: "stubborn" } },
      { env },
    );
    expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/stopped after 5 s: set CHARGEBACK_CHECKOV_SECONDS/)]);
    expect([seenBy(log).pid, Number(readFileSync(path.join(log, "worker.pid"), "utf8"))].filter(isAlive)).toEqual([]);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // What has ended and was not waited for is still in the table.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

describe("an interrupt", () => {
  test.concurrent.each<[NodeJS.Signals, "slow" | "stubborn"]>([
    ["SIGINT", "slow"],
    ["SIGTERM", "slow"],
    ["SIGTERM", "stubborn"],
  ])("by %s ends a %s Checkov, and leaves nothing behind", async (signal, mode) => {
    const [log, own] = [freshFolder(), freshFolder()];
    let before: string[] = [];
    const { exitCode, stdout } = await run(
      [...asked, "--checkov", "required"],
      { log, plan: { mode } },
      {
        env: { TMPDIR: own },
        during: (child) => {
          const waiting = setInterval(() => {
            if (!existsSync(path.join(log, mode === "stubborn" ? "worker.pid" : "plan.json"))) return;
            clearInterval(waiting);
            before = leftBehind(own);
            child.kill(signal);
          }, 50);
        },
      },
    );
    expect([exitCode, stdout]).toEqual([130, ""]);
    expect([before, leftBehind(own)]).toEqual([[expect.any(String)], []]);
    expect(isAlive(seenBy(log).pid)).toBe(false);
  });
});

describe("in the report", () => {
  test("a missing record is undetermined, and blocks", async () => {
    const done = await judged({ omit: [agent] }, "--format", "json");
    expect(done.exitCode).toBe(1);
    const verdict = reportOf(done).verdicts.find(({ address }) => address === agent);
    expect(verdict?.verdict).toBe("undetermined");
    expect(verdict?.constructPath).toMatch(/\/Agent$/);
  });

  test.each(["text", "json", "sarif", "junit", "github", "gitlab", "markdown"])(
    "%s shows a disputed pass, and does not block",
    async (format) => {
      const { exitCode, stdout } = await judged({ fail: [agent] }, "--format", format);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/Checkov(?:'|&apos;|%27)s CKV(?:_|\\_)CHARGEBACK(?:_|\\_)1/);
      expect(stdout).toContain(format === "markdown" ? "News" : agent);
    },
  );

  test("a disputed pass fails with --checkov-strict, with its construct path", async () => {
    const done = await judged({ fail: [agent] }, "--checkov-strict", "--format", "json");
    expect(done.exitCode).toBe(1);
    expect(reportOf(done).verdicts.find(({ address }) => address === agent)).toMatchObject({ verdict: "fail" });
  });

  test("--checkov-builtin asks for all checks, and shows what is not ours as advice", async () => {
    const log = freshFolder();
    const extra = [
      {
        check_id: "CKV_AWS_50",
        check_name: "X-Ray tracing",
        address: "aws_lambda_function.x",
        result: "FAILED" as const,
      },
    ];
    const args = [...asked, "--checkov", "required", "--checkov-builtin", "--format", "json"];
    const done = await run(args, { log, plan: { extra } });
    expect(done.exitCode).toBe(0);
    expect(seenBy(log).args).not.toContain("--check");
    expect(seenBy(log, "canary").args).toContain("--check");
    expect(reportOf(done).rules.at(-1)).toEqual({ id: "checkov-builtin", level: "advisory", examined: 1, pass: 0 });
  });
});

describe("plan and apply", () => {
  const project = () => {
    const made = fakeProject({ show: [{ stdout: goodPlan }] });
    mkdirSync(path.join(made.cwd, "log"));
    return { ...made, log: path.join(made.cwd, "log") };
  };

  test("plan asks Checkov about the plan that it gates", async () => {
    const { cwd, env, log } = project();
    const args = ["plan", "--target", "offline", "--checkov", "required", "--checkov-builtin"];
    const { exitCode, stderr } = await run(args, { log }, { cwd, env });
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining("Checkov 3.3.13 gave 0 records")]);
    expect(seenBy(log).plan).toContain("aws_cloudwatch_log_group");
  });

  test("apply changes nothing when Checkov cannot be believed", async () => {
    const { cwd, env, log, calls } = project();
    const args = ["apply", "--auto-approve", "--checkov", "required", "--checkov-builtin"];
    const { exitCode } = await run(
      args,
      { log, plan: { mode: "garbage" } },
      { cwd, env: { ...env, AWS_REGION: "eu-west-2" } },
    );
    expect(exitCode).toBe(3);
    expect(existsSync(path.join(log, "plan.json"))).toBe(true);
    expect(calls().some((call) => call.startsWith("apply"))).toBe(false);
  });

  test("destroy has no such option", async () => {
    expect((await run(["destroy", "--checkov", "required"])).exitCode).toBe(2);
  });
});

test("rules --format json names the checks that mirror a rule", async () => {
  const { stdout } = await runCli(["rules", "--format", "json"]);
  const rules = JSON.parse(stdout) as { id: string; checkov: string[] }[];
  expect(rules.flatMap(({ id, checkov }) => checkov.map((check) => [check, id])).toSorted()).toEqual([
    ["CKV_CHARGEBACK_1", "agent-uses-inference-profile"],
    ["CKV_CHARGEBACK_2", "inference-profile-has-project-tag"],
    ["CKV_CHARGEBACK_3", "budget-matches-project-tag"],
  ]);
});
