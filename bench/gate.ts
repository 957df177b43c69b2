import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { largePlan, type Composition } from "./large-plan";
import { measure, type Figures, type Program } from "./measure";
import { peersOn } from "./peers";

/**
 * Measures `chargeback check` against a bare Node.js that only reads and parses the same plan, and against the peers that are
 * installed. Whole processes, in one run, so that the ratios hold on any machine. `--huge` adds 100,000 resources, `--alone`
 * leaves the peers out.
 */
const root = path.join(__dirname, "..");
const recorded = path.join(root, "__tests__", "policies", "fixtures", "news-agent", "plan.json");
const bundle = path.join(root, "dist", "cli", "chargeback.cjs");
const parseOnly = "JSON.parse(require('node:fs').readFileSync(process.argv[1], 'utf8'))";

function main(args: readonly string[]): void {
  if (!existsSync(bundle)) throw new Error(`${path.relative(root, bundle)} is not there: run npm run build first`);
  const few = 10;
  const compositions = [
    { resources: 40, projects: 1 },
    { resources: 1_000, projects: few },
    { resources: 10_000, projects: few },
    { resources: 10_000, projects: 250 },
    ...(args.includes("--huge") ? [{ resources: 100_000, projects: few }] : []),
  ];
  const folder = mkdtempSync(path.join(tmpdir(), "chargeback-bench-"));
  try {
    for (const line of heading()) print(line);
    let absent: readonly string[] = [];
    for (const each of compositions) absent = measureComposition(each, folder, !args.includes("--alone"));
    if (absent.length > 0) print(`\nNot installed here, so not measured: ${absent.join("; ")}.`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Prints one row for each program. @returns the peers that are absent. */
function measureComposition(composition: Composition, folder: string, withPeers: boolean): readonly string[] {
  const { resources } = composition;
  const plan = path.join(folder, "plan.json");
  const text = largePlan(recorded, composition);
  writeFileSync(plan, text);
  const bare: Program = { name: "Node.js, JSON.parse", command: [process.execPath, "-e", parseOnly, plan], exits: [0] };
  const check: Program = {
    name: "chargeback check",
    command: [process.execPath, bundle, "check", plan],
    exits: [0, 1],
  };
  const peers = peersOn(plan, folder);
  const memoryFile = path.join(folder, "memory");
  const [base, own] = measure([bare, check], resources > 10_000 ? 3 : 7, memoryFile);
  if (base === undefined || own === undefined) throw new Error("nothing was measured");
  print(row(composition, text.length, bare.name, base, base));
  print(row(composition, text.length, check.name, own, base));
  for (const peer of withPeers && resources <= 10_000 ? peers.present : []) {
    for (const figures of measure([peer], 1, memoryFile))
      print(row(composition, text.length, peer.name, figures, base));
  }
  return peers.absent;
}

function heading(): string[] {
  return [
    `Node.js ${process.version}, ${cpus().length} cores, ${process.platform}. Whole processes; median of several runs.`,
    "",
    "| resources | agents | size | program | time | of bare Node.js | peak memory | of bare Node.js |",
    "| --------: | -----: | ---: | ------- | ---: | --------------: | ----------: | --------------: |",
  ];
}

function row(
  { resources, projects }: Composition,
  bytes: number,
  name: string,
  figures: Figures,
  base: Figures,
): string {
  const cells = [
    resources.toLocaleString("en"),
    projects.toLocaleString("en"),
    `${(bytes / 1e6).toFixed(1)} MB`,
    name,
    `${figures.milliseconds.toFixed(0)} ms`,
    `${(figures.milliseconds / base.milliseconds).toFixed(2)}x`,
    figures.megabytes === undefined ? "-" : `${figures.megabytes.toFixed(0)} MB`,
    figures.megabytes === undefined || base.megabytes === undefined
      ? "-"
      : `${(figures.megabytes / base.megabytes).toFixed(2)}x`,
  ];
  return `| ${cells.join(" | ")} |`;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

main(process.argv.slice(2));
