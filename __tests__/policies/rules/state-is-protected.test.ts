import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
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
