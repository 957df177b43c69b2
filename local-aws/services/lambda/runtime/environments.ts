import type { Live } from "../../../live";
import type { Environment } from "./environment";

/** The processes of a server's functions: a warm one is used again until its code or configuration has changed. */
export interface Environments {
  /** Runs `work` in a warm process of that revision, or in one that `start` makes. */
  readonly use: <T>(
    revision: Revision,
    start: () => Environment,
    work: (environment: Environment) => Promise<T>,
  ) => Promise<T>;
  /** Ends the warm processes of a function; one that is at work ends after it. */
  readonly retire: (arn: string) => void;
  readonly stop: () => Promise<void>;
}

interface Revision {
  readonly arn: string;
  readonly revision: string;
}

interface Held extends Revision {
  readonly environment: Environment;
  busy: boolean;
  retired: boolean;
}

export const environments: Live<Environments> = { start: newEnvironments, stop: ({ stop }) => stop() };

function newEnvironments(): Environments {
  const all = new Set<Held>();
  const end = async (held: Held) => {
    all.delete(held);
    await held.environment.stop();
  };
  const retire = (arn: string) => {
    for (const held of all) {
      if (held.arn !== arn) continue;
      held.retired = true;
      if (!held.busy) void end(held);
    }
  };
  const isWarm =
    ({ arn, revision }: Revision) =>
    (held: Held) =>
      held.arn === arn && held.revision === revision && !held.busy && !held.retired && held.environment.alive();
  return {
    retire,
    use: async (wanted, start, work) => {
      const warm = [...all].find(isWarm(wanted));
      const held = warm ?? { ...wanted, environment: start(), busy: true, retired: false };
      held.busy = true;
      all.add(held);
      try {
        return await work(held.environment);
      } finally {
        // One warm process a function is enough: a burst leaves no crowd behind.
        const another = [...all].some(isWarm(wanted));
        held.busy = false;
        if (held.retired || another || !held.environment.alive()) await end(held);
      }
    },
    stop: async () => {
      await Promise.all([...all].map(end));
    },
  };
}
