import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { build, type Plugin } from "esbuild";
import ts from "typescript";

/** Makes dist/: the library as CommonJS with types, the command line as ES modules, and what they need beside them. */
const root = __dirname;
const dist = path.join(root, "dist");
const library = ["constructs/index.ts", "policies/index.ts", "catalogue/index.ts"];
const commands = ["chargeback.mjs", "chargeback-terraform.mjs"];

async function main(): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  compileLibrary();
  copyData();
  await bundleCommands();
}

function compileLibrary(): void {
  const read = ts.readConfigFile(path.join(root, "tsconfig.json"), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, root);
  const program = ts.createProgram(
    library.map((file) => path.join(root, file)),
    { ...options, noEmit: false, outDir: dist, rootDir: root, declaration: true, noEmitOnError: true },
  );
  const emitted = program.emit();
  const problems = [...ts.getPreEmitDiagnostics(program), ...emitted.diagnostics];
  if (problems.length === 0) return;
  const host = {
    getCurrentDirectory: () => root,
    getCanonicalFileName: (name: string) => name,
    getNewLine: () => "\n",
  };
  throw new Error(ts.formatDiagnostics(problems, host));
}

/** JSON that ships as it is, and the Lambda code where the constructs look for it: beside their own folder. */
function copyData(): void {
  execFileSync(process.execPath, ["--import", "tsx", "lambda/bundle.ts"], { cwd: root, stdio: "inherit" });
  cpSync(path.join(root, "lambda", "bundles"), path.join(dist, "lambda", "bundles"), { recursive: true });
  for (const room of ["policies", "catalogue"]) {
    const files = readdirSync(path.join(root, room), { recursive: true, encoding: "utf8" });
    for (const file of files.filter((name) => name.endsWith(".json"))) {
      cpSync(path.join(root, room, file), path.join(dist, room, file));
    }
  }
}

/** The entry files check the version of Node.js before they load anything that needs a recent one. */
async function bundleCommands(): Promise<void> {
  const folder = path.join(dist, "cli");
  await build({
    entryPoints: commands.map((file) => path.join(root, "cli", file)),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    // Bundled with what they use, which the package need not depend on then: resolving and reading hundreds of small files costs more than the whole gate. The HCL
    // parser stays apart: it finds its WebAssembly beside itself.
    external: ["@cdktn/hcl2json"],
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "linked",
    banner: { js: requireInModules },
    plugins: [compiledInsteadOfSource],
  });
  cpSync(path.join(root, "cli", "preload.cjs"), path.join(folder, "preload.cjs"));
  for (const file of commands) chmodSync(path.join(folder, file), 0o755);
}

/** Bundled CommonJS packages ask for Node's own modules by require, which ES modules do not have. */
const requireInModules =
  'import { createRequire as chargebackRequire } from "node:module"; const require = chargebackRequire(import.meta.url);';

const compiledInsteadOfSource: Plugin = {
  name: "compiled-instead-of-source",
  setup(bundler) {
    bundler.onResolve({ filter: /\/from-source\.mjs$/ }, ({ resolveDir }) => ({
      path: path.join(resolveDir, "from-bundle.mjs"),
    }));
  },
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
