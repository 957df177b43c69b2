import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { measure, type Program } from "./measure";

/**
 * Measures what it costs to import the constructs, against importing alone the cdktf and the provider's bindings that they are
 * made of. Whole processes, in turns, so that the ratio holds on any machine. Exit code 1 above the limit.
 */
const root = path.join(__dirname, "..");
const constructs = path.join(root, "dist", "constructs");
const limit = 1.3;

function main(): void {
  const folder = mkdtempSync(path.join(tmpdir(), "chargeback-bench-"));
  try {
    const bindings = importedBy(constructs);
    const [alone, whole] = measure(
      [
        requiring("cdktf and the bindings alone", bindings),
        requiring("the constructs", [path.join(constructs, "index.js")]),
      ],
      9,
      path.join(folder, "memory"),
    );
    if (alone === undefined || whole === undefined) throw new Error("nothing was measured");
    const ratio = whole.milliseconds / alone.milliseconds;
    print(
      `Import of the constructs: ${whole.milliseconds.toFixed(0)} ms, ${ratio.toFixed(2)}x of the ${bindings.length} modules`,
    );
    print(
      `of cdktf and the provider's bindings that they use (${alone.milliseconds.toFixed(0)} ms); the limit is ${limit}x.\n`,
    );
    if (ratio >= limit) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the compiled files of a folder import from cdktf and the bindings. */
function importedBy(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".js"));
  const imports = files.flatMap((name) => [
    ...readFileSync(path.join(folder, name), "utf8").matchAll(/require\("((?:cdktf|constructs|@cdktf\/)[^"]*)"\)/g),
  ]);
  return [...new Set(imports.map(([, module = ""]) => module))];
}

const requiring = (name: string, modules: readonly string[]): Program => ({
  name,
  command: [process.execPath, "-e", modules.map((each) => `require(${JSON.stringify(each)});`).join("")],
  exits: [0],
});

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

main();
