import { chmodSync, cpSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build, type BuildOptions, type Plugin } from "esbuild";

const entries = ["chargeback.mjs", "chargeback-terraform.mjs"];

/** Large packages that few commands use: each is a file of its own, which is read when it is asked for. */
const apart = ["execa", "fast-xml-builder", "ora", "yaml"];

/** Modules of Node.js that take milliseconds to load. */
const slowBuiltins = ["child_process", "crypto", "fs/promises", "readline", "readline/promises", "stream/promises"];

const options: BuildOptions = {
  bundle: true,
  platform: "node",
  target: "node20",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "linked",
  // Read as bytes, which is quicker.
  charset: "ascii",
};

/**
 * Writes the commands of the package and all that they need, packages too. Resolving and reading hundreds of small files costs
 * more than the whole gate, so that the code of ours is one file, in a form that code-cache.mjs can keep compiled.
 */
export async function bundleCommands(folder: string): Promise<void> {
  const asCommonJs: BuildOptions = { ...options, format: "cjs", outdir: folder, outExtension: { ".js": ".cjs" } };
  await build({ ...asCommonJs, entryPoints: apart });
  const live = new Set<string>();
  await build({
    ...asCommonJs,
    entryPoints: [path.join(__dirname, "programs.ts")],
    // The HCL parser finds its WebAssembly beside itself.
    external: ["@cdktn/hcl2json"],
    supported: { "dynamic-import": false },
    plugins: [packagesApart, liveApart(live), builtinsOnDemand],
    // The form that code-cache.mjs runs.
    banner: { js: "(function (exports, require, module) {" },
    footer: { js: "})" },
  });
  await build({
    ...asCommonJs,
    stdin: { contents: exporting([...live]), resolveDir: path.dirname(__dirname) },
    entryNames: "live",
  });
  await build({
    ...options,
    entryPoints: entries.map((file) => path.join(__dirname, file)),
    outdir: folder,
    format: "esm",
    outExtension: { ".js": ".mjs" },
    plugins: [compiledInsteadOfSource],
  });
  cpSync(path.join(__dirname, "preload.cjs"), path.join(folder, "preload.cjs"));
  for (const file of entries) chmodSync(path.join(folder, file), 0o755);
}

const oneOf = (names: readonly string[]): RegExp => new RegExp(`^(node:)?(${names.join("|")})$`);

const packagesApart: Plugin = {
  name: "packages-apart",
  setup(bundler) {
    bundler.onResolve({ filter: oneOf(apart) }, ({ path: name }) => ({ path: `./${name}.cjs`, external: true }));
  },
};

/**
 * What asks AWS brings the SDK's clients, which are larger than all the rest: a file of its own, read by the commands that ask.
 * @param modules takes in what they load of it, such as `live/index`
 */
const liveApart = (modules: Set<string>): Plugin => ({
  name: "live-apart",
  setup(bundler) {
    const namespace = "live";
    bundler.onResolve({ filter: /^(\.\.\/)+live\/.+\.js$/ }, ({ path: name }) => {
      const module = name.replace(/^(\.\.\/)+/, "").replace(/\.js$/, "");
      modules.add(module);
      return { path: module, namespace };
    });
    bundler.onResolve({ filter: /^\.\/live\.cjs$/ }, ({ path: name }) => ({ path: name, external: true }));
    bundler.onLoad({ filter: /.*/, namespace }, ({ path: module }) => ({
      contents: `module.exports = require("./live.cjs")[${JSON.stringify(module)}];`,
    }));
  },
});

/** A module that has others as its members, each run when it is asked for. */
const exporting = (modules: readonly string[]): string =>
  `module.exports = {${modules.map((each) => `get ${JSON.stringify(each)}() { return require("./${each}"); }`).join(",")}};`;

/** A module of Node.js is loaded at the first use of one of its members, not when the code that may use it is. */
const builtinsOnDemand: Plugin = {
  name: "builtins-on-demand",
  setup(bundler) {
    const namespace = "on-demand";
    bundler.onResolve({ filter: oneOf(slowBuiltins) }, ({ path: name, namespace: from }) =>
      from === namespace ? { path: name, external: true } : { path: name, namespace },
    );
    bundler.onLoad({ filter: /.*/, namespace }, ({ path: name }) => {
      const members = Object.keys(createRequire(__filename)(name) as object);
      return {
        contents: `for (const name of ${JSON.stringify(members)})
          Object.defineProperty(exports, name, { enumerable: true, get: () => require("${name}")[name] });`,
      };
    });
  },
};

const compiledInsteadOfSource: Plugin = {
  name: "compiled-instead-of-source",
  setup(bundler) {
    bundler.onResolve({ filter: /\/from-source\.mjs$/ }, ({ resolveDir }) => ({
      path: path.join(resolveDir, "from-bundle.mjs"),
    }));
  },
};
