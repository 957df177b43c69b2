import { card, pages } from "./pages";

/**
 * The model of the shipped stack. Served on demand inside London, so that prompts stay in the Region and the profile
 * copies a foundation model; and Amazon's own, not a third party's that is billed through AWS Marketplace.
 */
export const defaultModel = {
  region: "eu-west-2",
  modelId: "amazon.nova-pro-v1:0",
  how: "on-demand",
  sources: [
    card("amazon-nova-pro", ["id", "lifecycle", "regions", "agents"]),
    pages.regions,
    pages.modelIds,
    pages.agentRegions,
    // Its last section lists the Regions that can make application inference profiles.
    pages.profiles,
  ],
} as const;
