import * as z from "zod/mini";
import type { SynthFinding } from "../../policies";
import type { Context } from "../context";
import { ProgramFailure, UsageFailure } from "../failure";
import { readCdktfConfig } from "./cdktf-config";
import { forgetLastSynth, readManifest, readStacksOnDisk } from "./manifest";
import { runApp } from "./run-app";
import type { SynthesizedStack } from "./synthesized-stack";

const findingsJson = z.array(
  z.looseObject({
    rule: z.string(),
    stack: z.string(),
    constructPath: z.string(),
    address: z.string(),
    message: z.string(),
    remedy: z.string(),
  }),
);
const sourcesJson = z.record(z.string(), z.object({ file: z.string(), line: z.number(), column: z.number() }));

/** Where in the project's source a construct was made, by construct path. */
export type Sources = z.infer<typeof sourcesJson>;

/** What came of running the app. */
export interface Synthesis {
  stacks: SynthesizedStack[];
  /** Agents the app's own validation refused; empty when it refused nothing. */
  findings: SynthFinding[];
  sources: Sources;
}

/** Runs the app of cdktf.json and reads what it wrote. A refusal by validation is a result, any other failure is thrown. */
export async function synthesize(
  context: Context,
  options: { app?: string | undefined; bootstrap?: boolean },
): Promise<Synthesis> {
  const { cwd, env, progress, session, preload } = context;
  const config = readCdktfConfig(cwd, env, options.app);
  forgetLastSynth(config.outdir);
  const bootstrap = options.bootstrap ?? false;
  const run = await progress.step("Synthesizing the stacks", () =>
    runApp(session, config, { cwd, env, preload, bootstrap }),
  );
  const findings = findingsJson.parse(run.findings ?? []);
  const sources = sourcesJson.parse(run.sources ?? {});

  if (findings.length > 0) {
    const stacks = readStacksOnDisk(config.outdir);
    if (stacks.length === 0) throw new ProgramFailure(`The app refused its agents and wrote no stack.`, run.output);
    progress.note(`Synthesis was refused: ${findings.length} of the app's agents would not be charged to a project.`);
    return { stacks, findings, sources };
  }
  if (run.exitCode !== 0) {
    if (run.error?.name === "ChargebackInputError") throw new UsageFailure(run.error.message);
    throw new ProgramFailure(`The app failed (exit code ${run.exitCode}): ${config.app}`, run.output);
  }
  const output = readManifest(config.outdir);
  if (output === undefined) {
    throw new ProgramFailure(
      `The app ended without writing ${config.outdir}/manifest.json: does it call app.synth()?`,
      run.output,
    );
  }
  if (run.output.trim() !== "") progress.note(run.output.trim());
  output.annotations.forEach((line) => {
    progress.note(line);
  });
  return { stacks: output.stacks, findings, sources };
}
