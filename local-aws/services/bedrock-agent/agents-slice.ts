import type * as sdk from "@aws-sdk/client-bedrock-agent";
import { slice } from "../../slice";

/** What an agent is told to be, as it was given, with AWS's defaults. */
export type AgentSettings = Omit<sdk.UpdateAgentRequest, "agentId" | "foundationModel" | "idleSessionTTLInSeconds"> & {
  readonly foundationModel: string | undefined;
  readonly idleSessionTTLInSeconds: number;
};

export type ActionGroupSettings = Omit<
  sdk.CreateAgentActionGroupRequest,
  "agentId" | "agentVersion" | "clientToken" | "actionGroupState"
> & { readonly actionGroupState: sdk.ActionGroupState };

export interface ActionGroup {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly settings: ActionGroupSettings;
}

/** All that shapes an agent's answers: the working draft, or a snapshot of it. */
export interface AgentContent {
  readonly settings: AgentSettings;
  readonly actionGroups: readonly ActionGroup[];
}

export interface AgentVersion {
  /** Counts from 1. */
  readonly version: string;
  readonly createdAt: string;
  readonly content: AgentContent;
}

/** A state that ends by itself. */
export interface Passing<Status extends string> {
  readonly status: Status;
  readonly since: string;
}

export interface AgentAlias {
  readonly id: string;
  readonly arn: string;
  readonly createdAt: string;
  name: string;
  description: string | undefined;
  invocationState: sdk.AliasInvocationState;
  updatedAt: string;
  passing: Passing<"CREATING" | "UPDATING">;
  /** The versions that it has served; the last is the one it serves. */
  readonly history: { readonly version: string; readonly startedAt: string; endedAt?: string }[];
  tags: Record<string, string>;
}

export interface Agent {
  readonly id: string;
  readonly arn: string;
  readonly region: string;
  readonly createdAt: string;
  updatedAt: string;
  preparedAt?: string;
  draft: AgentContent;
  /** What the last PrepareAgent made of the draft: what the test alias serves and versions are cut from. */
  prepared?: AgentContent;
  passing: Passing<"CREATING" | "UPDATING" | "PREPARING" | "VERSIONING" | "DELETING">;
  /** What follows on the passing state. */
  settled: "NOT_PREPARED" | "PREPARED";
  readonly versions: AgentVersion[];
  readonly aliases: Record<string, AgentAlias>;
  tags: Record<string, string>;
}

interface BedrockAgentState {
  readonly agents: Record<string, Agent>;
}

export const bedrockAgentSlice = slice("bedrock-agent", (): BedrockAgentState => ({ agents: {} }));
