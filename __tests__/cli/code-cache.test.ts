import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";

const loader = pathToFileURL(path.join(__dirname, "..", "..", "cli", "code-cache.mjs")).href;

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "code-cache-"));
  file = path.join(folder, "program.cjs");
  write("one");
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (answer: string): void => {
  writeFileSync(file, `(function (exports, require, module) {"use strict";exports.answer = () => "${answer}";})`);
};

/** What the file answers in a process of its own. */
function answer(): string {
  const program = `import { loadScript } from ${JSON.stringify(loader)};
    const { exports, keepCompiled } = loadScript(${JSON.stringify(file)});
    process.stdout.write(exports.answer());
    keepCompiled();`;
  return execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
}

const kept = (): string[] => readdirSync(folder).filter((name) => name !== "program.cjs");

const keptFile = (): string => path.join(folder, kept()[0] ?? "");

test("the first run keeps what was compiled beside the file, and the next one takes it as it is", () => {
  expect(answer()).toBe("one");
  expect(kept()).toEqual([`program.cjs.v8-${process.versions.v8}-${process.arch}`]);
  const { ino } = statSync(keptFile());
  expect(answer()).toBe("one");
  expect(statSync(keptFile()).ino).toBe(ino);
});

test("a file that was changed is compiled anew, though it is as long as before", () => {
  answer();
  write("two");
  expect(answer()).toBe("two");
});

test.each([
  ["cut", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ["emptied", () => Buffer.alloc(0)],
  ["damaged in one bit", (bytes: Buffer) => bytes.map((byte, index) => (index === bytes.length - 9 ? byte ^ 1 : byte))],
])("what was %s since is not run, and is made anew", (_, damage) => {
  answer();
  const whole = readFileSync(keptFile());
  const damaged = Buffer.from(damage(Buffer.from(whole)));
  writeFileSync(keptFile(), damaged);
  expect(answer()).toBe("one");
  expect(readFileSync(keptFile()).equals(damaged)).toBe(false);
});

test("where nothing can be kept, the file runs all the same and leaves nothing behind", () => {
  answer();
  const name = keptFile();
  rmSync(name);
  mkdirSync(path.join(name, "in the way"), { recursive: true });
  expect(answer()).toBe("one");
  expect(kept()).toEqual([path.basename(name)]);
});
