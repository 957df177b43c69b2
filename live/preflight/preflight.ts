import { requireAccount } from "../account";
import type { LiveClients } from "../clients";
import { LiveFailure } from "../live-failure";
import { agentsAreOpen } from "./agents-are-open";
import type { Asked, StackNeeds } from "./asked";
import { modelIsGranted } from "./model-is-granted";
import { profilesFit } from "./profiles-fit";
import { stateBucketIsThere } from "./state-bucket-is-there";

export type { StackNeeds } from "./asked";

/** What was found out before anything is planned. */
export interface Preflight {
  /** Each in one line, with what to do: with any of them an apply would fail. */
  readonly failures: readonly string[];
  /** What could not be found out in time, or may turn out to be in the way. */
  readonly notes: readonly string[];
}

const deadlineMs = 10_000;

/** Asks all at once, until one deadline. Credentials and account go first: without them no other answer means anything. */
export async function preflight(clients: LiveClients, needs: StackNeeds, withinMs = deadlineMs): Promise<Preflight> {
  const late = new Promise<"late">((resolve) => setTimeout(resolve, withinMs, "late").unref());
  const within = (about: string, asked: () => Promise<Asked>): Promise<Asked> =>
    Promise.race([told(asked), late]).then((answer) =>
      answer === "late" ? { note: `${about} could not be found out in ${String(withinMs / 1000)} s` } : answer,
    );
  const first = await within("whose the credentials are", async () => {
    await requireAccount(clients, needs.accountIds);
    return {};
  });
  if (first.failure !== undefined || first.note !== undefined) return collect([first]);
  return collect(
    await Promise.all([
      ...(needs.makesAgents
        ? [within("whether Bedrock Agents is open to this account", () => agentsAreOpen(clients))]
        : []),
      ...needs.models.map((model) => within(`access to ${model}`, () => modelIsGranted(clients, model))),
      ...(needs.models.length > 0
        ? [within("the number of profiles", () => profilesFit(clients, needs.models.length))]
        : []),
      ...(needs.stateBucket === undefined
        ? []
        : [within("the state's bucket", () => stateBucketIsThere(clients, needs))]),
    ]),
  );
}

async function told(asked: () => Promise<Asked>): Promise<Asked> {
  try {
    return await asked();
  } catch (error) {
    if (!(error instanceof LiveFailure)) throw error;
    // Who may apply need not be able to ask; what keeps AWS from answering at all keeps it from applying too.
    return error.kind === "accessDenied" || error.kind === "throttled"
      ? { note: error.message }
      : { failure: error.message };
  }
}

const collect = (all: readonly Asked[]): Preflight => ({
  failures: [...new Set(all.flatMap(({ failure }) => failure ?? []))],
  notes: [...new Set(all.flatMap(({ note }) => note ?? []))],
});
