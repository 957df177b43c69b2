/** Why a request got no answer, in what the caller may know: a stable code and a sentence, nothing of what is behind. */
export interface Problem {
  status: 400 | 429 | 500 | 502 | 504;
  code: string;
  message: string;
}

/** Something is wrong with the request itself; sending it again will not help. */
export function badRequest(code: string, message: string): Problem {
  return { status: 400, code, message };
}

export const tooManyRequests: Problem = {
  status: 429,
  code: "too_many_requests",
  message: "The agent is handling too many requests. Try again in a few seconds.",
};

export const sessionBusy: Problem = {
  status: 429,
  code: "session_busy",
  message: "The agent is still answering an earlier request of this session. Try again when it has.",
};

export const notConfigured: Problem = {
  status: 500,
  code: "internal_error",
  message: "The service is not set up correctly. Its operator finds the reason in the log under this request id.",
};

export const agentUnavailable: Problem = {
  status: 502,
  code: "agent_unavailable",
  message: "The agent could not answer. Try again later.",
};

export const emptyAnswer: Problem = {
  status: 502,
  code: "empty_answer",
  message: "The agent ended without an answer. Try again, or ask in other words.",
};

export const timedOut: Problem = {
  status: 504,
  code: "timed_out",
  message: "The agent did not answer in time. Try again, or ask for less at once.",
};
