import { UnusableInputError } from "../../../policies";
import type { ReportedVerdict } from "../../../policies/report/report";
import { parseSettings } from "../../../policies/settings/parse-settings";
import type { Settings, Waiver } from "../../../policies/settings/settings";

export const now = new Date("2026-03-01T10:00:00Z");
export const ruleIds = ["agent-uses-inference-profile", "budget-matches-project-tag", "plan-is-whole"];

export async function parse(text: string, at = now): Promise<Settings> {
  return parseSettings(text, { file: "chargeback.yaml", ruleIds, now: at });
}

/** The message that the text is refused with; throws when it is not, or not as it has to be. */
export async function refusal(text: string): Promise<string> {
  try {
    await parse(text);
  } catch (error) {
    if (!(error instanceof UnusableInputError)) throw error;
    if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(error.message)) throw new Error("more than one line", { cause: error });
    return error.message;
  }
  throw new Error("it was not refused");
}

const members: Record<string, string> = {
  rule: "agent-uses-inference-profile",
  address: "aws_bedrockagent_agent.news",
  reason: "moves to a profile in April",
  owner: "team-news",
  expires: "2026-04-30",
};

/** YAML of one waiver; a member that is undefined is left out. */
export function waiverYaml(changes: Record<string, string | undefined> = {}): string {
  const lines = Object.entries({ ...members, ...changes }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${value}`],
  );
  return `waivers:\n  - ${lines.join("\n    ")}\n`;
}

export function waiver(changes: Partial<Waiver> = {}): Waiver {
  return {
    rule: "agent-uses-inference-profile",
    address: "aws_bedrockagent_agent.news",
    reason: "moves to a profile in April",
    owner: "team-news",
    expires: "2026-04-30",
    place: "chargeback.yaml#waivers[0]",
    ...changes,
  };
}

export function verdict(changes: Partial<ReportedVerdict> = {}): ReportedVerdict {
  return {
    rule: "agent-uses-inference-profile",
    level: "mandatory",
    verdict: "undetermined",
    address: "aws_bedrockagent_agent.news",
    message: "nothing proves it",
    evidence: ["link"],
    remedy: "prove it",
    ...changes,
  };
}
