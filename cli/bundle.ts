import { chmodSync, cpSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build, type BuildOptions, type Plugin } from "esbuild";

const entries = ["chargeback", "chargeback-terraform"];

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
  await build({ ...asCommonJs, entryPoints: { [sdkFile]: "used" }, plugins: [usedOfSdk] });
  await build({
    ...asCommonJs,
    entryPoints: [path.join(__dirname, "programs.ts")],
    // The HCL parser finds its WebAssembly beside itself.
    external: ["@cdktn/hcl2json"],
    supported: { "dynamic-import": false },
    plugins: [packagesApart, sdkApart, builtinsOnDemand],
    // The form that code-cache.mjs runs.
    banner: { js: "(function (exports, require, module) {" },
    footer: { js: "})" },
  });
  await build({
    ...asCommonJs,
    entryPoints: entries.map((name) => path.join(__dirname, `${name}.mjs`)),
    // Node.js takes milliseconds to begin with a module of the other kind.
    define: { "import.meta.dirname": "__dirname" },
    plugins: [compiledInsteadOfSource],
  });
  cpSync(path.join(__dirname, "preload.cjs"), path.join(folder, "preload.cjs"));
  for (const name of entries) chmodSync(path.join(folder, `${name}.cjs`), 0o755);
}

const oneOf = (names: readonly string[]): RegExp => new RegExp(`^(node:)?(${names.join("|")})$`);

const packagesApart: Plugin = {
  name: "packages-apart",
  setup(bundler) {
    bundler.onResolve({ filter: oneOf(apart) }, ({ path: name }) => ({ path: `./${name}.cjs`, external: true }));
  },
};

/** The AWS SDK, of which only what looks into an account has need, is one file too: its clients share most of their code. */
const sdkFile = "aws-sdk";

const sdkApart: Plugin = {
  name: "sdk-apart",
  setup(bundler) {
    const namespace = "sdk";
    bundler.onResolve({ filter: /^@aws-sdk\// }, ({ path: client }) => ({ path: client, namespace }));
    bundler.onResolve({ filter: /./, namespace }, ({ path: file }) => ({ path: file, external: true }));
    bundler.onLoad({ filter: /./, namespace }, ({ path: client }) => ({
      contents: `module.exports = require("./${sdkFile}.cjs")["${client}"];`,
    }));
  },
};

/** What the live room imports of the SDK, by client, and nothing else of its thousands of names. */
const usedOfSdk: Plugin = {
  name: "used-of-sdk",
  setup(bundler) {
    const room = path.join(__dirname, "..", "live");
    const used = new Map<string, Set<string>>();
    for (const name of readdirSync(room, { recursive: true, encoding: "utf8" }).filter((each) =>
      each.endsWith(".ts"),
    )) {
      for (const [, names = "", client = ""] of readFileSync(path.join(room, name), "utf8").matchAll(sdkImport)) {
        const values = [...names.matchAll(importedValue)].map(([, value = ""]) => value);
        used.set(client, new Set([...(used.get(client) ?? []), ...values]));
      }
    }
    const namespace = "used";
    const contents = [...used.keys()].map((client) => `export * as "${client}" from "used:${client}";`).join("\n");
    bundler.onResolve({ filter: /^used:?/ }, ({ path: name }) => ({ path: name, namespace }));
    bundler.onLoad({ filter: /^used$/, namespace }, () => ({ contents }));
    bundler.onLoad({ filter: /^used:/, namespace }, ({ path: name }) => {
      const client = name.slice("used:".length);
      return { contents: `export { ${[...(used.get(client) ?? [])].join(", ")} } from "${client}";`, resolveDir: room };
    });
  },
};

const sdkImport = /^import \{([^}]*)\} from "(@aws-sdk\/[^"]+)";$/gm;

/** A name in the braces of an import, without types and without what it is called there. */
const importedValue = /(?:^|,)\s*(?!type\b)(\w+)/g;

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
