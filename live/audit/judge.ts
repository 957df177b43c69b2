import type { Outcome, Report, ReportedVerdict, Rule, Settings } from "../../policies";
import type { Agent, Estate, InferenceProfile, Role } from "../../policies/estate";
import { evaluate, type RuleResult } from "../../policies/evaluate";
import { lazily } from "../../policies/lazily";
import { makeReport } from "../../policies/report/make-report";
import { aliasFollowsAgent } from "../../policies/rules/alias-follows-agent";
import { liveEstate } from "../live-estate";
import type { LiveFailure } from "../live-failure";
import { liveRemedy } from "../live-remedy";
import { billingRules } from "./audited-rules";
import { byTokens, countedIn } from "./by-tokens";
import { profileIsUsed } from "./profile-is-used";
import type { Survey } from "./survey";

/** What an audit is judged by. */
export interface Judging {
  readonly settings: Settings;
  readonly now: Date;
  readonly target: string;
  /** @default false */
  readonly allowEmpty?: boolean | undefined;
  /** Days that CloudWatch was asked about. @default it was not asked */
  readonly days?: number | undefined;
  /** Ids of rules that must have examined something. @default none */
  readonly require?: readonly string[] | undefined;
}

export interface Audited {
  readonly accountId: string;
  readonly surveys: readonly Survey[];
  readonly roles: readonly Role[];
  readonly unanswered: Report["errors"];
}

/** Puts the rules to an account. */
export function judge(audited: Audited, { settings, now, target, allowEmpty, days, require = [] }: Judging): Outcome {
  const { accountId, surveys, roles, unanswered } = audited;
  const { tagKey, allowedProjects, levels, waivers } = settings;
  const seen = {
    agents: surveys.flatMap(({ agents }) => agents),
    aliases: surveys.flatMap(({ aliases }) => aliases),
    inferenceProfiles: surveys.flatMap(({ profiles }) => profiles),
  };
  const estate = liveEstate({ ...seen, functions: surveys.flatMap(({ functions }) => functions), roles });
  const halfRead = new Set(surveys.filter(({ whole }) => !whole).flatMap(({ profiles }) => profiles));
  const counted = countedIn(surveys, days);
  const toldOf = ({ address }: InferenceProfile): string | undefined => {
    const found = counted.get(address);
    return found === undefined || found.tokens === 0 ? undefined : found.told;
  };
  const own = profileIsUsed({ allRead: (profile) => !halfRead.has(profile), counted: toldOf });
  const rules = [...billingRules, own].map((rule) => ({ ...rule, level: levels.get(rule.id) ?? rule.level }));
  const results = evaluate(estate, rules, { tagKey, allowedProjects, now }, require);
  const { report, verdictsTold } = makeReport({
    about: { plan: null, account: { id: accountId, regions: surveys.map(({ region }) => region) } },
    estate,
    results: withRemedies(withUnlisted(results, surveys), { agents: seen.agents, tagKey }),
    target,
    unseen: [...surveys.flatMap((each) => each.unanswered), ...unanswered],
    allowEmpty: allowEmpty ?? false,
    require,
    waivers,
    now,
    conceal: { text: asItIs, verdict: (verdict: ReportedVerdict) => verdict },
  });
  // Functions are left out of the picture: it would tell of tags that were not asked for.
  const drawn: Estate = liveEstate(seen);
  if (days === undefined) return lazily({ report, estate: drawn, tagKey, conceal: asItIs }, { told: verdictsTold });
  const verdicts = byTokens(report.verdicts, counted);
  const told = byTokens(verdictsTold(), counted);
  return { report: { ...report, verdicts }, told, estate: drawn, tagKey, conceal: asItIs };
}

/** AWS's answers hold no secret but variables, which are not kept. */
const asItIs = (text: string): string => text;

/** The gate's remedies are Terraform's; what stands in an account may have been made by hand. */
function withRemedies(
  results: readonly RuleResult[],
  { agents, tagKey }: { readonly agents: readonly Agent[]; readonly tagKey: string },
): readonly RuleResult[] {
  const byAddress = new Map(agents.map((agent) => [agent.address, agent]));
  return results.map(({ findings, ...result }) => ({
    ...result,
    findings: findings.map((finding) => {
      if (finding.verdict !== "fail" && finding.verdict !== "undetermined") return finding;
      const agent = byAddress.get(finding.address);
      const about = liveEstate(agent === undefined ? {} : { agents: [agent] });
      const remedy = liveRemedy(result.rule.id, finding, { estate: about, tagKey, projects: [] });
      return remedy === null ? finding : { ...finding, remedy };
    }),
  }));
}

/** Of an agent whose aliases could not be listed nobody can say that it has none. */
function withUnlisted(results: readonly RuleResult[], surveys: readonly Survey[]): readonly RuleResult[] {
  const unlisted = new Map(surveys.flatMap(({ withoutAliases }) => [...withoutAliases]));
  if (unlisted.size === 0) return results;
  return results.map((result) => {
    if (result.rule.id !== aliasFollowsAgent.id) return result;
    const findings = [
      ...result.findings.filter(({ address }) => !unlisted.has(address)),
      ...[...unlisted].map(([address, failure]) => notListed(address, failure, result.rule)),
    ];
    return { ...result, findings, examined: findings.filter(({ verdict }) => verdict !== "notApplicable").length };
  });
}

const notListed = (address: string, { message }: LiveFailure, { level }: Rule): RuleResult["findings"][number] => ({
  level,
  verdict: "undetermined",
  address,
  message: "its aliases could not all be read, so nothing proves that they serve it as it is",
  evidence: [message],
  remedy: "let the audit read them, and run it again",
});
