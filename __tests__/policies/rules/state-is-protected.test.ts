import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { known } from "../../../policies/attribute";
import { goodEstate } from "../../../policies/canary/estates";
import type { Estate } from "../../../policies/estate";
import { stateIsProtected } from "../../../policies/rules/state-is-protected";
import { fixtures, gatePlan, recordedPlan, verdictsOf, type Verdict } from "../support";

const rule = "state-is-protected";
const block = /backend "s3" \{[^}]*\}/;
const full = 'backend "s3" {\n bucket = "b"\n key = "k"\n region = "eu-west-2"\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "chargeback-state-"));
  cpSync(path.join(fixtures, "state-hcl"), folder, { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function judge(configDir: string | undefined = folder): Promise<Verdict[]> {
  return verdictsOf(await gatePlan(recordedPlan("state-hcl"), configDir), rule);
}

const write = (file: string, text: string): void => {
  writeFileSync(path.join(folder, file), text);
};

function withBackend(text: string): void {
  const file = path.join(folder, "terraform.tf");
  writeFileSync(file, readFileSync(file, "utf8").replace(block, text));
}

test("the state in S3 passes, whatever override a target lays, and says where it stands", async () => {
  const file = path.join(folder, "terraform.tf");
  expect(await judge()).toEqual([
    expect.objectContaining({ verdict: "pass", address: "terraform.backend.s3", location: { file, line: 11 } }),
  ]);
});

test("without the folder nothing is known of it", async () => {
  expect(verdictsOf(await gatePlan(recordedPlan("state-hcl")), rule)).toEqual([
    expect.objectContaining({ verdict: "notApplicable", message: expect.stringContaining("--config DIR") }),
  ]);
});

describe("a backend", () => {
  test.each([
    ["not at all", "", "terraform", "fail", "a file on the machine"],
    ["local", 'backend "local" {}', "terraform.backend.local", "fail", "a file on the machine"],
    ["not encrypted", `${full} use_lockfile = true\n}`, "terraform.backend.s3", "fail", "without encrypt = true"],
    [
      "encrypt = false",
      `${full} encrypt = false\n use_lockfile = true\n}`,
      "terraform.backend.s3",
      "fail",
      "without encrypt",
    ],
    ["not locked", `${full} encrypt = true\n}`, "terraform.backend.s3", "fail", "without use_lockfile = true"],
    ["neither", `${full}\n}`, "terraform.backend.s3", "fail", "without encrypt = true and use_lockfile = true"],
    [
      "locked by a table",
      `${full} encrypt = true\n dynamodb_table = "t"\n}`,
      "terraform.backend.s3",
      "pass",
      "deprecates",
    ],
    [
      "locked by a table without name",
      `${full} encrypt = true\n dynamodb_table = ""\n}`,
      "terraform.backend.s3",
      "fail",
      "without use_lockfile",
    ],
    [
      "set by text",
      `${full} encrypt = "true"\n use_lockfile = "true"\n}`,
      "terraform.backend.s3",
      "pass",
      "by a lock file",
    ],
    ["partial", 'backend "s3" {}', "terraform.backend.s3", "undetermined", "-backend-config may"],
    [
      "partial, protected",
      'backend "s3" {\n encrypt = true\n use_lockfile = true\n}',
      "terraform.backend.s3",
      "pass",
      "by a lock file",
    ],
    [
      "partial, refused",
      'backend "s3" {\n encrypt = false\n}',
      "terraform.backend.s3",
      "fail",
      "without encrypt = true",
    ],
    ["Terraform Cloud", 'cloud {\n organization = "o"\n}', "terraform.cloud", "pass", "encrypts and locks"],
    ["remote", 'backend "remote" {}', "terraform.backend.remote", "pass", "encrypts and locks"],
    [
      "of another kind",
      'backend "pg" {}',
      "terraform.backend.pg",
      "undetermined",
      "nothing proves that the backend pg",
    ],
  ])("%s", async (_, text, address, verdict, message) => {
    withBackend(text);
    expect(await judge()).toEqual([
      expect.objectContaining({ verdict, address, level: "mandatory", message: expect.stringContaining(message) }),
    ]);
  });
});

describe("an override file of a person's own", () => {
  test.each([
    [
      "takes the place of the block, whole",
      'terraform {\n backend "s3" { encrypt = true }\n}',
      "terraform.backend.s3",
      "undetermined",
    ],
    ["can make the state local", 'terraform {\n backend "local" {}\n}', "terraform.backend.local", "fail"],
    ["can go to Terraform Cloud", "terraform {\n cloud {}\n}", "terraform.cloud", "pass"],
    ["may say nothing of it", 'terraform { required_version = ">= 1.11" }', "terraform.backend.s3", "pass"],
  ])("%s", async (_, text, address, verdict) => {
    write("mine_override.tf", text);
    expect(await judge()).toEqual([expect.objectContaining({ verdict, address })]);
  });

  test("of the same end as ours counts as well", async () => {
    write("not_chargeback_override.tf.json", '{"terraform": [{"backend": [{"local": {}}]}]}');
    expect(await judge()).toEqual([expect.objectContaining({ verdict: "fail", address: "terraform.backend.local" })]);
  });
});

describe("the synthesized stack", () => {
  const news = path.join(fixtures, "news-agent");

  test("passes by its cdk.tf.json", async () => {
    const [verdict] = verdictsOf(await gatePlan(recordedPlan("news-agent"), news), rule);
    expect(verdict).toMatchObject({
      verdict: "pass",
      evidence: ["terraform.backend.s3: encrypt = true", expect.any(String)],
    });
  });

  test("fails without its backend", async () => {
    const stack = JSON.parse(readFileSync(path.join(news, "cdk.tf.json"), "utf8")) as {
      terraform: { backend?: unknown };
    };
    delete stack.terraform.backend;
    rmSync(folder, { recursive: true });
    cpSync(news, folder, { recursive: true });
    write("cdk.tf.json", JSON.stringify(stack));
    const [verdict] = verdictsOf(await gatePlan(recordedPlan("news-agent"), folder), rule);
    expect(verdict).toMatchObject({ verdict: "fail", address: "terraform" });
  });
});

test("a plan with nothing else to judge is refused, however well its state is kept", async () => {
  const plan = { ...recordedPlan("state-hcl"), resource_changes: [] };
  const { report } = await gatePlan(plan, folder);
  expect(report.errors).toEqual([expect.objectContaining({ code: "nothing-examined" })]);
});

const inS3 =
  'keep it in S3: terraform { backend "s3" { bucket, key, region, encrypt = true, use_lockfile = true } }; in CDKTF extend ChargebackStack, or call addStateBackend(stack, { bucket, region })';

/** What is said of a backend with these settings, or of none at hand. */
function judgedBackend(type: string | undefined, settings: Record<string, unknown> = {}) {
  const stateBackend: Estate["stateBackend"] =
    type === undefined ? undefined : { address: "it", type, setting: (name) => known(settings[name] ?? null) };
  return stateIsProtected.examine({ ...goodEstate("Project"), stateBackend }, { tagKey: "Project", now: new Date() });
}

describe("what is said of a state", () => {
  test("that nobody knows", () => {
    expect(judgedBackend(undefined)).toEqual([
      {
        verdict: "notApplicable",
        address: "terraform",
        message: "the plan does not tell where the state is kept: give the configuration folder with --config DIR",
        evidence: [],
      },
    ]);
  });

  test("on the machine", () => {
    expect(judgedBackend("local")).toEqual([
      {
        verdict: "fail",
        address: "it",
        message: "the state is a file on the machine that runs Terraform: neither encrypted nor shared nor backed up",
        evidence: [],
        remedy: inS3,
      },
    ]);
  });

  test("in a backend that may protect it, or not", () => {
    expect(judgedBackend("pg")).toEqual([
      {
        verdict: "undetermined",
        address: "it",
        message: "nothing proves that the backend pg encrypts and locks the state",
        evidence: [],
        remedy: `${inS3}; or waive this with the reason why it is protected there`,
      },
    ]);
  });

  test.each(["cloud", "remote"])("in %s", (type) => {
    expect(judgedBackend(type)).toEqual([
      {
        verdict: "pass",
        address: "it",
        message: `${type} encrypts and locks the state`,
        evidence: ["https://developer.hashicorp.com/terraform/cloud-docs/workspaces/state"],
      },
    ]);
  });
});

describe("what is said of a state in S3", () => {
  const place = { bucket: "b", key: "k" };
  const [encrypt, lock, table] = ["it: encrypt = true", "it: use_lockfile = true", 'it: dynamodb_table = "t"'];
  const byTable = "a DynamoDB table, which Terraform deprecates in favour of use_lockfile = true";

  test.each<[string, Record<string, unknown>, string, readonly string[]]>([
    ["a lock file", { encrypt: true, use_lockfile: true }, "a lock file", [encrypt, lock]],
    [
      "a lock file and a table",
      { encrypt: true, use_lockfile: true, dynamodb_table: "t" },
      "a lock file",
      [encrypt, lock],
    ],
    ["a table", { encrypt: true, dynamodb_table: "t" }, byTable, [encrypt, table]],
    ["a table, lock file off", { encrypt: true, use_lockfile: false, dynamodb_table: "t" }, byTable, [encrypt, table]],
    [
      "a table, lock file unread",
      { encrypt: true, use_lockfile: "${x}", dynamodb_table: "t" },
      byTable,
      [encrypt, table],
    ],
  ])("locked by %s", (_, settings, by, evidence) => {
    expect(judgedBackend("s3", { ...place, ...settings })).toEqual([
      { verdict: "pass", address: "it", message: `the state is in S3, encrypted and locked by ${by}`, evidence },
    ]);
  });

  const both = "encrypt = true and use_lockfile = true";

  test.each<[string, Record<string, unknown>, string, readonly string[]]>([
    ["nothing", {}, both, []],
    [
      "a table without name",
      { encrypt: true, dynamodb_table: " " },
      "use_lockfile = true",
      [encrypt, 'it: dynamodb_table = " "'],
    ],
    ["a lock file alone", { use_lockfile: true }, "encrypt = true", [lock]],
    ["encryption alone", { encrypt: true }, "use_lockfile = true", [encrypt]],
    [
      "encryption off, as text",
      { encrypt: "false", use_lockfile: true },
      "encrypt = true",
      ['it: encrypt = "false"', lock],
    ],
    [
      "a lock file off, as text",
      { encrypt: true, use_lockfile: "false" },
      "use_lockfile = true",
      [encrypt, 'it: use_lockfile = "false"'],
    ],
    [
      "a table, and a lock file unread",
      { dynamodb_table: "t", use_lockfile: "${x}" },
      "encrypt = true",
      ['it: use_lockfile = "${x}"', table],
    ],
  ])("with %s", (_, settings, missing, evidence) => {
    expect(judgedBackend("s3", { ...place, ...settings })).toEqual([
      {
        verdict: "fail",
        address: "it",
        message: `the state is in S3 without ${missing}`,
        evidence,
        remedy: `set ${missing} in the backend block`,
      },
    ]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["no bucket", { key: "k" }, both],
    ["no key", { bucket: "b" }, both],
    ["a blank bucket", { bucket: " ", key: "k" }, both],
    ["no place, encrypted", { encrypt: true }, "use_lockfile = true"],
    ["no place, locked by a table, lock file off", { use_lockfile: false, dynamodb_table: "t" }, "encrypt = true"],
    ["encryption that is not read", { ...place, encrypt: "${x}", use_lockfile: true }, "encrypt = true"],
    ["a lock file that is not read", { ...place, encrypt: true, use_lockfile: "${x}" }, "use_lockfile = true"],
    ["encryption that is not read, lock file off", { ...place, encrypt: "${x}", use_lockfile: false }, both],
  ])("with %s, which may be given at terraform init", (_, settings, missing) => {
    expect(judgedBackend("s3", settings)).toMatchObject([
      {
        verdict: "undetermined",
        message: `the backend block does not say ${missing}, and -backend-config may`,
        remedy: `set ${missing} in the backend block: it needs no secret`,
      },
    ]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["encryption", { encrypt: false, use_lockfile: true }, "encrypt = true"],
    ["encryption, as text", { encrypt: "false", use_lockfile: true }, "encrypt = true"],
    ["encryption, though a table locks it", { encrypt: false, dynamodb_table: "t" }, "encrypt = true"],
    ["the lock file", { encrypt: true, use_lockfile: false }, "use_lockfile = true"],
    ["both", { encrypt: false, use_lockfile: false }, both],
  ])("without its place, and refusing %s", (_, settings, missing) => {
    expect(judgedBackend("s3", settings)).toMatchObject([
      { verdict: "fail", message: `the state is in S3 without ${missing}` },
    ]);
  });
});
