import type { ModelEntry } from "./model-entry";
import { card, pages } from "./pages";
import { asiaPacific, eu, reaching, us } from "./routes";

export const amazonModels = [
  {
    modelId: "amazon.nova-pro-v1:0",
    provider: "Amazon",
    name: "Nova Pro",
    onDemandRegions: ["us-east-1", "us-gov-west-1", "eu-west-2", "ap-southeast-2", "ap-southeast-3", "me-central-1"],
    systemProfiles: [
      { id: "us.amazon.nova-pro-v1:0", routes: us.four },
      { id: "eu.amazon.nova-pro-v1:0", routes: eu.nova },
      { id: "apac.amazon.nova-pro-v1:0", routes: asiaPacific.nova },
    ],
    sources: [
      card("amazon-nova-pro", ["id", "lifecycle", "regions", "profiles", "agents"]),
      pages.regions,
      pages.profiles,
      pages.lifecycle,
    ],
  },
  {
    modelId: "amazon.nova-lite-v1:0",
    provider: "Amazon",
    name: "Nova Lite",
    onDemandRegions: [
      "us-east-1",
      "us-east-2",
      "us-west-2",
      "us-gov-west-1",
      "eu-north-1",
      "eu-west-2",
      "ap-northeast-1",
      "ap-southeast-2",
      "ap-southeast-3",
      "me-central-1",
    ],
    systemProfiles: [
      { id: "us.amazon.nova-lite-v1:0", routes: us.four },
      { id: "eu.amazon.nova-lite-v1:0", routes: eu.nova },
      { id: "apac.amazon.nova-lite-v1:0", routes: asiaPacific.nova },
      { id: "ca.amazon.nova-lite-v1:0", routes: reaching(["ca-central-1", "ca-west-1"], ["ca-central-1"]) },
    ],
    sources: [pages.regions, pages.profiles, pages.modelIds, pages.lifecycle],
  },
  {
    modelId: "amazon.nova-micro-v1:0",
    provider: "Amazon",
    name: "Nova Micro",
    onDemandRegions: ["us-east-1", "us-gov-west-1", "eu-west-2", "ap-southeast-2"],
    systemProfiles: [
      { id: "us.amazon.nova-micro-v1:0", routes: us.three },
      { id: "eu.amazon.nova-micro-v1:0", routes: eu.nova },
      { id: "apac.amazon.nova-micro-v1:0", routes: asiaPacific.nova },
    ],
    sources: [pages.regions, pages.profiles, pages.modelIds, pages.lifecycle],
  },
  {
    modelId: "amazon.nova-premier-v1:0",
    provider: "Amazon",
    name: "Nova Premier",
    legacySince: "2026-03-13",
    endOfLife: "2026-09-14",
    onDemandRegions: [],
    systemProfiles: [{ id: "us.amazon.nova-premier-v1:0", routes: us.three }],
    sources: [card("amazon-nova-premier", ["id", "lifecycle", "regions", "profiles"]), pages.lifecycleOfMay],
  },
] as const satisfies readonly ModelEntry[];
