import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { type CliOptions, freshFolder, root } from "./run-cli";

/** One answer of the fake Terraform to one command. */
export interface Answer {
  exitCode?: number;
  stdout?: string;
  stderr?: string;
  /** Files written in the working folder. */
  files?: Record<string, string>;
  /** Writes the file named by -out. */
  plan?: string;
  /** Notes that it waits, sleeps before it answers, and ends with 1 when a signal comes. */
  waitMs?: number;
}

/** Answers by command; a command asked for more often than it has answers gets its last one again. */
export type Answers = Partial<
  Record<"version" | "init" | "plan" | "show" | "apply" | "output" | "state list", readonly Answer[]>
>;

/** Names of stacks, and the stacks that each depends on. */
export type FakeStacks = Readonly<Record<string, readonly string[]>>;

export interface FakeProject {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Command lines the fake Terraform was called with. */
  calls: () => string[];
}

const plannedLogGroup = {
  format_version: "1.2",
  terraform_version: "1.11.4",
  applyable: true,
  planned_values: {
    root_module: {
      resources: [
        {
          address: "aws_cloudwatch_log_group.logs",
          mode: "managed",
          type: "aws_cloudwatch_log_group",
          name: "logs",
          provider_name: "aws",
          schema_version: 0,
          values: { name: "logs", tags: { Project: "demo" }, tags_all: { Project: "demo" } },
          sensitive_values: {},
        },
      ],
    },
  },
  resource_changes: [
    {
      address: "aws_cloudwatch_log_group.logs",
      mode: "managed",
      type: "aws_cloudwatch_log_group",
      name: "logs",
      provider_name: "aws",
      change: {
        actions: ["create"],
        before: null,
        after: { name: "logs", tags: { Project: "demo" }, tags_all: { Project: "demo" } },
        after_unknown: {},
        before_sensitive: false,
        after_sensitive: {},
      },
    },
  ],
  configuration: {
    root_module: {
      resources: [
        {
          address: "aws_cloudwatch_log_group.logs",
          mode: "managed",
          type: "aws_cloudwatch_log_group",
          name: "logs",
          provider_config_key: "aws",
          expressions: { name: { constant_value: "logs" }, tags: { constant_value: { Project: "demo" } } },
        },
      ],
    },
  },
};

/** A plan the gate lets through. */
export const goodPlan = JSON.stringify(plannedLogGroup);

/** The same plan of a log group whose tags do not arrive: nobody pays for it. */
export const badPlan = goodPlan.replaceAll(
  '"tags":{"Project":"demo"},"tags_all":{"Project":"demo"}',
  '"tags":{},"tags_all":{}',
);

/** A project without cdktf: its app writes this cdk.tf.json for every stack, and Terraform is a script that answers as told. */
export function fakeProject(answers: Answers, cdkTfJson: object = {}, stacks: FakeStacks = { one: [] }): FakeProject {
  const cwd = freshFolder();
  const write = (name: string, content: string): string => {
    const file = path.join(cwd, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  };
  const resource = { aws_cloudwatch_log_group: { logs: { name: "logs", tags: { Project: "demo" } } } };
  const s3 = { bucket: "state", key: "one/terraform.tfstate", region: "eu-west-2", encrypt: true, use_lockfile: true };
  write("cdk.tf.json", JSON.stringify({ terraform: { backend: { s3 } }, resource, ...cdkTfJson }));
  write("cdktf.json", JSON.stringify({ app: `${process.execPath} app.cjs` }));
  write("stacks.json", JSON.stringify(stacks));
  write("app.cjs", appSource);
  write("answers.json", JSON.stringify(answers));
  const terraform = write("bin/terraform", `#!${process.execPath}\n${terraformSource}`);
  chmodSync(terraform, 0o755);
  const log = path.join(cwd, "calls.log");
  return {
    cwd,
    env: {
      CHARGEBACK_TERRAFORM: terraform,
      FAKE_TERRAFORM: cwd,
      CHARGEBACK_PREFLIGHT: "off",
      HOME: cwd,
      TF_CLI_CONFIG_FILE: path.join(root, "none"),
    },
    calls: () => (existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : []),
  };
}

/** For `during`: sends what Ctrl-C sends, to the whole process group, once so many Terraforms wait. */
export const interruptOnceWaiting =
  (project: FakeProject, count: number): NonNullable<CliOptions["during"]> =>
  (child) => {
    const timer = setInterval(() => {
      if (project.calls().filter((call) => call === "WAITS").length < count) return;
      clearInterval(timer);
      process.kill(-(child.pid ?? 0), "SIGINT");
    }, 20);
    child.once("close", () => {
      clearInterval(timer);
    });
  };

const appSource = `
const fs = require("node:fs");
const out = process.env.CDKTF_OUTDIR;
const stacks = {};
for (const [name, dependencies] of Object.entries(JSON.parse(fs.readFileSync("stacks.json", "utf8")))) {
  fs.mkdirSync(out + "/stacks/" + name, { recursive: true });
  fs.copyFileSync("cdk.tf.json", out + "/stacks/" + name + "/cdk.tf.json");
  stacks[name] = { name, constructPath: name, workingDirectory: "stacks/" + name, dependencies };
}
fs.writeFileSync(out + "/manifest.json", JSON.stringify({ stacks }));
`;

const terraformSource = `
const fs = require("node:fs");
const path = require("node:path");
const home = process.env.FAKE_TERRAFORM;
const args = process.argv.slice(2);
const words = args.filter((word) => !word.startsWith("-"));
const command = words[0] === "state" ? words.slice(0, 2).join(" ") : words[0];
const log = path.join(home, "calls.log");
const earlier = fs.existsSync(log) ? fs.readFileSync(log, "utf8").split("\\n") : [];
fs.appendFileSync(log, args.join(" ") + "\\n");
const told = JSON.parse(fs.readFileSync(path.join(home, "answers.json"), "utf8"))[command] ?? [];
const asked = earlier.filter((line) => line.split(" ").filter((word) => !word.startsWith("-")).join(" ").startsWith(command)).length;
const version = JSON.stringify({ terraform_version: "1.11.4", platform: "linux_amd64", terraform_outdated: false });
const usual = { version: { stdout: version }, plan: { plan: "a plan" } };
const answer = told[Math.min(asked, told.length - 1)] ?? usual[command] ?? {};
const end = () => {
  const out = args.find((word) => word.startsWith("-out="));
  if (answer.plan !== undefined) fs.writeFileSync(out.slice(5), answer.plan);
  for (const [name, content] of Object.entries(answer.files ?? {})) fs.writeFileSync(name, content);
  process.stdout.write(answer.stdout ?? "");
  process.stderr.write(answer.stderr ?? "");
  process.exitCode = answer.exitCode ?? 0;
};
if (answer.waitMs) {
  process.on("SIGINT", () => { fs.appendFileSync(log, "SIGINT\\n"); setTimeout(() => process.exit(1), 400); });
  fs.appendFileSync(log, "WAITS\\n");
  setTimeout(end, answer.waitMs);
} else end();
`;
