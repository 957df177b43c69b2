import { ProgramFailure, UsageFailure } from "../failure";

/** Where a local AWS answers. */
export interface Endpoint {
  /** `http://127.0.0.1:4566` */
  endpoint: string;
}

/** An answer that does not come is a process that hangs. */
const patienceMs = 10_000;

/**
 * Asks the control of a local AWS: `control(instance, "POST", "clock", { milliseconds: 1000 })`. Answers its JSON.
 * Throws a UsageFailure with the control's own words for what it refuses.
 */
export async function control(
  { endpoint }: Endpoint,
  method: "GET" | "POST" | "DELETE",
  what: string,
  body?: object,
): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(`${endpoint}/_chargeback/${what}`, {
      method,
      headers: { "x-chargeback-control": "1", "content-type": "application/json" },
      signal: AbortSignal.timeout(patienceMs),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch (error) {
    throw new ProgramFailure(`Local AWS at ${endpoint} does not answer: ${reasonOf(error)}`);
  }
  const content: unknown = await answer.json();
  if (answer.ok) return content;
  const { message } = content as { message?: string };
  throw new UsageFailure(`Local AWS refused ${method} ${what}: ${message ?? String(answer.status)}`);
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
