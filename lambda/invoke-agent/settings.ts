/** Where prompts go, who may ask from a browser, and how long an answer may take. */
export interface Settings {
  agentId: string;
  agentAliasId: string;
  timeoutMs: number;
}

/** API Gateway gives up after 29 s; two are left for a cold start and the way back. */
const defaultTimeoutMs = 27_000;

/** Reads AGENT_ID, AGENT_ALIAS_ID and TIMEOUT_MS, or tells which of the required ones are missing. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings | { missing: string[] } {
  const agentId = environment["AGENT_ID"]?.trim() ?? "";
  const agentAliasId = environment["AGENT_ALIAS_ID"]?.trim() ?? "";
  const timeoutMs = environment["TIMEOUT_MS"] ?? "";
  const missing = Object.entries({ AGENT_ID: agentId, AGENT_ALIAS_ID: agentAliasId })
    .filter(([, value]) => value === "")
    .map(([name]) => name);
  if (missing.length > 0) return { missing };
  return { agentId, agentAliasId, timeoutMs: /^[1-9]\d{0,5}$/.test(timeoutMs) ? Number(timeoutMs) : defaultTimeoutMs };
}

/** ALLOWED_ORIGINS: a comma list of exact origins, such as `https://example.org`. Empty or absent: no browser may ask. */
export function readAllowedOrigins(environment: NodeJS.ProcessEnv): string[] {
  return (environment["ALLOWED_ORIGINS"] ?? "")
    .split(",")
    .map((origin) => origin.trim())
    .filter((origin) => origin !== "");
}
