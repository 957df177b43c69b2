import { createHash } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { deterministicZip } from "./deterministic-zip";

/** Folders below this one, each with an index.ts that exports `handler`. */
const functionNames = ["invoke-agent", "search-aws-news"];

const projectFolder = path.join(__dirname, "..");

/**
 * One CommonJS file for Lambda's `nodejs22.x`. Nothing of the checkout may reach the output: paths are relative to the
 * project, symbolic links are not followed out of it, and no tsconfig.json is read.
 */
async function bundleFunction(name: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    absWorkingDir: projectFolder,
    entryPoints: [`lambda/${name}/index.ts`],
    outfile: "index.js",
    write: false,
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    // The SDK's ES modules can be shaken; its CommonJS builds cannot.
    mainFields: ["module", "main"],
    preserveSymlinks: true,
    tsconfigRaw: {},
    // Names stay: without a source map they are all that a stack trace in the log has.
    minifySyntax: true,
    minifyWhitespace: true,
    charset: "utf8",
    logLevel: "error",
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error(`esbuild wrote no file for lambda/${name}/index.ts`);
  return output.contents;
}

/** Readers see the old zip or the new one, never a part. */
async function writeAtomically(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, bytes);
  await rename(temporary, file);
}

async function main(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of functionNames) {
    const zip = deterministicZip({ "index.js": await bundleFunction(name) });
    const file = path.join(folder, `${name}.zip`);
    await writeAtomically(file, zip);
    const digest = createHash("sha256").update(zip).digest("hex").slice(0, 12);
    process.stderr.write(`${path.relative(process.cwd(), file)}: ${Math.ceil(zip.byteLength / 1000)} kB, ${digest}\n`);
  }
}

main(process.argv[2] ?? path.join(__dirname, "bundles")).catch((error: unknown) => {
  process.stderr.write(`lambda/bundle.ts: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
