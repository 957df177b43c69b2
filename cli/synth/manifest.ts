import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import * as path from "node:path";
import * as z from "zod/mini";
import { ProgramFailure } from "../failure";
import { readSynthesizedStack, type SynthesizedStack } from "./synthesized-stack";

const manifestJson = z.looseObject({
  stacks: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      constructPath: z.string(),
      workingDirectory: z.string(),
      dependencies: z._default(z.array(z.string()), []),
      annotations: z._default(
        z.array(z.looseObject({ constructPath: z.string(), level: z.string(), message: z.string() })),
        [],
      ),
    }),
  ),
});

/** What an app left in its output folder. */
export interface SynthOutput {
  stacks: SynthesizedStack[];
  /** Warnings and notes of the app's constructs, ready to print. */
  annotations: string[];
}

/** Forgets the last synth, so that what is found afterwards is what this one wrote. */
export function forgetLastSynth(outdir: string): void {
  rmSync(path.join(outdir, "manifest.json"), { force: true });
  for (const folder of stackFolders(outdir)) rmSync(path.join(folder, "cdk.tf.json"), { force: true });
}

/** Reads manifest.json; undefined when the app has not come to write it. */
export function readManifest(outdir: string): SynthOutput | undefined {
  const file = path.join(outdir, "manifest.json");
  if (!existsSync(file)) return undefined;
  let manifest;
  try {
    manifest = manifestJson.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new ProgramFailure(`The app left no usable ${file}. ${String(error)}`);
  }
  const entries = Object.values(manifest.stacks);
  return {
    stacks: entries.map((entry) =>
      readSynthesizedStack(
        path.join(outdir, entry.workingDirectory),
        entry.name,
        entry.constructPath,
        entry.dependencies,
      ),
    ),
    annotations: entries
      .flatMap((entry) => entry.annotations)
      .map(({ level, constructPath, message }) => `${level.replace("@cdktf/", "")}: [${constructPath}] ${message}`),
  };
}

/** The stacks on disk. A refused synth writes every cdk.tf.json, but no manifest. */
export function readStacksOnDisk(outdir: string): SynthesizedStack[] {
  return stackFolders(outdir)
    .filter((folder) => existsSync(path.join(folder, "cdk.tf.json")))
    .map((folder) => readSynthesizedStack(folder));
}

function stackFolders(outdir: string): string[] {
  const parent = path.join(outdir, "stacks");
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(parent, entry.name))
    .sort();
}
