import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { packPackage } from "../../compatibility/project";
import { baseline, tools } from "../../compatibility/variants";

const root = path.join(__dirname, "..", "..");
const scratch = mkdtempSync(path.join(tmpdir(), "consumers-"));
const cdktf = path.join(root, "node_modules", "cdktf-cli", "bundle", "bin", "cdktf.js");
const fixture = path.join(root, "__tests__", "policies", "fixtures", "news-agent");

interface Run {
  readonly status: number | null;
  readonly output: string;
}
const run = (cwd: string, command: string, ...args: string[]): Run => {
  // A configuration of Terraform's that is named and not there is warned of.
  const { TF_CLI_CONFIG_FILE: named = "", ...rest } = process.env;
  const configuration = existsSync(named) ? { TF_CLI_CONFIG_FILE: named } : {};
  const env = {
    ...rest,
    ...configuration,
    NODE_PATH: "",
    NO_COLOR: "1",
    CHECKPOINT_DISABLE: "1",
    npm_config_loglevel: "warn",
  };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", env });
  return { status, output: `${stdout}${stderr}` };
};
/** What a run printed, when it went well and warned of nothing. */
const quiet = ({ status, output }: Run): string => {
  expect({ status, output: status === 0 ? "" : output }).toEqual({ status: 0, output: "" });
  expect(output).not.toMatch(/warn/i);
  return output;
};
const json = (file: string, content: object) => {
  writeFileSync(file, JSON.stringify(content));
};

const npm = ["npm", "install", "--no-audit", "--no-fund"];
const pnpm = ["npx", "--yes", "pnpm@10.34.9", "install", "--strict-peer-dependencies", `--store-dir=${scratch}/store`];
const compilerOptions = { module: "node20", target: "es2022", strict: true, skipLibCheck: false, types: ["node"] };

let tarball: string;
beforeAll(() => {
  tarball = packPackage(scratch);
}, 120_000);
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

describe.each([
  ["npm", "commonjs", npm],
  ["npm", "module", npm],
  ["pnpm", "commonjs", pnpm],
  ["pnpm", "module", pnpm],
])("a fresh project of %s, of the type %s", (manager, type, install) => {
  const folder = path.join(scratch, `${manager}-${type}`);

  test("installs without a warning, with one copy of cdktf", () => {
    mkdirSync(folder);
    const { typescript, "@types/node": types } = tools;
    const dependencies = { "bedrock-chargeback": `file:${tarball}`, ...baseline.versions };
    const manifest = {
      name: "app",
      private: true,
      type,
      dependencies,
      devDependencies: { typescript, "@types/node": types },
    };
    json(path.join(folder, "package.json"), manifest);
    const [command = "", ...args] = install;
    quiet(run(folder, command, ...args));
    const modules = path.join(folder, "node_modules");
    const manifests = readdirSync(modules, { recursive: true, encoding: "utf8" })
      .filter((name) => /(^|[\\/]node_modules[\\/])cdktf[\\/]package\.json$/.test(name))
      .map((name) => realpathSync(path.join(modules, name)));
    expect(new Set(manifests).size).toBe(1);
  });

  test("compiles ten lines against complete types", () => {
    cpSync(path.join(root, "examples", "minimal", "main.ts"), path.join(folder, "main.ts"));
    json(path.join(folder, "tsconfig.json"), { compilerOptions, files: ["main.ts"] });
    expect(quiet(run(folder, "npx", "tsc", "-p", "."))).toBe("");
  });

  test("is synthesized by cdktf's own command line", () => {
    json(path.join(folder, "cdktf.json"), { language: "typescript", app: "node main.js", sendCrashReports: "false" });
    expect(quiet(run(folder, process.execPath, cdktf, "synth"))).toContain("SupportAgent");
    expect(existsSync(path.join(folder, "cdktf.out", "stacks", "SupportAgent", "cdk.tf.json"))).toBe(true);
  });

  test("is planned by the real Terraform and passes the gate", () => {
    const output = quiet(run(folder, "npx", "chargeback", "plan", "--target", "offline"));
    expect(output).toContain("✓ agent-uses-inference-profile  1 of 1 pass");
    expect(output).toContain("PASSED");
  });
});

describe("the gate alone, for plans from HCL", () => {
  const folder = path.join(scratch, "gate");

  test("installs without cdktf and the provider's bindings, in under 20 MB", () => {
    mkdirSync(folder);
    json(path.join(folder, "package.json"), {
      name: "app",
      private: true,
      dependencies: { "bedrock-chargeback": `file:${tarball}` },
    });
    quiet(run(folder, "npm", "install", "--omit=peer", "--no-audit", "--no-fund"));
    const modules = path.join(folder, "node_modules");
    expect(readdirSync(modules)).not.toEqual(expect.arrayContaining(["cdktf"]));
    expect(readdirSync(modules)).not.toEqual(expect.arrayContaining(["@cdktf"]));
    expect(Number.parseInt(run(folder, "du", "-sk", "node_modules").output)).toBeLessThan(20_000);
  });

  test("judges a plan", () => {
    const plan = path.join(fixture, "plan.json");
    expect(readFileSync(plan, "utf8")).toContain("aws_bedrockagent_agent");
    expect(quiet(run(folder, "npx", "chargeback", "check", plan, "--config", fixture))).toContain("PASSED");
  });
});
