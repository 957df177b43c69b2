import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { configDirOf, readPlan } from "../../../policies/plan/read-plan";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "chargeback-plan-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fileOf(content: string | Buffer): string {
  const file = path.join(folder, "plan.json");
  writeFileSync(file, content);
  return file;
}

const aheadOf = (content: string): ArrayBuffer => {
  const bytes = Buffer.from(content);
  const memory = new ArrayBuffer(bytes.length);
  bytes.copy(Buffer.from(memory));
  return memory;
};

describe("a plan's text is what the file says", () => {
  test.each([
    ["in ASCII", '{"a": "b"}'],
    ["in other letters", '{"a": "Größe 費用 😀"}'],
  ])("%s", (_, text) => {
    const file = fileOf(text);
    expect(readPlan(file)).toEqual({ text, name: file });
    expect(readPlan(file, aheadOf(text))).toEqual({ text, name: file });
  });

  test("behind the mark that some programs write before UTF-8", () => {
    expect(readPlan(fileOf("\uFEFF{}")).text).toBe("{}");
    expect(() => readPlan(fileOf("\uFEFF"))).toThrow("is empty");
  });

  test("where it comes through a pipe, which tells no size", () => {
    const pipe = path.join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    spawn("sh", ["-c", 'printf "{}" > "$0"', pipe], { stdio: "ignore" });
    expect(readPlan(pipe).text).toBe("{}");
  });

  test("where it is long", () => {
    const text = JSON.stringify(Array.from({ length: 100_000 }, (_, index) => index));
    const file = fileOf(text);
    expect(readPlan(file).text).toBe(text);
    expect(readPlan(file, aheadOf(text)).text).toBe(text);
  });

  test("where there is nothing behind a name", () => {
    expect(() => readPlan("/dev/null")).toThrow("/dev/null is empty; make it with: terraform show -json");
  });
});

describe("what is no plan is told, and how to make one", () => {
  const how = "; make it with: terraform show -json PLANFILE > plan.json";

  test.each<[string | Buffer, string]>([
    ["", `is empty${how}`],
    ["PK", `is Terraform's binary plan file, not its JSON${how}`],
    [Buffer.from([0xff, 0xfe]), "is UTF-16, as Windows PowerShell writes with >; make it with: terraform show -json"],
    [Buffer.from([0x7b, 0]), `is a binary file, not JSON${how}`],
    [Buffer.from([0xff, 0x7b]), `is not UTF-8 text${how}`],
    [Buffer.from([0x7b, 0xfe]), `is not UTF-8 text${how}`],
  ])("%j", (content, message) => {
    const file = fileOf(content);
    expect(() => readPlan(file)).toThrow(`${file} ${message}`);
  });

  test("a file that is not there, and a folder", () => {
    const missing = path.join(folder, "missing.json");
    expect(() => readPlan(missing)).toThrow(`${missing} does not exist${how}`);
    expect(() => readPlan(folder)).toThrow(`${folder} is a folder; name the plan's JSON file in it`);
  });

  test("a file of more than 2 GiB", () => {
    const file = fileOf("");
    truncateSync(file, 2 ** 31);
    expect(() => readPlan(file)).toThrow(`${file} is larger than 2 GiB, more than can be read`);
    truncateSync(file, 0);
  });

  test("a file that cannot be reached, by what the system says", () => {
    const within = path.join(fileOf("{}"), "plan.json");
    expect(() => readPlan(within)).toThrow(`${within} cannot be read: ENOTDIR`);
  });
});

test("the configuration folder of a plan is its own, if there are Terraform files in it", () => {
  const holding = (name: string, ...files: string[]): string => {
    const within = path.join(folder, name);
    mkdirSync(within);
    for (const file of files) writeFileSync(path.join(within, file), "");
    return within;
  };
  const found = [
    holding("hcl", "main.tf", "plan.json"),
    holding("json", "cdk.tf.json"),
    holding("neither", "main.tf.bak", "tf", "tf.json", "plan.json"),
    path.join(folder, "missing"),
  ].map((within) => configDirOf(path.join(within, "plan.json")));
  expect(found).toEqual([path.join(folder, "hcl"), path.join(folder, "json"), undefined, undefined]);
});
