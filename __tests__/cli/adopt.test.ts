import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { environmentOf } from "../live/support/live-clients-of";
import { clickedAgent } from "../live/adopt/clicked-agent";
import { runLocalAws } from "../local-aws/support/run-local-aws";
import { freshFolder, runCli } from "./support/run-cli";

const nowhere = { endpoint: "http://127.0.0.1:9" };

describe("chargeback adopt", () => {
  test("writes one file, names it on stdout, and tells the rest and the next steps on stderr", async () => {
    const aws = await runLocalAws();
    const { agentId } = await clickedAgent(aws);
    const cwd = freshFolder();
    const run = await runCli(["adopt", agentId, "--region", "eu-west-2"], { cwd, env: environmentOf(aws) });
    expect(run).toMatchObject({ exitCode: 0, stdout: "adopted/search-aws-news.ts\n" });
    expect(run.stderr).toContain("- Function invoke-agent stays as it is; it has the tag Project = aws-news-agent.");
    expect(run.stderr).toContain('import { addSearchAWSNews } from "./adopted/search-aws-news";');
    expect(readdirSync(path.join(cwd, "adopted"))).toEqual(["search-aws-news.ts"]);
    expect(readFileSync(path.join(cwd, "adopted", "search-aws-news.ts"), "utf8")).toContain(`agentId: "${agentId}"`);
  });

  test("writes over a file with --force only", async () => {
    const aws = await runLocalAws();
    const { agentId } = await clickedAgent(aws);
    const cwd = freshFolder();
    const file = path.join(cwd, "mine.ts");
    writeFileSync(file, "// mine");
    const adopt = (...args: string[]) =>
      runCli(["adopt", agentId, "--out", "mine.ts", ...args], { cwd, env: environmentOf(aws) });
    const refused = await adopt();
    expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
    expect(refused.stderr).toMatch(
      /mine\.ts is there already\. Choose another file by --out, or write over it with --force/,
    );
    expect(readFileSync(file, "utf8")).toBe("// mine");
    expect(await adopt("--force")).toMatchObject({ exitCode: 0 });
    expect(readFileSync(file, "utf8")).toContain("AdoptedAgent");
    expect(readdirSync(cwd)).toEqual(["mine.ts"]);
  });

  test("ends with 3 and writes nothing for an agent that cannot be adopted, and says why without a stack trace", async () => {
    const aws = await runLocalAws();
    const { agentId } = await clickedAgent(aws, { aliases: [] });
    const cwd = freshFolder();
    for (const [id, message] of [
      [agentId, /^The agent \w+ has no alias but the one for tests/m],
      ["NOSUCHAGEN", /^bedrock:GetAgent in eu-west-2: AWS finds none/m],
    ] as const) {
      const run = await runCli(["adopt", id], { cwd, env: environmentOf(aws) });
      expect(run).toMatchObject({ exitCode: 3, stdout: "" });
      expect(run.stderr).toMatch(message);
      expect(run.stderr).not.toMatch(/fault of chargeback|\n\s+at /);
    }
    expect(existsSync(path.join(cwd, "adopted"))).toBe(false);
  });

  test.each([
    ["what is no agent's id", ["SearchAWSNews"], /"SearchAWSNews" is no agent's id/],
    ["a budget without anybody to tell", ["ABCDEFGHIJ", "--monthly-limit-usd", "50"], /needs both/],
    ["a limit that is none", ["ABCDEFGHIJ", "--monthly-limit-usd", "0"], /number of US dollars above 0/],
    ["a target with nothing behind it", ["ABCDEFGHIJ", "--target", "offline"], /Allowed choices are aws, local/],
  ])("refuses %s before it asks AWS", async (_, args, message) => {
    const run = await runCli(["adopt", ...args], { cwd: freshFolder(), env: environmentOf(nowhere) });
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toMatch(message);
  });
});
