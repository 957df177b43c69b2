import { createHash } from "node:crypto";
import { flyCanary } from "./canary";
import type { Estate } from "./estate";
import { evaluate, type RuleResult } from "./evaluate";
import { lazily } from "./lazily";
import { configurationFromFolder } from "./plan/configuration/from-folder";
import { configurationFromPlan } from "./plan/configuration/from-plan";
import { overlay } from "./plan/configuration/overlay";
import { readEnvelope, type PlanEnvelope } from "./plan/envelope";
import { estateFromPlan } from "./plan/estate";
import type { SourceFrames } from "./plan/estate/place";
import { PlanReader } from "./plan/reader";
import type { PlanText } from "./plan/read-plan";
import { collectSecrets, redactName, redactPlan, redactText } from "./redaction";
import { concealVerdict } from "./report/conceal-verdict";
import { makeReport, type SynthFinding } from "./report/make-report";
import type { PlanIdentity, Report, ReportedVerdict } from "./report/report";
import type { Rule } from "./rule";
import { rules as ownRules } from "./rules";
import { defaultSettings, type Settings } from "./settings/settings";
import { waiversAreSound } from "./settings/waivers-are-sound";
import type { Asked } from "./checkov/ask-second-engine";
import type { SecondEngine } from "./second-engine";
import { UnusableInputError } from "./unusable-input";

/** What the gate is asked. */
export interface GateInput {
  /** What is judged. */
  readonly plan: PlanText;
  /** Folder with the configuration that the plan was made from. @default the plan's own JSON is all there is */
  readonly configDir?: string | undefined;
  /** SHA-256 of the plan file that the text was shown from. @default that of the text */
  readonly planDigest?: string | undefined;
  /** Recorded in the report. @default null */
  readonly target?: string | undefined;
  /** Lines of TypeScript by construct path. @default no lines in the report */
  readonly sources?: SourceFrames | undefined;
  /** Agents that the validation at synth refused. @default none */
  readonly refusedAtSynth?: readonly SynthFinding[] | undefined;
  /** Lets a plan through in which there is nothing to judge. @default false */
  readonly allowEmpty?: boolean | undefined;
  /** Ids of rules that must have examined something. @default none */
  readonly require?: readonly string[] | undefined;
  /** Rules of your own, put beside the gate's. @default none */
  readonly rules?: readonly Rule[] | undefined;
  /** Levels, tag key, allowed projects and waivers. @default `defaultSettings` */
  readonly settings?: Settings | undefined;
  /** The day that waivers and models' lifecycles are held against. @default today */
  readonly now?: Date | undefined;
  /** Asked about the same plan; its answers and the rules' meet in the report. @default none */
  readonly secondEngine?: SecondEngine | undefined;
}

/** What was said of an estate, and what it takes to write it down. */
export interface Outcome {
  /** The verdicts, and whether they block. */
  readonly report: Report;
  /** The report's verdicts but for those that do not apply, and those that pass undisputed: what somebody has to read. */
  readonly told: readonly ReportedVerdict[];
  /** What was found in the plan. */
  readonly estate: Estate;
  /** Key of the cost allocation tag that the verdicts are about. */
  readonly tagKey: string;
  /** Takes secrets out of a text that was drawn from the estate. */
  readonly conceal: (text: string) => string;
}

/** What the gate answers. */
export interface GateOutcome extends Outcome {
  readonly report: Report & { readonly plan: PlanIdentity };
  /** The plan's JSON without its secrets; the gate says the same of it. */
  readonly redactedPlan: () => string;
}

/**
 * Judges a Terraform plan. Reads the configuration folder; otherwise pure.
 * @throws UnusableInputError for input that is no plan, or a folder that is not this plan's.
 * @throws RuleFaultError, CanaryError when the gate itself does not work, and what a second engine throws: there is no verdict then.
 */
export async function gate(input: GateInput): Promise<GateOutcome> {
  try {
    const { tagKey, allowedProjects, levels, waivers } = input.settings ?? defaultSettings;
    const rules = [...ownRules, ...(input.rules ?? [])].map((rule) => ({
      ...rule,
      level: levels.get(rule.id) ?? rule.level,
    }));
    refuseTaken(input.rules ?? []);
    refuseUnknown(input.require ?? [], rules);
    flyCanary(ownRules, { tagKey });
    const now = input.now ?? new Date();
    const plan = readEnvelope(input.plan);
    const estate = await readEstate(plan, input);
    // A clean plan shows nothing that has to be concealed, so its secrets are looked for when something is shown.
    const found = lazily(
      {},
      { secrets: () => collectSecrets(plan.document, { publicTexts: [tagKey, ...(allowedProjects ?? [])] }) },
    );
    const conceal = (text: string): string => redactText(text, found.secrets);
    const redacted = (indent?: number): string =>
      JSON.stringify(redactPlan(plan.document, found.secrets), undefined, indent);
    const own = evaluate(estate, rules, { tagKey, allowedProjects, now }, input.require);
    const results = await withSecondEngine(own, input.secondEngine, {
      estate,
      tagKey,
      plan: () => redacted(2),
      conceal,
      concealName: (name) => redactName(name, found.secrets),
    });
    const { report, verdictsTold } = makeReport({
      about: {
        plan: lazily(
          { formatVersion: plan.formatVersion, terraformVersion: plan.terraformVersion },
          { sha256: () => input.planDigest ?? createHash("sha256").update(input.plan.text).digest("hex") },
        ),
      },
      estate,
      results,
      target: input.target,
      refusedAtSynth: input.refusedAtSynth ?? [],
      allowEmpty: input.allowEmpty ?? false,
      require: input.require ?? [],
      waivers,
      now,
      conceal: { text: conceal, verdict: (verdict) => concealVerdict(verdict, found.secrets) },
    });
    return lazily({ report, estate, tagKey, conceal, redactedPlan: () => redacted() }, { told: verdictsTold });
  } catch (error) {
    // Stack exhaustion by hostile nesting is the input's fault, not a crash of ours.
    if (error instanceof RangeError)
      throw new UnusableInputError(`${input.plan.name} is nested too deeply to be judged`);
    throw error;
  }
}

async function readEstate(plan: PlanEnvelope, { plan: { name }, configDir, sources }: GateInput): Promise<Estate> {
  const own = configurationFromPlan(plan.configuration);
  const configuration =
    configDir === undefined ? own : overlay(own, await configurationFromFolder(configDir), configDir);
  return estateFromPlan(plan, new PlanReader(plan, configuration, name), sources ?? {});
}

/** Its code is loaded when there is one. */
async function withSecondEngine(
  results: readonly RuleResult[],
  engine: SecondEngine | undefined,
  asked: Asked,
): Promise<readonly RuleResult[]> {
  if (engine === undefined) return results;
  const { askSecondEngine } = await import("./checkov/ask-second-engine.js");
  return askSecondEngine(results, engine, asked);
}

/** Levels, waivers and reports know a rule by its id alone. */
function refuseTaken(added: readonly Rule[]): void {
  const taken = new Set([...ownRules.map(({ id }) => id), waiversAreSound.id]);
  for (const { id } of added) {
    if (taken.has(id))
      throw new UnusableInputError(`there is a rule ${JSON.stringify(id)} already; give yours another id`);
    taken.add(id);
  }
}

function refuseUnknown(required: readonly string[], rules: readonly Rule[]): void {
  const ids = rules.map(({ id }) => id);
  const unknown = required.find((id) => !ids.includes(id));
  if (unknown === undefined) return;
  throw new UnusableInputError(
    `there is no rule ${JSON.stringify(unknown)} to require; the rules are ${ids.join(", ")}`,
  );
}
