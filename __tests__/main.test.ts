import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";

const root = path.join(__dirname, "..");
const sources = [
  "package.json",
  "tsconfig.json",
  "cdktf.json",
  "main.ts",
  "config.ts",
  "config-settings.ts",
  "constructs",
  "catalogue",
  "lambda",
];
const { app: command, context } = JSON.parse(readFileSync(path.join(root, "cdktf.json"), "utf8")) as {
  app: string;
  context: object;
};

/** A checkout of its own, in which `main.ts` runs as cdktf runs it. */
function checkout(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "checkout-"));
  const filter = (from: string) => !from.includes(path.join("lambda", "bundles"));
  for (const name of sources) cpSync(path.join(root, name), path.join(folder, name), { recursive: true, filter });
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), "dir");
  return folder;
}

const variables = (further: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => {
  const outside = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("CHARGEBACK_") && name !== "NODE_OPTIONS",
  );
  return { ...Object.fromEntries(outside), CDKTF_CONTEXT_JSON: JSON.stringify(context), ...further };
};

function synthesize(folder: string, further: NodeJS.ProcessEnv = {}): string {
  const outdir = mkdtempSync(path.join(tmpdir(), "out-"));
  execFileSync(command, {
    shell: true,
    cwd: folder,
    env: variables({ ...further, CDKTF_OUTDIR: outdir }),
    stdio: "pipe",
  });
  return outdir;
}

/** Every file below a folder, with its content. */
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file), readFileSync(file, "base64")]),
  );

describe("main.ts", () => {
  test("a second synthesis is the same to the byte, from another folder and with files of another age; bootstrap makes the bucket alone", () => {
    const [one, two] = [checkout(), checkout()];
    const first = contents(synthesize(one));
    const longAgo = new Date("2001-01-01T00:00:00Z");
    for (const entry of readdirSync(two, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) utimesSync(path.join(entry.parentPath, entry.name), longAgo, longAgo);
    expect(contents(synthesize(two))).toEqual(first);
    expect(
      Object.keys(first)
        .map((file) => path.basename(file))
        .sort(),
    ).toEqual(["cdk.tf.json", "invoke-agent.zip", "manifest.json", "search-aws-news.zip"]);

    const bootstrap = contents(synthesize(two, { CHARGEBACK_BOOTSTRAP: "true" }));
    expect(Object.keys(bootstrap).sort()).toEqual(["manifest.json", path.join("stacks", "StateBucket", "cdk.tf.json")]);
  });

  test("a wrong value ends the run with one readable message", () => {
    const bad = variables({ CHARGEBACK_REGION: "London", CDKTF_OUTDIR: mkdtempSync(path.join(tmpdir(), "out-")) });
    const { status, stderr } = spawnSync("node", ["--import", "tsx", "main.ts"], {
      cwd: root,
      env: bad,
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr).toContain(
      'ChargebackInputError: CHARGEBACK_REGION (key region): expected an AWS Region such as eu-west-2, received "London".',
    );
  });

  test("has fewer than forty lines", () => {
    expect(readFileSync(path.join(root, "main.ts"), "utf8").split("\n").length).toBeLessThan(40);
  });
});
