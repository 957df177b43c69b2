import type { ModelEntry } from "./model-entry";
import { pages } from "./pages";

export const mistralModels = [
  {
    modelId: "mistral.mistral-large-3-675b-instruct",
    provider: "Mistral AI",
    name: "Mistral Large 3",
    onDemandRegions: [
      "us-east-1",
      "us-east-2",
      "us-west-2",
      "ap-northeast-1",
      "ap-south-1",
      "ap-southeast-2",
      "sa-east-1",
    ],
    systemProfiles: [],
    sources: [pages.modelIds, pages.regions],
  },
] as const satisfies readonly ModelEntry[];
