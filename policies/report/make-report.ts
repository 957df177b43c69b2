import type { Estate, Resource } from "../estate";
import type { RuleResult } from "../evaluate";
import type { Rule } from "../rule";
import { applyWaivers } from "../settings/apply-waivers";
import type { Waiver } from "../settings/settings";
import { waiversAreSound } from "../settings/waivers-are-sound";
import { planIsWhole } from "../rules/plan-is-whole";
import { stateIsProtected } from "../rules/state-is-protected";
import type { PlanEnvelope } from "../plan/envelope";
import type { Report, ReportedVerdict, Summary } from "./report";

/** An agent that the synth-time validation refused, before Terraform saw it. */
export interface SynthFinding {
  readonly rule: string;
  readonly stack: string;
  readonly constructPath: string;
  readonly address: string;
  readonly message: string;
  readonly remedy: string;
}

export interface ReportInput {
  readonly planDigest: string;
  readonly plan: PlanEnvelope;
  readonly estate: Estate;
  readonly results: readonly RuleResult[];
  readonly target: string | undefined;
  readonly refusedAtSynth: readonly SynthFinding[];
  readonly allowEmpty: boolean;
  readonly require: readonly string[];
  readonly waivers: readonly Waiver[];
  /** The day that waivers are held against. */
  readonly now: Date;
}

const idAndLevel = ({ id, level }: Pick<Rule, "id" | "level">) => ({ id, level });

export function makeReport(input: ReportInput): Report {
  const places = new Map(placesOf(input.estate).map((place) => [place.address, place]));
  const judged = input.results.flatMap(({ rule, findings }) =>
    findings.map((finding): ReportedVerdict => ({
      rule: rule.id,
      level: finding.level,
      verdict: finding.verdict,
      address: finding.address,
      ...whereIs(places.get(finding.address)),
      message: finding.message,
      evidence: finding.evidence,
      remedy: finding.remedy ?? null,
    })),
  );
  const verdicts = applyWaivers([...judged, ...refusals(input, judged)], input.waivers, input.now);
  const errors = errorsOf(input);
  return {
    version: 1,
    target: input.target ?? null,
    plan: {
      sha256: input.planDigest,
      formatVersion: input.plan.formatVersion,
      terraformVersion: input.plan.terraformVersion,
    },
    summary: summarize(verdicts, errors.length > 0),
    rules: [
      ...input.results.map(({ rule, examined }) => ({ ...idAndLevel(rule), examined })),
      ...(input.waivers.length === 0 ? [] : [{ ...idAndLevel(waiversAreSound), examined: input.waivers.length }]),
    ],
    verdicts,
    errors,
  };
}

function placesOf(estate: Estate): Resource[] {
  const {
    agents,
    aliases,
    actionGroups,
    inferenceProfiles,
    functions,
    apis,
    budgets,
    taggable,
    removed,
    entrances,
    costAllocationTags,
    stateBackend,
  } = estate;
  return [
    ...removed,
    ...taggable,
    ...agents,
    ...aliases,
    ...actionGroups,
    ...inferenceProfiles,
    ...functions,
    ...apis,
    ...budgets,
    ...entrances,
    ...costAllocationTags,
    ...(stateBackend === undefined ? [] : [stateBackend]),
  ];
}

function whereIs(place: Resource | undefined): Pick<ReportedVerdict, "constructPath" | "location"> {
  return {
    ...(place?.constructPath === undefined ? {} : { constructPath: place.constructPath }),
    ...(place?.location === undefined ? {} : { location: place.location }),
  };
}

/** A refusal at synth stands in the report even if the plan's verdict differs: what was refused is not to be applied. */
function refusals(input: ReportInput, judged: readonly ReportedVerdict[]): ReportedVerdict[] {
  const failed = new Set(
    judged.filter(({ verdict }) => verdict === "fail").map(({ rule, address }) => `${rule} ${address}`),
  );
  return input.refusedAtSynth
    .filter(({ rule, address }) => !failed.has(`${rule} ${address}`))
    .map(({ rule, address, constructPath, message, remedy }) => ({
      rule,
      level: input.results.find((result) => result.rule.id === rule)?.rule.level ?? "mandatory",
      verdict: "fail",
      address,
      constructPath,
      message,
      evidence: ["refused by the validation at synth"],
      remedy,
    }));
}

/** What can be asked of every plan is no proof that anything was judged. */
const askedOfAll = new Set([planIsWhole.id, stateIsProtected.id]);

function errorsOf({ estate, results, allowEmpty, require }: ReportInput): Report["errors"] {
  if (estate.intent === "destroy") return [];
  const errors: { code: string; message: string }[] = [];
  const judged = results.some(({ rule, examined }) => !askedOfAll.has(rule.id) && examined > 0);
  if (!judged && !allowEmpty) {
    const message =
      "no rule found anything to judge in this plan: that is no proof of anything (--allow-empty lets it through)";
    errors.push({ code: "nothing-examined", message });
  }
  for (const { rule, examined } of results) {
    if (require.includes(rule.id) && examined === 0) {
      const message = `rule ${rule.id} is required, and found nothing to examine in this plan`;
      errors.push({ code: "required-rule-examined-nothing", message });
    }
  }
  return errors;
}

function summarize(verdicts: readonly ReportedVerdict[], hasErrors: boolean): Summary {
  const count = (verdict: ReportedVerdict["verdict"]): number =>
    verdicts.filter((each) => each.verdict === verdict && each.level !== "advisory").length;
  const fail = count("fail");
  const undetermined = count("undetermined");
  return {
    blocked: hasErrors || fail > 0 || undetermined > 0,
    pass: verdicts.filter(({ verdict }) => verdict === "pass").length,
    fail,
    undetermined,
    notApplicable: verdicts.filter(({ verdict }) => verdict === "notApplicable").length,
    waived: verdicts.filter(({ verdict }) => verdict === "waived").length,
  };
}
