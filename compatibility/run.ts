import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { format } from "prettier";
import { compare, explainDifferences } from "./compare";
import { knownDifferences } from "./known";
import { compileProject, makeProject, packPackage } from "./project";
import { compatibilityPage, problemsOf, type Outcome } from "./report";
import { synthesizeProject, type Synthesized } from "./synthesize";
import { baseline, variants, type Variant } from "./variants";

/**
 * Compiles and synthesizes everything under each variant of cdktf and the AWS provider's bindings, in fresh projects with the packed package, and
 * writes docs/compatibility.md. It needs the registry of npm, and some minutes. Exit code 1 for a difference that is not in known.ts.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "chargeback-compatibility-"));
  try {
    const tarball = packPackage(folder);
    const made = (variant: Variant): Synthesized => {
      const project = path.join(folder, variant.name);
      print(`${variant.title}: install, compile, synthesize`);
      makeProject(project, tarball, variant);
      compileProject(project);
      return synthesizeProject(project);
    };
    const before = made(baseline);
    const outcomes = variants.map((variant): Outcome => {
      const differences = differencesOf(before, made(variant));
      return { variant, comparison: explainDifferences(differences, knownDifferences[variant.name] ?? []) };
    });
    const problems = outcomes.flatMap(problemsOf);
    for (const problem of problems) print(problem);
    if (problems.length > 0)
      throw new Error(`${problems.length} differences that compatibility/known.ts does not list`);
    const page = await format(compatibilityPage(baseline, outcomes, [...before.keys()]), {
      parser: "markdown",
      printWidth: 120,
    });
    writeFileSync(path.join(__dirname, "..", "docs", "compatibility.md"), page);
    print("No other difference. Written: docs/compatibility.md");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function differencesOf(before: Synthesized, after: Synthesized) {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((name) => compare(before.get(name), after.get(name), name));
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
