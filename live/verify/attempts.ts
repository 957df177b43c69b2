import { LiveFailure, type LiveFailureKind } from "../live-failure";

/** What an account is read in; one part that cannot be read leaves the others to be judged. */
export type Part =
  | "aliases"
  | "actionGroups"
  | "profiles"
  | "functions"
  | "permissions"
  | "api"
  | "roles"
  | "budgets"
  | "costTag"
  | "log";

export type Failures = ReadonlyMap<Part, LiveFailure>;

/** Something that AWS was asked about by its name, and does not have. */
export interface Missing {
  readonly what: string;
  readonly address: string;
}

/** They hold for every call: no part could be read after one of them. */
const forAll: readonly LiveFailureKind[] = ["noCredentials", "expiredCredentials", "wrongRegion", "maintenance"];

/** Reads part after part and remembers what could not be read, and what is not there. */
export function attempts() {
  const failures = new Map<Part, LiveFailure>();
  const missing: Missing[] = [];
  return {
    failures: failures as Failures,
    missing: missing as readonly Missing[],
    /** The part, or `otherwise` where AWS did not answer. */
    part: async <Value>(part: Part, otherwise: Value, read: () => Promise<Value>): Promise<Value> => {
      try {
        return await read();
      } catch (error) {
        if (!(error instanceof LiveFailure) || forAll.includes(error.kind)) throw error;
        failures.set(part, error);
        return otherwise;
      }
    },
    /** One thing as a list: none where AWS does not have it. */
    thing: async <Value>(what: string, address: string, read: Promise<Value>): Promise<Value[]> => {
      try {
        return [await read];
      } catch (error) {
        if (!(error instanceof LiveFailure) || error.kind !== "notFound") throw error;
        missing.push({ what, address });
        return [];
      }
    },
  };
}

export type Attempts = ReturnType<typeof attempts>;
