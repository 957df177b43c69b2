import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { freshFolder, root } from "./support/run-cli";

const reader = pathToFileURL(path.join(root, "cli", "read-ahead.mjs")).href;

let folder: string;

beforeAll(() => {
  folder = freshFolder();
  writeFileSync(path.join(folder, "plan.json"), '{"a": "é"}');
  writeFileSync(path.join(folder, "empty.json"), "");
  mkdirSync(path.join(folder, "folder"));
  execFileSync("mkfifo", [path.join(folder, "pipe")]);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What is read ahead for these arguments, in a process of its own: its file, and its bytes as text. */
function aheadOf(args: readonly string[]): unknown {
  const program = `import { readAhead } from ${JSON.stringify(reader)};
    const ahead = readAhead(["node", "chargeback", ...${JSON.stringify(args)}]);
    const memory = await ahead?.memory;
    process.stdout.write(JSON.stringify({ file: ahead?.file, text: memory && Buffer.from(memory).toString() }));`;
  const options = { cwd: folder, encoding: "utf8", timeout: 30_000 } as const;
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", program], options));
}

test("the plan that check is given is read before anything has asked for it", () => {
  expect(aheadOf(["check", "plan.json", "--format", "json"])).toEqual({ file: "plan.json", text: '{"a": "é"}' });
});

test.each([
  ["another command's file", ["explain", "plan.json"]],
  ["an option", ["check", "--config", "plan.json"]],
  ["no argument", ["check"]],
  ["a file that is not there", ["check", "none.json"]],
  ["an empty file", ["check", "empty.json"]],
  ["a folder", ["check", "folder"]],
  ["a pipe, which nobody may open and leave", ["check", "pipe"]],
])("%s is not read ahead", (_, args) => {
  expect(aheadOf(args)).toEqual({});
});
