import type { Estate } from "../estate";
import type { RuleResult } from "../evaluate";
import type { Finding, Level } from "../rule";
import type { EngineAnswer, EngineRecord, ExpectedRecord } from "../second-engine";
import { mirroredChecks, type MirroredCheck } from "./checks";

/** How the estate's addresses stand in the plan that Checkov was given. */
export type ConcealName = (name: string) => string;

/** Every resource that each of our checks must have an answer about, by the estate. */
export function expectedRecords(estate: Estate, concealName: ConcealName): ExpectedRecord[] {
  return mirroredChecks.flatMap(({ id, examines }) =>
    examines(estate).map(({ address }) => ({ check: id, address: concealName(address) })),
  );
}

export interface Agreement {
  readonly estate: Estate;
  readonly answer: EngineAnswer;
  readonly concealName: ConcealName;
  /** Whether a failure of Checkov's counts against a proven pass. */
  readonly strict: boolean;
}

/**
 * The rules' results after Checkov's answers. A proven pass that Checkov fails stays one, and is disputed: Checkov follows neither
 * modules nor locals. Everywhere else the stricter of the two counts, and an answer that is missing is none.
 */
export function agree(results: readonly RuleResult[], agreement: Agreement): RuleResult[] {
  return results.map((result) =>
    mirroredChecks
      .filter(({ rule }) => rule === result.rule.id)
      .reduce((merged, check) => mergeCheck(merged, check, agreement), result),
  );
}

type Judged = Finding & { readonly level: Level };

function mergeCheck(result: RuleResult, check: MirroredCheck, agreement: Agreement): RuleResult {
  const { estate, answer, concealName, strict } = agreement;
  const answers = answersOf(answer.records, check.id);
  const asked = new Map(check.examines(estate).map(({ address }) => [address, concealName(address)]));
  const about = { check: check.id, engine: answer.engine, strict };
  const merged = result.findings.map((finding): Judged => {
    const address = asked.get(finding.address);
    return address === undefined ? finding : mergeFinding(finding, answers.get(address), about);
  });
  const told = new Set(result.findings.map(({ address }) => address));
  const untold = [...asked]
    .filter(([address]) => !told.has(address))
    .map(([address, name]) => [address, name] as const);
  const known = new Set(asked.values());
  const strangers = [...answers.keys()].filter((address) => !known.has(address)).map((each) => [each, each] as const);
  const added = [...untold, ...strangers].flatMap(([address, name]) => {
    const silent = {
      verdict: "notApplicable" as const,
      level: result.rule.level,
      address,
      message: notJudged,
      evidence: [],
    };
    const finding = mergeFinding(silent, answers.get(name), about);
    return finding.verdict === "notApplicable" ? [] : [finding];
  });
  const findings = [...merged, ...added];
  return {
    rule: result.rule,
    findings,
    examined: findings.filter(({ verdict }) => verdict !== "notApplicable").length,
  };
}

const notJudged = "the rule has nothing to say of it";

/** Of two answers about one resource the stricter one. */
function answersOf(records: readonly EngineRecord[], check: string): Map<string, EngineRecord["verdict"]> {
  const answers = new Map<string, EngineRecord["verdict"]>();
  for (const record of records) {
    if (record.check !== check || answers.get(record.address) === "fail") continue;
    answers.set(record.address, record.verdict);
  }
  return answers;
}

interface About {
  readonly check: string;
  readonly engine: string;
  readonly strict: boolean;
}

function mergeFinding(finding: Judged, said: EngineRecord["verdict"] | undefined, about: About): Judged {
  const { check, engine, strict } = about;
  const says = said === undefined ? "has no record of it" : said === "pass" ? "passes it" : "fails it";
  const seen = { ...finding, evidence: [...finding.evidence, `${engine}: ${check} ${says}`] };
  if (said === "pass" || finding.verdict === "fail") return seen;
  if (said === undefined) {
    if (finding.verdict === "undetermined") return seen;
    return {
      ...seen,
      verdict: "undetermined",
      message: `Checkov has no record of ${check} for it, so only one of two engines has judged it: ${finding.message}`,
      remedy: `see why Checkov leaves it out: checkov -f plan.json --check ${check} --external-checks-dir policies/checkov`,
    };
  }
  if (finding.verdict === "pass" && !strict) return { ...seen, disputedBy: `Checkov's ${check}` };
  const wayOut =
    finding.verdict === "pass"
      ? "refer to it directly, in the same module, where Checkov can see it; or leave out --checkov-strict"
      : "change what Checkov fails";
  return {
    ...seen,
    verdict: "fail",
    message: `it fails Checkov's ${check}, the stricter of two answers; the rule's own is: ${finding.message}`,
    remedy: finding.remedy ?? wayOut,
  };
}
