import type { Outcome } from "../../policies";
import { findSettings, readSettings, parseFormats, rules } from "../../policies";
import type { Context } from "../context";
import { exitCodes, type ExitCode } from "../exit-codes";
import { UsageFailure } from "../failure";
import { writeReports } from "../gate-options";
import { liveEnvironment } from "../live-environment";
import { liveNow } from "../live-now";
import { progressBar } from "../progress-bar";

export interface AuditOptions {
  target: string;
  regions?: string[];
  profile?: string;
  allRoles?: boolean;
  /** Days. */
  usage?: number;
  iamPolicy?: boolean;
  format?: string[];
  settings?: string;
  allowEmpty?: boolean;
  require?: string[];
}

/** An audit is in no hurry: it waits as long as this for a call that AWS throttles. */
const throttledMs = 90_000;

/** `chargeback audit`: the gate's rules about who is billed, put to everything that stands in an account. It changes nothing. */
export async function auditAccount(context: Context, options: AuditOptions): Promise<ExitCode> {
  if (options.iamPolicy === true) return printPolicy(context, options);
  const formats = parseFormats(options.format ?? []);
  const { audit, auditRules, openRegions, rulesToldByAudit } = await import("../../live/index.js");
  const now = await liveNow(context, options.target);
  const about = { ruleIds: [...rules, ...auditRules].map(({ id }) => id), now };
  const settings =
    options.settings === undefined
      ? await findSettings(context.cwd, about)
      : await readSettings(options.settings, about);
  refuseUnknown(
    options.require ?? [],
    auditRules.map(({ id }) => id),
  );
  const env = await liveEnvironment(context, options.target);
  const { regions, profile, target, allowEmpty, require, usage: days, allRoles: everyRole } = options;
  const clients = await openRegions({ env, profile, version: context.version, throttledMs }, regions ?? []);
  try {
    const outcome = await context.progress.step("Auditing", (say) =>
      audit({
        ...{ clients, settings, now, target, allowEmpty, require, days, everyRole },
        tell: (done, expected) => {
          say(progressBar(done, expected));
        },
      }),
    );
    const plan = `account/${outcome.report.account?.id ?? ""}`;
    await writeReports(context, formats, [{ outcome, plan }], rulesToldByAudit);
    return exitCodeOf(outcome.report);
  } finally {
    for (const each of clients) each.destroy();
  }
}

/** What is wrong is certain, whatever else could not be asked; that nothing is wrong is not. */
function exitCodeOf({ summary, errors }: Outcome["report"]): ExitCode {
  if (summary.fail > 0) return exitCodes.blocked;
  if (errors.some(({ code }) => code !== "nothing-examined" && code !== "required-rule-examined-nothing"))
    return exitCodes.programFailed;
  return summary.blocked ? exitCodes.blocked : exitCodes.clean;
}

async function printPolicy(context: Context, { usage, allRoles = false }: AuditOptions): Promise<ExitCode> {
  const { auditPolicy } = await import("../../live/index.js");
  context.report(`${JSON.stringify(auditPolicy({ usage: usage !== undefined, allRoles }), undefined, 2)}\n`);
  return exitCodes.clean;
}

function refuseUnknown(required: readonly string[], known: readonly string[]): void {
  const unknown = required.find((id) => !known.includes(id));
  if (unknown === undefined) return;
  throw new UsageFailure(`An audit asks no rule "${unknown}" that it could require. It asks ${known.join(", ")}.`);
}
