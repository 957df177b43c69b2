import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { parse } from "yaml";

const root = path.join(__dirname, "..", "..");
const read = (...names: string[]): string => readFileSync(path.join(root, ...names), "utf8");
const fresh = (): string => mkdtempSync(path.join(tmpdir(), "ci-"));
const put = (file: string, content: string): string => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
};

/** What GitHub's own parser has against a file. */
const githubErrors = (kind: "action" | "workflow", content: string): string[] => {
  const file = put(path.join(fresh(), "file.yml"), content);
  const parser = path.join(__dirname, "parse-github.mjs");
  return JSON.parse(
    execFileSync(process.execPath, ["--import", "tsx", parser, kind, file], { encoding: "utf8" }),
  ) as string[];
};

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const followsGitlab = ajv.compile(JSON.parse(read("__tests__", "ci", "schemas", "gitlab-ci.json")) as object);

describe("the schemas", () => {
  const versions = read(".github", "workflows", "versions.yml");

  test("GitHub takes the action and the workflows, and would not take a misspelt one", () => {
    const [action, workflow] = [read("action.yml"), read("docs", "ci", "github.yml")];
    expect(githubErrors("action", action)).toEqual([]);
    expect(githubErrors("workflow", workflow)).toEqual([]);
    expect(githubErrors("workflow", versions)).toEqual([]);
    expect(githubErrors("action", action.replace("using: composite", "uses: composite"))).not.toEqual([]);
    expect(githubErrors("workflow", workflow.replace("fail-fast:", "failfast:"))).not.toEqual([]);
  });

  test("GitLab takes the pipeline, and would not take a misspelt one", () => {
    const pipeline = read("docs", "ci", "gitlab.yml");
    followsGitlab(parse(pipeline));
    expect(followsGitlab.errors).toBeNull();
    expect(followsGitlab(parse(pipeline.replace("reports:", "report:")))).toBe(false);
  });

  test("everything that is used is pinned to a commit", () => {
    const used = `${read("action.yml")}${read("docs", "ci", "github.yml")}${versions}`.match(/uses: .*/g) ?? [];
    expect(used.length).toBeGreaterThan(5);
    for (const each of used) expect(each).toMatch(/@[0-9a-f]{40}( # v\d+\.\d+\.\d+)?$/);
  });

  test("what the weekly workflow runs are scripts of package.json", () => {
    const { jobs } = parse(versions) as { jobs: { npm: { strategy: { matrix: { command: string[] } } } } };
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(jobs.npm.strategy.matrix.command));
  });
});

interface Action {
  readonly inputs: Record<string, { readonly default: string }>;
  readonly runs: { readonly steps: readonly { readonly id?: string; readonly run?: string }[] };
}
const action = parse(read("action.yml")) as Action;
const { version } = JSON.parse(read("package.json")) as { version: string };

describe("the action's gate", () => {
  const script = action.runs.steps.find(({ id }) => id === "gate")?.run ?? "";

  /** Runs the step in a project whose chargeback tells what it was called with. */
  const runGate = (inputs: Record<string, string>) => {
    const cwd = fresh();
    const output = path.join(cwd, "output");
    const command = put(
      path.join(cwd, "node_modules", ".bin", "chargeback"),
      "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 1\n",
    );
    chmodSync(command, 0o755);
    const empty = { STACKS: "", PLANS: "", CONFIG: "", TARGET: "aws", VERSION: version, FOLDER: "app" };
    const env = { PATH: process.env["PATH"], GITHUB_OUTPUT: output, ...empty, ...inputs };
    const { status, stdout } = spawnSync("bash", ["-eo", "pipefail", "-c", script], { cwd, env, encoding: "utf8" });
    return { status, args: stdout.trimEnd().split("\n"), output: readFileSync(output, "utf8") };
  };
  const formats = [
    "github",
    "sarif=chargeback.out/reports/chargeback.sarif",
    "markdown=chargeback.out/reports/chargeback.md",
  ];
  const asked = formats.flatMap((each) => ["--format", each]);

  test("plans the stacks, and a blocked plan fails the step", () => {
    expect(runGate({ STACKS: "One Two" })).toEqual({
      status: 1,
      args: ["plan", ...asked, "--target", "aws", "--", "One", "Two"],
      output: "sarif=app/chargeback.out/reports/chargeback.sarif\ncomment=app/chargeback.out/reports/chargeback.md\n",
    });
    expect(runGate({}).args).toEqual(["plan", ...asked, "--target", "aws", "--"]);
  });

  test("checks plans where there are some", () => {
    expect(runGate({ PLANS: "a.json", CONFIG: "my folder" }).args).toEqual([
      "check",
      ...asked,
      "--config",
      "my folder",
      "--",
      "a.json",
    ]);
  });

  test("takes an input for what it is, whatever stands in it", () => {
    const { args } = runGate({ STACKS: "$(id) `id` ;id --auto-approve *", TARGET: "$(id)" });
    expect(args.slice(-7)).toEqual(["$(id)", "--", "$(id)", "`id`", ";id", "--auto-approve", "*"]);
  });

  test("installs the version that it belongs to", () => {
    expect(action.inputs["version"]?.default).toBe(version);
  });
});

describe.each([
  ["GitHub", "github.yml", (stack: string) => path.join("plans", "plans-0", stack)],
  ["GitLab", "gitlab.yml", (stack: string) => path.join("chargeback.out", stack)],
])("the apply job of %s", (_, file, folderOf) => {
  const { jobs, apply } = parse(read("docs", "ci", file)) as {
    jobs?: { apply: { steps: { id?: string; run?: string }[] } };
    apply?: { script: string[] };
  };
  const script = apply?.script.join("\n") ?? jobs?.apply.steps.find(({ id }) => id === "apply")?.run ?? "";

  /** Runs the job on two judged stacks, with a Terraform that tells what it was called with. */
  const run = (reportOf: (stack: string, digest: string) => object) => {
    const cwd = fresh();
    const terraform = put(path.join(cwd, "bin", "terraform"), `#!/bin/sh\necho "$@" >> "${path.join(cwd, "calls")}"\n`);
    chmodSync(terraform, 0o755);
    put(path.join(cwd, "calls"), "");
    put(path.join(cwd, "chargeback.out", "stacks.txt"), "Second\nFirst\n");
    for (const stack of ["First", "Second"]) {
      const digest = createHash("sha256").update(`plan of ${stack}`).digest("hex");
      put(path.join(cwd, folderOf(stack), "plan.tfplan"), `plan of ${stack}`);
      put(path.join(cwd, folderOf(stack), "report.json"), JSON.stringify(reportOf(stack, digest)));
    }
    const env = { PATH: `${path.join(cwd, "bin")}:${process.env["PATH"] ?? ""}`, STACKS: "Second First" };
    const { status } = spawnSync("bash", ["-e", "-c", script], { cwd, env });
    return { status, calls: readFileSync(path.join(cwd, "calls"), "utf8").trimEnd() };
  };
  const callsFor = (stack: string) =>
    `-chdir=${folderOf(stack)}/aws init -input=false\n-chdir=${folderOf(stack)}/aws apply -input=false ../plan.tfplan`;

  test("applies the plans that were judged, in the order of the stacks", () => {
    const { status, calls } = run((_stack, sha256) => ({ summary: { blocked: false }, plan: { sha256 } }));
    expect({ status, calls }).toEqual({ status: 0, calls: `${callsFor("Second")}\n${callsFor("First")}` });
  });

  test.each<[string, (stack: string, digest: string) => object]>([
    ["was blocked", (stack, sha256) => ({ summary: { blocked: stack === "First" }, plan: { sha256 } })],
    [
      "is another one than was judged",
      (stack, sha256) => ({ summary: { blocked: false }, plan: { sha256: stack === "First" ? "0" : sha256 } }),
    ],
  ])("stops at a plan that %s", (_case, reportOf) => {
    const { status, calls } = run(reportOf);
    expect(status).not.toBe(0);
    expect(calls).toBe(callsFor("Second"));
  });
});
