/** One request that was answered. It has no input, output or header: none of it could be a secret. */
export interface LoggedRequest {
  readonly at: string;
  readonly service: string;
  readonly operation: string;
  readonly status: number;
  /** Who asked: the key's id, which is no secret. */
  readonly accessKeyId: string;
  readonly milliseconds: number;
  /** The error's code, where it was one. */
  readonly code?: string;
  /** Set where the operation is not there: an upgrade of a provider or SDK shows itself by this. */
  readonly missing?: true;
}

export interface RequestLog {
  readonly add: (request: LoggedRequest) => void;
  readonly all: () => readonly LoggedRequest[];
  /** `Lambda.CreateAlias` for each operation that was asked for and is not there. */
  readonly missing: () => readonly string[];
  readonly clear: () => void;
}

/** Keeps the last requests; told of each by `onRequest` as well. */
export function requestLog(onRequest?: (request: LoggedRequest) => void, limit = 10_000): RequestLog {
  let kept: LoggedRequest[] = [];
  const missing = new Set<string>();
  return {
    add: (request) => {
      if (request.missing) missing.add(`${request.service}.${request.operation}`);
      kept.push(request);
      if (kept.length > limit) kept = kept.slice(-limit);
      onRequest?.(request);
    },
    all: () => kept,
    missing: () => [...missing],
    clear: () => {
      kept = [];
      missing.clear();
    },
  };
}
