import type { Estate } from "./estate";
import { evaluate } from "./evaluate";
import { configurationFromFolder } from "./plan/configuration/from-folder";
import { configurationFromPlan } from "./plan/configuration/from-plan";
import { overlay } from "./plan/configuration/overlay";
import { readEnvelope } from "./plan/envelope";
import { estateFromPlan, type SourceFrames } from "./plan/plan-estate";
import { PlanReader } from "./plan/reader";
import type { PlanText } from "./plan/read-plan";
import { makeReport, type SynthFinding } from "./report/make-report";
import type { Report } from "./report/report";
import { tagKey } from "./project-tag";
import { rules } from "./rules";
import { UnusableInputError } from "./unusable-input";

export interface GateInput {
  readonly plan: PlanText;
  /** Folder with the configuration that the plan was made from. @default the plan's own JSON is all there is */
  readonly configDir?: string | undefined;
  /** Recorded in the report. @default null */
  readonly target?: string | undefined;
  /** Lines of TypeScript by construct path. @default no lines in the report */
  readonly sources?: SourceFrames | undefined;
  /** Agents that the validation at synth refused. @default none */
  readonly refusedAtSynth?: readonly SynthFinding[] | undefined;
}

export interface GateOutcome {
  readonly report: Report;
  readonly estate: Estate;
  /** Key of the cost allocation tag that the verdicts are about. */
  readonly tagKey: string;
}

/**
 * Judges a Terraform plan. Reads the configuration folder; otherwise pure.
 * @throws UnusableInputError for input that is no plan, or a folder that is not this plan's.
 * @throws RuleFaultError when a rule fails to run: there is no verdict then.
 */
export async function gate(input: GateInput): Promise<GateOutcome> {
  try {
    const plan = readEnvelope(input.plan);
    const own = configurationFromPlan(plan.configuration);
    const { configDir } = input;
    const configuration =
      configDir === undefined ? own : overlay(own, await configurationFromFolder(configDir), configDir);
    const reader = new PlanReader(plan, configuration, input.plan.name);
    const estate = estateFromPlan(plan, reader, input.sources ?? {});
    const results = evaluate(estate, rules, { tagKey });
    const report = makeReport({
      planText: input.plan.text,
      plan,
      estate,
      results,
      target: input.target,
      refusedAtSynth: input.refusedAtSynth ?? [],
    });
    return { report, estate, tagKey };
  } catch (error) {
    // Stack exhaustion by hostile nesting is the input's fault, not a crash of ours.
    if (error instanceof RangeError)
      throw new UnusableInputError(`${input.plan.name} is nested too deeply to be judged`);
    throw error;
  }
}
