import type { ModelEntry } from "./model-entry";
import { card, pages } from "./pages";
import { us } from "./routes";

export const metaModels = [
  {
    modelId: "meta.llama4-maverick-17b-instruct-v1:0",
    provider: "Meta",
    name: "Llama 4 Maverick 17B Instruct",
    onDemandRegions: [],
    systemProfiles: [{ id: "us.meta.llama4-maverick-17b-instruct-v1:0", routes: us.four }],
    sources: [pages.regions, pages.profiles, pages.modelIds],
  },
  {
    modelId: "meta.llama3-3-70b-instruct-v1:0",
    provider: "Meta",
    name: "Llama 3.3 70B Instruct",
    endOfLife: "2027-03-30",
    onDemandRegions: ["us-east-2"],
    systemProfiles: [{ id: "us.meta.llama3-3-70b-instruct-v1:0", routes: us.three }],
    sources: [card("meta-llama-3-3-70b-instruct", ["id", "lifecycle", "regions", "profiles"]), pages.regions],
  },
] as const satisfies readonly ModelEntry[];
