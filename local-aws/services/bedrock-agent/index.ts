import * as sdk from "@aws-sdk/client-bedrock-agent";
import { defineService } from "../../service";
import * as wires from "../../wires";
import { actionGroups } from "./action-groups";
import { agents } from "./agents";
import { aliases } from "./aliases";
import { knowledgeBases } from "./knowledge-bases";
import { tags } from "./tags";
import { versions } from "./versions";

/** Agents with their states, action groups, the versions that are cut of them and the aliases that serve those. */
export const bedrockAgent = defineService(sdk, wires.bedrockAgent, {
  ...agents,
  ...actionGroups,
  ...versions,
  ...aliases,
  ...knowledgeBases,
  ...tags,
});
