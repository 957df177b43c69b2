import type { CheckFinding, LiveClients, VerifyReport } from "../../live";
import { findSettings, readSettings, rules, type Settings } from "../../policies";
import type { Context } from "../context";
import { exitCodes, type ExitCode } from "../exit-codes";
import { liveEnvironment } from "../live-environment";
import { liveNow } from "../live-now";
import { findSubjects, type StackSubject } from "../verify-subjects";
import { readVerifyFormats, writeVerifyReport } from "../verify-formats";

export interface VerifyOptions {
  target: string;
  app?: string;
  agentId?: string;
  aliasId?: string;
  region?: string;
  profile?: string;
  invoke?: boolean;
  costExplorer?: boolean;
  strict?: boolean;
  /** Milliseconds. */
  wait?: number;
  format?: string[];
  settings?: string;
}

/** Cost Explorer is paid by the request: while it is asked, hours are no place for seconds. */
const paidPauseMs = 1_800_000;

/** `chargeback verify`: looks at what was deployed, as it stands in the account. Changes nothing. */
export async function verifyStacks(
  context: Context,
  names: readonly string[],
  options: VerifyOptions,
): Promise<ExitCode> {
  const formats = readVerifyFormats(options.format ?? []);
  const about = { ruleIds: rules.map(({ id }) => id), now: new Date() };
  const { settings: file } = options;
  const settings = file === undefined ? await findSettings(context.cwd, about) : await readSettings(file, about);
  const subjects = await findSubjects(context, names, options);
  const { openClients, outcomeOf, requireAccount, verifyReport, waitFor } = await import("../../live/index.js");

  const looks: (() => Promise<VerifyReport["projects"][number]>)[] = [];
  const opened: LiveClients[] = [];
  try {
    for (const each of subjects) {
      const env = each.env ?? (await liveEnvironment(context, options.target));
      const { profile, region = each.region } = options;
      const clients = await openClients({ env, region, profile, version: context.version });
      opened.push(clients);
      await requireAccount(clients, each.accountIds);
      looks.push(lookAt(context, clients, each, settings, options));
    }
    const look = async (): Promise<VerifyReport> => {
      const projects: VerifyReport["projects"][number][] = [];
      for (const each of looks) projects.push(await each());
      return verifyReport(projects, { target: options.target, now: await liveNow(context, options.target) });
    };
    const report = await waitFor(look, (seen) => ["waiting", "unread"].includes(outcomeOf(seen)), {
      forMs: options.wait ?? 0,
      ...(options.costExplorer === true && { firstPauseMs: paidPauseMs, longestPauseMs: paidPauseMs }),
      onPause: (pauseMs) => {
        context.progress.note(`Something is still waited for; looking again in ${String(Math.ceil(pauseMs / 1000))} s`);
      },
    });
    await writeVerifyReport(context, formats, report);
    return exitCodeOf(outcomeOf(report), options);
  } finally {
    for (const clients of opened) clients.destroy();
  }
}

/** A test call that was answered is not paid for twice. */
function lookAt(
  context: Context,
  clients: LiveClients,
  { subject, stack, apply }: StackSubject,
  { tagKey, allowedProjects, levels }: Settings,
  options: VerifyOptions,
): () => Promise<VerifyReport["projects"][number]> {
  let called: CheckFinding | undefined;
  return async () => {
    const { verify, testCallId } = await import("../../live/index.js");
    const now = await liveNow(context, options.target);
    const { invoke = false, costExplorer } = options;
    const title = `Looking at ${stack === null ? "" : `${stack}: `}agent ${subject.agentId}`;
    const seen = await context.progress.step(title, () =>
      verify({
        clients,
        ...{ subject, apply, called, costExplorer },
        settings: { tagKey, allowedProjects, levels, now },
        invoke: invoke ? {} : undefined,
      }),
    );
    called = seen.findings.find(({ check, verdict }) => check === testCallId && verdict === "pass");
    return { ...seen, stack };
  };
}

function exitCodeOf(outcome: "clean" | "wrong" | "waiting" | "unread", { strict = false }: VerifyOptions): ExitCode {
  if (outcome === "unread") return exitCodes.programFailed;
  if (outcome === "wrong" || (outcome === "waiting" && strict)) return exitCodes.blocked;
  return exitCodes.clean;
}
