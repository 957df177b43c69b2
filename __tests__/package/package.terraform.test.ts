import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { rules } from "../../policies";

const root = path.join(__dirname, "..", "..");
const { version, devDependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  version: string;
  devDependencies: Record<string, string>;
};

/** What a user installs beside the package, in the versions that this repository is tested with. */
const beside = ["@cdktf/provider-aws", "cdktf", "constructs", "tsx", "typescript", "@types/node"].map(
  (name) => `${name}@${devDependencies[name] ?? "latest"}`,
);

const scratch = mkdtempSync(path.join(tmpdir(), "package-"));
const app = path.join(scratch, "app");
const tarball = path.join(scratch, `bedrock-chargeback-${version}.tgz`);
let packed: { path: string; mode: number }[];

const run = (command: string, args: readonly string[], cwd = app) =>
  spawnSync(command, args, { cwd, encoding: "utf8", env: { ...process.env, NODE_PATH: "", NO_COLOR: "1" } });
const write = (name: string, content: string) => {
  writeFileSync(path.join(app, name), content);
};

beforeAll(() => {
  const pack = ["pack", "--json", "--silent", "--pack-destination", scratch];
  const output = execFileSync("npm", pack, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const [made] = JSON.parse(output.slice(output.indexOf("["))) as [{ files: typeof packed }];
  packed = made.files;
  cpSync(path.join(root, "examples", "minimal"), app, {
    recursive: true,
    filter: (file) => !/(cdktf|chargeback)\.out/.test(file),
  });
  write("package.json", JSON.stringify({ name: "app", private: true }));
  const install = ["install", "--prefer-offline", "--no-audit", "--no-fund", tarball, ...beside];
  const { status, stderr } = run("npm", install);
  if (status !== 0) throw new Error(stderr);
}, 600_000);

afterAll(() => {
  rmSync(scratch, { recursive: true });
});

describe("the tarball", () => {
  test("is under 2 MB, and has nothing of the tests, the sources or local AWS", () => {
    expect(statSync(tarball).size).toBeLessThan(2_000_000);
    const names = packed.map((file) => file.path);
    expect(
      names.filter(
        (name) =>
          !/^(dist|docs)\/|^policies\/checkov\/\w+\.py$|^(README|CHANGELOG)\.md$|^LICENSE$|^package\.json$/.test(name),
      ),
    ).toEqual([]);
    expect(names.filter((name) => /__tests__|local-aws|\.test\.|(?<!\.d)\.ts$/.test(name))).toEqual([]);
  });

  test("has the functions' code, and everything that package.json points to", () => {
    const names = packed.map((file) => file.path);
    const { exports, bin } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
      exports: object;
      bin: Record<string, string>;
    };
    const targets = JSON.stringify([exports, bin]).match(/(?<=")(\.\/)?(dist\/|package\.json)[^"]*/g) ?? [];
    expect(targets.length).toBeGreaterThan(8);
    for (const target of targets) expect(names).toContain(target.replace("./", ""));
    for (const file of Object.values(bin)) expect(packed.find((each) => each.path === file)?.mode).toBe(0o755);
    expect(names.filter((name) => name.endsWith(".zip"))).toEqual([
      "dist/lambda/bundles/invoke-agent.zip",
      "dist/lambda/bundles/search-aws-news.zip",
    ]);
  });
});

describe("a project elsewhere that installed it", () => {
  const answer = { kinds: ["function", "function", "function", "function"], rules: rules.map(({ id }) => id) };
  const say =
    "process.stdout.write(JSON.stringify({ kinds: [AgentProject, TrackedModel, findModel, gate].map((each) => typeof each), rules: rules.map(({ id }) => id) }));";

  test("imports it as ES modules, by name", () => {
    write(
      "consumer.mjs",
      `import { AgentProject, TrackedModel } from "bedrock-chargeback";
       import { findModel } from "bedrock-chargeback/catalogue";
       import { gate, rules } from "bedrock-chargeback/policies";
       ${say}`,
    );
    const { stdout, stderr } = run("node", ["consumer.mjs"]);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual(answer);
  });

  test("requires it as CommonJS", () => {
    write(
      "consumer.cjs",
      `const { AgentProject, TrackedModel } = require("bedrock-chargeback");
       const { findModel } = require("bedrock-chargeback/catalogue");
       const { gate, rules } = require("bedrock-chargeback/policies");
       ${say}`,
    );
    const { stdout, stderr } = run("node", ["consumer.cjs"]);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual(answer);
  });

  test("compiles against its types, every one of which is there", () => {
    const types =
      'import type { AgentProjectProps } from "bedrock-chargeback";\nimport type { Report } from "bedrock-chargeback/policies";';
    write(
      "types.mts",
      `${types}\nexport type Used = [AgentProjectProps["budget"]["monthlyLimitUsd"], Report["summary"]];`,
    );
    write(
      "types.cts",
      `${types}\nexport type Used = [AgentProjectProps["budget"]["monthlyLimitUsd"], Report["summary"]];`,
    );
    const options = {
      module: "node20",
      target: "es2022",
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      types: ["node"],
    };
    write("tsconfig.json", JSON.stringify({ compilerOptions: options, files: ["main.ts", "types.mts", "types.cts"] }));
    expect(run("npx", ["tsc", "-p", "."])).toMatchObject({ stdout: "", status: 0 });
  });

  test("plans the ten-line app of examples/minimal through the gate, without a warning", () => {
    const { status, stdout, stderr } = run("npx", ["chargeback", "plan", "--target", "offline"]);
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("PASSED");
    expect(`${stdout}${stderr}`).not.toMatch(/warning/i);
  });

  test("checks a plan with settings and HCL beside it, in every form of report, and from compiled code the second time", () => {
    const fixture = path.join(root, "__tests__", "policies", "fixtures", "agents-hcl");
    cpSync(fixture, path.join(app, "hcl"), { recursive: true });
    write("hcl/chargeback.yaml", "levels:\n  one-region: advisory\n");
    const forms = ["json", "sarif", "junit", "github", "gitlab", "markdown"].flatMap((form) => [
      "--format",
      `${form}=out.${form}`,
    ]);
    const check = () =>
      run("npx", ["chargeback", "check", "plan.json", "--format", "text", ...forms], path.join(app, "hcl"));
    const [first, second] = [check(), check()];
    expect(first).toMatchObject({ status: 1, stderr: "" });
    expect(first.stdout).toContain("main.tf:");
    expect(second).toMatchObject({ status: 1, stderr: "", stdout: first.stdout });
    const folder = path.join(app, "node_modules", "bedrock-chargeback", "dist", "cli");
    expect(readdirSync(folder).filter((name) => name.startsWith("programs.cjs.v8-"))).toHaveLength(1);
  });

  test("is told when it has two copies of cdktf, where the guards would never run", () => {
    const modules = path.join(app, "node_modules");
    const second = path.join(modules, "bedrock-chargeback", "node_modules", "cdktf");
    cpSync(path.join(modules, "cdktf"), second, { recursive: true });
    const { status, stderr } = run("node", ["--import", "tsx", "main.ts"]);
    rmSync(second, { recursive: true });
    expect(status).toBe(1);
    expect(stderr).toContain("SupportAgent: the app comes from a second copy of cdktf");
    expect(stderr).toContain("npm ls cdktf");
  });
});
