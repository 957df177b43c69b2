import path from "node:path";
import {
  type ActionGroupDefinition,
  AgentAlias,
  CostTrackedAgent,
  type ModelSource,
  TrackedFunction,
  TrackedInferenceProfile,
} from "../../../constructs";
import { asOf, bundleFolder, environment, model, tags, testStack } from "./stack";

export const INSTRUCTION = "Answer questions about announcements, briefly and with their dates.";

export interface AgentGiven {
  readonly source?: ModelSource;
  readonly profileName?: string;
  readonly instruction?: string;
  readonly idleSessionTtlSec?: number;
  /** Names of the action groups, in order. */
  readonly groups?: readonly string[];
  /** Changes the definition of the first action group. */
  readonly definition?: Partial<ActionGroupDefinition>;
  readonly pinToVersion?: string;
  /** Content of the function's zip. */
  readonly code?: string;
}

/** A stack with an agent, its action groups and its alias. */
export function agentStack(given: AgentGiven = {}) {
  const { source = model, profileName = "news", groups = ["search"], code = "code", pinToVersion } = given;
  const stack = testStack();
  const handler = new TrackedFunction(stack, "Search", {
    name: "search",
    description: "Searches",
    bundle: path.join(bundleFolder(code), "search-aws-news.zip"),
    tags,
  });
  const inferenceProfile = new TrackedInferenceProfile(stack, "Profile", {
    name: profileName,
    source,
    tags,
    environment,
    asOf,
  });
  const definitionOf = (name: string, index: number): ActionGroupDefinition => ({
    name,
    description: "Searches",
    handler,
    functions: [
      { name: "search", description: "Searches", parameters: { q: { type: "string", description: "Words" } } },
    ],
    ...(index === 0 ? given.definition : {}),
  });
  const agent = new CostTrackedAgent(stack, "Agent", {
    name: "news",
    inferenceProfile,
    instruction: given.instruction ?? INSTRUCTION,
    tags,
    environment,
    ...(given.idleSessionTtlSec !== undefined && { idleSessionTtlSec: given.idleSessionTtlSec }),
    actionGroups: Object.fromEntries(groups.map((name, index) => [`Group${name}`, definitionOf(name, index)])),
  });
  new AgentAlias(stack, "Alias", { agent, tags, pinToVersion });
  return stack;
}
