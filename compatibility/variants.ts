import { readFileSync } from "node:fs";
import path from "node:path";

/** The versions of what stands beside the package, in a project that uses it. */
export interface Variant {
  readonly name: string;
  /** What it is, for the report. */
  readonly title: string;
  /** By package name; an alias of npm's is a version as well. */
  readonly versions: Readonly<Record<string, string>>;
  /** As npm takes it; none when it is empty. */
  readonly overrides: Readonly<Record<string, unknown>>;
}

/** What every variant is compared with: the versions that this repository is developed and tested with. */
export const baseline: Variant = {
  name: "cdktf",
  title: "cdktf 0.21, AWS provider 5",
  versions: versionsHere("cdktf", "constructs", "@cdktf/provider-aws"),
  overrides: {},
};

export const variants: readonly Variant[] = [
  {
    name: "cdktn",
    title: "CDK Terrain 0.24, AWS provider 5",
    versions: { ...baseline.versions, cdktf: "npm:cdktn@0.24.0", constructs: "10.6.0" },
    // The bindings ask for cdktf 0.21; the app's own copy, whatever its name, is the only one that there may be.
    overrides: { "@cdktf/provider-aws": { cdktf: "$cdktf" } },
  },
  {
    name: "aws6",
    title: "cdktf 0.21, AWS provider 6",
    versions: { ...baseline.versions, "@cdktf/provider-aws": "21.22.1" },
    overrides: {},
  },
  {
    name: "cdktn-aws6",
    title: "CDK Terrain 0.24, AWS provider 6",
    versions: { cdktf: "npm:cdktn@0.24.0", constructs: "10.6.0", "@cdktf/provider-aws": "21.22.1" },
    overrides: { "@cdktf/provider-aws": { cdktf: "$cdktf" } },
  },
];

/** What the examples are written, bundled and compiled with: the same under every variant. */
export const tools: Readonly<Record<string, string>> = versionsHere(
  "@aws-sdk/client-bedrock-runtime",
  "@types/node",
  "esbuild",
  "fflate",
  "tsx",
  "typescript",
  "zod",
);

/** Versions that package.json of this repository names. */
function versionsHere(...names: readonly string[]): Record<string, string> {
  const file = path.join(__dirname, "..", "package.json");
  const { dependencies, devDependencies } = JSON.parse(readFileSync(file, "utf8")) as Record<
    "dependencies" | "devDependencies",
    Record<string, string>
  >;
  const all = { ...dependencies, ...devDependencies };
  return Object.fromEntries(
    names.map((name) => {
      const version = all[name];
      if (version === undefined) throw new Error(`package.json names no version of ${name}`);
      return [name, version];
    }),
  );
}
