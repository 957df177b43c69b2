import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { temporaryPrefix } from "../../cli/session";

const root = path.join(__dirname, "../..");
const newFolder = () => mkdtempSync(path.join(tmpdir(), "demo-"));

/** Runs the demo with a Terraform of one's own, and interrupts it when there is a file. */
function runDemo(terraform: string, interruptAt?: string) {
  const temporary = newFolder();
  const env = { ...process.env, CI: "1", TMPDIR: temporary, CHARGEBACK_TERRAFORM: terraform };
  const child = spawn(process.execPath, ["--import", "tsx", "demo/main.ts"], { cwd: root, env });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const timer = setInterval(() => {
    if (interruptAt === undefined || !existsSync(interruptAt)) return;
    clearInterval(timer);
    child.kill("SIGINT");
  }, 20);
  const left = () => readdirSync(temporary).filter((name) => name.startsWith(temporaryPrefix));
  return new Promise<{ exitCode: number | null; said: string; left: string[] }>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => {
      clearInterval(timer);
      resolve({ exitCode, said, left: left() });
    });
  });
}

test("without Terraform the demo says so and how to get it, and leaves nothing", async () => {
  const { exitCode, said, left } = await runDemo(path.join(newFolder(), "terraform"));
  expect({ exitCode, left }).toEqual({ exitCode: 3, left: [] });
  expect(said).toContain("which is not a program. Install Terraform");
});

test("on Ctrl-C the demo ends, local AWS with it, and leaves nothing", async () => {
  const terraform = path.join(newFolder(), "terraform");
  const version = '{"terraform_version":"1.11.4","platform":"linux_amd64","terraform_outdated":false}';
  const begun = path.join(newFolder(), "begun");
  const source = `[ "$1" != version ] || { echo '${version}'; exit; }\ntouch ${begun}\nexec sleep 60\n`;
  writeFileSync(terraform, `#!/bin/sh\n${source}`, { mode: 0o755 });
  const { exitCode, said, left } = await runDemo(terraform, begun);
  expect({ exitCode, left }).toEqual({ exitCode: 130, left: [] });
  expect(said).toContain("Stopping, and waiting for the running program to end.");
});
