import type { Estate } from "../estate";
import { lazily } from "../lazily";
import type { RuleResult } from "../evaluate";
import type { Rule } from "../rule";
import { applyWaivers } from "../settings/apply-waivers";
import type { Waiver } from "../settings/settings";
import { waiversAreSound } from "../settings/waivers-are-sound";
import { planIsWhole } from "../rules/plan-is-whole";
import { stateIsProtected } from "../rules/state-is-protected";
import { scopeOf } from "../scope-of";
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

/** The plan or the account that a report is about. */
type About = Pick<Report, "plan" | "account">;

export interface ReportInput<A extends About = About> {
  readonly about: A;
  readonly estate: Estate;
  readonly results: readonly RuleResult[];
  readonly target: string | undefined;
  /** @default none */
  readonly refusedAtSynth?: readonly SynthFinding[];
  /** What kept the reader of the estate from seeing all of it. @default nothing */
  readonly unseen?: Report["errors"];
  readonly allowEmpty: boolean;
  readonly require: readonly string[];
  readonly waivers: readonly Waiver[];
  /** The day that waivers are held against. */
  readonly now: Date;
  /** Take the plan's secrets out of what is shown. */
  readonly conceal: {
    readonly text: (text: string) => string;
    readonly verdict: (verdict: ReportedVerdict) => ReportedVerdict;
  };
}

export interface MadeReport<A extends About> {
  /** Its verdicts are put into words when they are asked for: a large plan has thousands that nobody reads. */
  readonly report: Report & A;
  /** The verdicts but for those that do not apply, and those that pass undisputed. */
  readonly verdictsTold: () => readonly ReportedVerdict[];
}

export function makeReport<A extends About>(input: ReportInput<A>): MadeReport<A> {
  const judged = input.results.flatMap(({ rule, findings }) =>
    findings.map((finding): ReportedVerdict => ({
      rule: rule.id,
      level: finding.level,
      verdict: finding.verdict,
      address: finding.address,
      message: finding.message,
      evidence: finding.evidence,
      remedy: finding.remedy ?? null,
      ...(finding.disputedBy === undefined ? {} : { disputedBy: finding.disputedBy }),
    })),
  );
  const verdicts = applyWaivers([...judged, ...refusals(input, judged)], input.waivers, input.now);
  const errors = errorsOf(input).map(({ code, message }) => ({ code, message: input.conceal.text(message) }));
  const shown = (verdict: ReportedVerdict): ReportedVerdict => input.conceal.verdict(withPlace(verdict, input.estate));
  const report = lazily(
    {
      version: 1 as const,
      target: input.target ?? null,
      ...input.about,
      summary: summarize(verdicts, errors.length > 0),
      rules: summarizeRules(input, verdicts),
      errors,
    },
    { verdicts: () => verdicts.map(shown) },
  );
  return { report, verdictsTold: () => verdicts.filter(isTold).map(shown) };
}

const isTold = ({ verdict, disputedBy }: ReportedVerdict): boolean =>
  (verdict !== "pass" && verdict !== "notApplicable") || disputedBy !== undefined;

function withPlace(verdict: ReportedVerdict, estate: Estate): ReportedVerdict {
  const place = estate.at(verdict.address);
  const constructPath = place?.constructPath ?? verdict.constructPath;
  const location = place?.location ?? verdict.location;
  return {
    ...verdict,
    ...(constructPath === undefined ? {} : { constructPath }),
    ...(location === undefined ? {} : { location }),
  };
}

function summarizeRules({ results, waivers }: ReportInput, verdicts: readonly ReportedVerdict[]): Report["rules"] {
  const passes = new Map<string, number>();
  for (const { rule, verdict } of verdicts) if (verdict === "pass") passes.set(rule, (passes.get(rule) ?? 0) + 1);
  const summary = ({ id, level }: Pick<Rule, "id" | "level">, examined: number) => ({
    id,
    level,
    examined,
    pass: passes.get(id) ?? 0,
  });
  return [
    ...results.map(({ rule, examined }) => summary(rule, examined)),
    ...(waivers.length === 0 ? [] : [summary(waiversAreSound, waivers.length)]),
  ];
}

/** A refusal at synth stands in the report even if the plan's verdict differs: what was refused is not to be applied. */
function refusals(input: ReportInput, judged: readonly ReportedVerdict[]): ReportedVerdict[] {
  const failed = new Set(
    judged.filter(({ verdict }) => verdict === "fail").map(({ rule, address }) => `${rule} ${address}`),
  );
  return (input.refusedAtSynth ?? [])
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

function errorsOf({ estate, results, allowEmpty, require, unseen = [] }: ReportInput): Report["errors"] {
  if (estate.intent === "destroy") return [];
  const errors = [...unseen];
  const judged = results.some(
    ({ rule, examined, foreign }) => foreign !== true && !askedOfAll.has(rule.id) && examined > 0,
  );
  if (!judged && !allowEmpty) {
    const message = `no rule found anything to judge in ${scopeOf(estate)}: that is no proof of anything (--allow-empty lets it through)`;
    errors.push({ code: "nothing-examined", message });
  }
  for (const { rule, examined } of results) {
    if (require.includes(rule.id) && examined === 0) {
      const message = `rule ${rule.id} is required, and found nothing to examine in ${scopeOf(estate)}`;
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
