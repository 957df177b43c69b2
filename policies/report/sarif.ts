import type { Log, Message, Notification, ReportingDescriptor, Result, Run } from "sarif";
import { type DocumentedRule, explainedRules } from "../explain";
import type { Outcome } from "../gate";
import { withoutControls } from "./control-characters";
import { faultsOf, justificationOf, sentenceOf, weightOf } from "./findings";
import { fingerprintsOf } from "./fingerprint";
import type { Report, ReportedVerdict } from "./report";
import { locationOf } from "./sarif-location";
import { ruleDescriptor, sarifLevel } from "./sarif-rule";

export interface SarifOptions {
  /** Version of this package. */
  readonly version: string;
  /** Rules that may stand in the report. @default the gate's own */
  readonly rules?: readonly DocumentedRule[] | undefined;
  /** Path of the plan from the root of the repository, where a finding without a line of source is shown. @default "plan.json" */
  readonly plan?: string | undefined;
  /** Stack of the plan; it tells the runs of one repository apart. @default none */
  readonly stack?: string | undefined;
}

/** The report as SARIF 2.1.0: one run, and in it what fails, what is undetermined or disputed, and what a waiver lets through. */
export function renderSarif(outcome: Outcome, options: SarifOptions): string {
  return renderSarifRuns([[outcome, options]]);
}

/** Several stacks in one file, one run each. */
export function renderSarifRuns(judged: readonly (readonly [Outcome, SarifOptions])[]): string {
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: judged.map(([outcome, options]) => runOf(outcome, options)),
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function runOf({ report }: Outcome, { version, stack, plan = "plan.json", rules = explainedRules }: SarifOptions): Run {
  const errors = withoutControls(report.errors);
  const shown = [
    ...faultsOf({ ...report, errors }),
    ...withoutControls(report.verdicts.filter((verdict) => weightOf(verdict) !== undefined)),
  ];
  const descriptors = descriptorsOf([...report.rules.map(({ id }) => id), ...shown.map(({ rule }) => rule)], rules);
  const indexes = new Map(descriptors.map(({ id }, index) => [id, index]));
  const fingerprints = fingerprintsOf(shown);
  const codes = [...new Set(errors.map(({ code }) => code))];
  return {
    tool: {
      driver: {
        name: "Chargeback",
        version,
        semanticVersion: version,
        rules: descriptors,
        ...(codes.length === 0 ? {} : { notifications: codes.map((id) => ({ id })) }),
      },
    },
    ...(stack === undefined ? {} : { automationDetails: { id: `chargeback/${withoutControls(stack)}/` } }),
    columnKind: "utf16CodeUnits",
    invocations: [
      {
        executionSuccessful: errors.length === 0,
        toolExecutionNotifications: errors.map(({ code, message }): Notification => ({
          descriptor: { id: code, index: codes.indexOf(code) },
          level: "error",
          message: messageOf(message),
        })),
      },
    ],
    results: shown.map((verdict, index) => ({
      ...resultOf(verdict, plan),
      ruleIndex: indexes.get(verdict.rule) ?? -1,
      partialFingerprints: fingerprints[index] ?? {},
    })),
    properties: withoutControls(propertiesOf(report)),
  };
}

const propertiesOf = ({ target, plan, account, summary }: Report): object => ({
  target,
  plan,
  ...(account === undefined ? {} : { account }),
  summary,
});

function descriptorsOf(ids: readonly string[], rules: readonly DocumentedRule[]): ReportingDescriptor[] {
  const byId = new Map(rules.map((rule) => [withoutControls(rule.id), rule]));
  return [...new Set(withoutControls(ids))].map((id) => {
    const rule = byId.get(id);
    return rule === undefined ? { id, defaultConfiguration: { level: "error" } } : ruleDescriptor(rule);
  });
}

/**
 * `kind` is fail throughout. SARIF's own word for undetermined, open, allows no level but none, and GitHub reads no kind at all: what
 * blocks would be shown as harmless. A waived finding is a note, since not every viewer honours suppressions; so is a disputed pass.
 */
function resultOf(verdict: ReportedVerdict, plan: string): Result {
  const waived = verdict.verdict === "waived";
  return {
    ruleId: verdict.rule,
    kind: "fail",
    level: waived || verdict.verdict === "pass" ? "note" : sarifLevel(verdict.level),
    message: messageOf(sentenceOf(verdict)),
    locations: [locationOf(verdict, plan)],
    ...(waived
      ? { suppressions: [{ kind: "external", status: "accepted", justification: justificationOf(verdict) }] }
      : {}),
    properties: {
      verdict: verdict.verdict,
      level: verdict.level,
      evidence: verdict.evidence,
      ...(verdict.disputedBy === undefined ? {} : { disputedBy: verdict.disputedBy }),
    },
  };
}

/** In a message SARIF writes braces twice, and takes `[text](address)` for a link: foreign text makes neither. */
function messageOf(text: string): Message {
  return { text: text.replaceAll("{", "{{").replaceAll("}", "}}").replaceAll("](", "] (") };
}
