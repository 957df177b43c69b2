import type * as sdk from "@aws-sdk/client-bedrock-agent";
import { assumed, belief } from "../../belief";
import type { Handlers } from "../../service";
import { agentOf } from "./agent-state";
import { contentOf } from "./versions";

belief(
  "Bedrock Agent",
  "An agent without knowledge bases answers with an empty list of them.",
  assumed("the list is a required member; knowledge bases themselves are not here"),
);

/** Agents of this place ask no knowledge base. */
export const knowledgeBases = {
  ListAgentKnowledgeBases: ({ agentId, agentVersion }, context) => {
    contentOf(agentOf(agentId, context), agentVersion);
    return { agentKnowledgeBaseSummaries: [] };
  },
} satisfies Handlers<typeof sdk>;
