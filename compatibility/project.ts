import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { tools, type Variant } from "./variants";

const root = path.join(__dirname, "..");

/** What is compiled and run under each variant: the examples as a user has them, and the sources of constructs and module. */
const rooms = [
  "catalogue",
  "cdktf.json",
  "config-settings.ts",
  "config.ts",
  "constructs",
  "examples",
  "lambda/bundles",
  "main.ts",
  "module",
];

/** Packs this package, built anew. @returns the tarball */
export function packPackage(folder: string): string {
  const args = ["pack", "--silent", "--pack-destination", folder];
  execFileSync("npm", args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  const made = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (made === undefined) throw new Error(`npm pack left no tarball in ${folder}`);
  return path.join(folder, made);
}

/** Makes a project in an empty folder: the sources, the tarball and one variant's versions, by a real `npm install`. */
export function makeProject(folder: string, tarball: string, { versions, overrides }: Variant): void {
  mkdirSync(folder);
  for (const room of rooms) {
    cpSync(path.join(root, room), path.join(folder, room), {
      recursive: true,
      filter: (file) => !/[\\/](cdktf\.out|chargeback\.out|node_modules)$/.test(file),
    });
  }
  const dependencies = { "bedrock-chargeback": `file:${tarball}`, ...versions, ...tools };
  // The module's README names the version of the package.
  const manifest = { name: "compatibility", version: "0.0.0", private: true, dependencies, overrides };
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
  run(folder, "npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"]);
}

/** Compiles everything, the declarations of the package and of the variant's libraries included. */
export function compileProject(folder: string): void {
  const compilerOptions = {
    module: "node20",
    target: "es2023",
    lib: ["es2023"],
    types: ["node"],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    resolveJsonModule: true,
    esModuleInterop: true,
    skipLibCheck: false,
    noEmit: true,
  };
  const settings = { compilerOptions, include: ["main.ts", "constructs", "module", "examples"] };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(settings));
  run(folder, "npx", ["tsc", "-p", "."]);
}

/** Runs a program in a project. @throws with what it said, when it fails */
export function run(cwd: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  const ran = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NODE_PATH: "", NO_COLOR: "1", ...env },
  });
  if (ran.error !== undefined) throw ran.error;
  if (ran.status === 0) return;
  throw new Error(`${command} ${args.join(" ")} failed in ${cwd}:\n${ran.stdout}${ran.stderr}`);
}
