import { Token } from "cdktf";
import { ChargebackInputError } from "./input-error";

/** How AWS lets a kind of resource be named. */
export interface NameRule {
  /** Kind of resource, as the message names it. */
  readonly what: string;
  readonly pattern: RegExp;
  readonly maxLength: number;
}

/** @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateInferenceProfile.html */
export const inferenceProfileName: NameRule = {
  what: "an inference profile name",
  pattern: /^([0-9a-zA-Z][ _-]?)+$/,
  maxLength: 64,
};

/** @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateInferenceProfile.html */
export const inferenceProfileDescription: NameRule = {
  what: "an inference profile description",
  pattern: /^([0-9a-zA-Z:.][ _-]?)+$/,
  maxLength: 200,
};

/** Agents, aliases and action groups. @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent_CreateAgent.html */
export const agentName: NameRule = {
  what: "an agent, alias or action group name",
  pattern: /^([0-9a-zA-Z][_-]?)+$/,
  maxLength: 100,
};

/** Roles and functions; both share the characters and the length. */
export const roleOrFunctionName: NameRule = {
  what: "a role or function name",
  pattern: /^[0-9a-zA-Z_-]+$/,
  maxLength: 64,
};

/**
 * Fails for a name that AWS would refuse only at apply.
 * @throws ChargebackInputError naming `where`
 */
export function checkName(where: string, rule: NameRule, name: string): void {
  if (Token.isUnresolved(name) || (name.length <= rule.maxLength && rule.pattern.test(name))) return;
  throw new ChargebackInputError({
    where,
    expected: `${rule.what} of 1 to ${String(rule.maxLength)} characters matching ${rule.pattern.source}`,
    received: name,
    remedy: `It has ${String(name.length)} characters; shorten it or take out the characters that do not match.`,
  });
}
