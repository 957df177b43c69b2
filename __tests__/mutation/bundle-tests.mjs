import { readFile } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import vm from "node:vm";
import { build } from "esbuild";
import * as globals from "./tests-of-file.mjs";

/**
 * One script of all the gate's tests and what they import. The function that it returns evaluates new modules each time it is
 * called, and gives what loads each test file by the file's name.
 */
export async function bundleTests(root) {
  const folder = "__tests__/policies";
  const files = readdirSync(path.join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `${folder}/${name}`);
  const loaders = files.map((file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)})`);
  const { outputFiles } = await build({
    stdin: { contents: `module.exports = { ${loaders.join(",\n")} };`, resolveDir: root, loader: "js" },
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    packages: "external",
    plugins: [ownFolder],
    logLevel: "error",
  });
  const script = new vm.Script(`(function (require, module) { ${outputFiles[0].text}\n})`, {
    filename: path.join(root, "bundled-tests.cjs"),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const packages = createRequire(path.join(root, "package.json"));
  const requirePackage = Object.assign((name) => (name === "@jest/globals" ? globals : packages(name)), packages);
  return () => {
    const module = { exports: {} };
    script.runInThisContext()(requirePackage, module);
    return module.exports;
  };
}

/** A file's own folder stays what it was, for the fixtures beside it. */
const ownFolder = {
  name: "own-folder",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/, namespace: "file" }, async ({ path: file }) => {
      const text = await readFile(file, "utf8");
      if (!text.includes("__dirname")) return undefined;
      return { contents: `const __dirname = ${JSON.stringify(path.dirname(file))};\n${text}`, loader: "ts" };
    });
  },
};
