/** What lives as long as the server and is no state: processes, counters of a second. It begins when it is first asked for. */
export interface Live<T> {
  readonly start: () => T;
  readonly stop: (value: T) => Promise<void> | void;
}

/** The living parts of one server, each started once and stopped with it. */
export interface LiveParts {
  readonly of: <T>(part: Live<T>) => T;
  readonly stop: () => Promise<void>;
}

export function liveParts(): LiveParts {
  const started = new Map<Live<unknown>, unknown>();
  return {
    of: <T>(part: Live<T>): T => {
      if (!started.has(part as Live<unknown>)) started.set(part as Live<unknown>, part.start());
      return started.get(part as Live<unknown>) as T;
    },
    stop: async () => {
      await Promise.all([...started].map(async ([part, value]) => part.stop(value)));
      started.clear();
    },
  };
}
