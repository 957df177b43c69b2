import { createHash } from "node:crypto";
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import * as path from "node:path";
import { pipeline } from "node:stream/promises";
import * as z from "zod/mini";
import type { SourceFrames } from "../policies";
import { temporaryPrefix } from "./session";

/** Name of the folder, in the project's, that runs write to. */
export const outputFolder = "chargeback.out";

/** Files of a run that a later run must not inherit. */
const runFiles = ["report.json", "plan.tfplan", "plan.json", "cdk.tf.json", "sources.json"] as const;
export type RunFile = (typeof runFiles)[number];

/** Plans hold every value, secret ones too; the others say nothing that the source does not. */
const secretFiles = new Set<RunFile>(["plan.tfplan", "plan.json"]);

/** Removes what an earlier run left, so that a run that fails leaves no old green report behind. */
export function removeOldRuns(cwd: string, stacks: readonly string[]): void {
  const root = path.join(cwd, outputFolder);
  const all = existsSync(root) ? readdirSync(root, { withFileTypes: true }) : [];
  const folders = all.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  for (const stack of folders.filter((name) => stacks.length === 0 || stacks.includes(name))) {
    // A run that was killed could not remove its private folder, which may hold a plan.
    const abandoned = readdirSync(path.join(root, stack)).filter((name) => name.startsWith(temporaryPrefix));
    for (const name of [...runFiles, ...abandoned])
      rmSync(path.join(root, stack, name), { recursive: true, force: true });
  }
}

/** The folder of one stack's runs. */
export function stackFolder(cwd: string, stack: string): string {
  const folder = path.join(cwd, outputFolder, stack);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Writes a file of the run to the private folder of the run. */
export function writeRunFile(privateFolder: string, name: RunFile, content: string): void {
  writeFileSync(path.join(privateFolder, name), content, { mode: secretFiles.has(name) ? 0o600 : 0o644 });
}

/** Puts finished files in their place. The report goes last: where it stands, the rest stands too. */
export function publish(privateFolder: string, folder: string): void {
  for (const name of [...runFiles].reverse()) {
    const file = path.join(privateFolder, name);
    if (existsSync(file)) renameSync(file, path.join(folder, name));
  }
}

const place = z.int().check(z.minimum(1));
const framesSchema = z.record(z.string(), z.object({ file: z.string(), line: place, column: z.optional(place) }));

/** Lines of source that `chargeback plan` left beside a plan; none for a plan from elsewhere. */
export function readSourcesBeside(planFile: string): SourceFrames | undefined {
  const file = path.join(path.dirname(planFile), "sources.json");
  try {
    return framesSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

/** SHA-256 of a file, in hex. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
