import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { bundleCommands } from "./cli/bundle";

/** Makes dist/: the library as CommonJS with types, the command line as ES modules, and what they need beside them. */
const root = __dirname;
const dist = path.join(root, "dist");
const library = ["constructs/index.ts", "policies/index.ts", "catalogue/index.ts"];

async function main(): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  compileLibrary();
  copyData();
  await bundleCommands(path.join(dist, "cli"));
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

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
