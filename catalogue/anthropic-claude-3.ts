import type { ModelEntry } from "./model-entry";
import { pages } from "./pages";
import { eu, reaching, us } from "./routes";

export const claude3Models = [
  {
    modelId: "anthropic.claude-3-haiku-20240307-v1:0",
    provider: "Anthropic",
    name: "Claude 3 Haiku",
    legacySince: "2026-03-10",
    endOfLife: "2026-09-10",
    onDemandRegions: [],
    systemProfiles: [
      {
        id: "us.anthropic.claude-3-haiku-20240307-v1:0",
        routes: reaching(["us-east-1", "us-west-2"], ["us-east-1", "us-east-2", "us-west-2"]),
      },
      { id: "eu.anthropic.claude-3-haiku-20240307-v1:0", routes: eu.threeRegions },
    ],
    sources: [pages.lifecycle, pages.profiles],
  },
  {
    modelId: "anthropic.claude-3-5-haiku-20241022-v1:0",
    provider: "Anthropic",
    name: "Claude 3.5 Haiku",
    legacySince: "2025-12-19",
    endOfLife: "2026-06-19",
    onDemandRegions: [],
    systemProfiles: [{ id: "us.anthropic.claude-3-5-haiku-20241022-v1:0", routes: us.three }],
    sources: [pages.lifecycleOfMay, pages.profiles],
  },
  {
    // Retired Region by Region; the last ones were Tokyo and Sydney.
    modelId: "anthropic.claude-3-5-sonnet-20240620-v1:0",
    provider: "Anthropic",
    name: "Claude 3.5 Sonnet",
    legacySince: "2025-08-25",
    endOfLife: "2026-07-30",
    onDemandRegions: [],
    systemProfiles: [{ id: "eu.anthropic.claude-3-5-sonnet-20240620-v1:0", routes: eu.threeRegions }],
    sources: [pages.lifecycleOfMay, pages.profiles],
  },
  {
    // The page read names the last four Regions only, all in Asia Pacific.
    modelId: "anthropic.claude-3-5-sonnet-20241022-v2:0",
    provider: "Anthropic",
    name: "Claude 3.5 Sonnet v2",
    legacySince: "2026-01-30",
    endOfLife: "2026-07-30",
    onDemandRegions: [],
    systemProfiles: [{ id: "us.anthropic.claude-3-5-sonnet-20241022-v2:0", routes: us.three }],
    sources: [pages.lifecycleOfMay, pages.profiles],
  },
  {
    // AWS's own page, in the form read, lists GovCloud only (2026-07-30): it leaves out what is past its end of life.
    modelId: "anthropic.claude-3-7-sonnet-20250219-v1:0",
    provider: "Anthropic",
    name: "Claude 3.7 Sonnet",
    endOfLife: "2026-04-28",
    onDemandRegions: [],
    systemProfiles: [
      { id: "us.anthropic.claude-3-7-sonnet-20250219-v1:0", routes: us.three },
      { id: "eu.anthropic.claude-3-7-sonnet-20250219-v1:0", routes: eu.fourRegions },
    ],
    sources: [
      {
        url: "https://github.com/awslabs/startups/pull/9",
        shows: ["lifecycle"],
        readOn: "2026-11-22",
        asOf: "2026-05-17",
      },
      { url: "https://www.bitslovers.com/bedrock-model-lifecycle", shows: ["id", "lifecycle"], readOn: "2026-11-22" },
      pages.lifecycleOfMay,
      pages.profiles,
    ],
  },
] as const satisfies readonly ModelEntry[];
