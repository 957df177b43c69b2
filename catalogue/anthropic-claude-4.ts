import type { ModelEntry } from "./model-entry";
import { card, pages } from "./pages";
import { asiaPacific, eu, us, worldwide } from "./routes";

export const claude4Models = [
  {
    modelId: "anthropic.claude-sonnet-4-6",
    provider: "Anthropic",
    name: "Claude Sonnet 4.6",
    onDemandRegions: ["eu-west-2"],
    systemProfiles: [
      { id: "us.anthropic.claude-sonnet-4-6", routes: us.withCanada },
      { id: "eu.anthropic.claude-sonnet-4-6", routes: eu.withLondonAndZurich },
      { id: "au.anthropic.claude-sonnet-4-6", routes: asiaPacific.australiaAndNewZealand },
      { id: "jp.anthropic.claude-sonnet-4-6", routes: asiaPacific.japan },
      { id: "global.anthropic.claude-sonnet-4-6", routes: worldwide.fromEverywhere },
    ],
    sources: [
      card("anthropic-claude-sonnet-4-6", ["id", "lifecycle", "regions", "profiles", "agents"]),
      pages.regions,
      pages.lifecycle,
    ],
  },
  {
    modelId: "anthropic.claude-opus-4-6-v1",
    provider: "Anthropic",
    name: "Claude Opus 4.6",
    onDemandRegions: ["eu-west-2"],
    systemProfiles: [
      { id: "us.anthropic.claude-opus-4-6-v1", routes: us.withCanada },
      { id: "eu.anthropic.claude-opus-4-6-v1", routes: eu.withLondonAndZurich },
      { id: "au.anthropic.claude-opus-4-6-v1", routes: asiaPacific.australia },
      { id: "global.anthropic.claude-opus-4-6-v1", routes: worldwide.fromEverywhere },
    ],
    sources: [
      card("anthropic-claude-opus-4-6", ["id", "lifecycle", "profiles", "agents"]),
      pages.regions,
      pages.lifecycle,
    ],
  },
  {
    // In-Region entries of its card belong to the `bedrock-mantle` endpoint; `bedrock-runtime` has none.
    modelId: "anthropic.claude-haiku-4-5-20251001-v1:0",
    provider: "Anthropic",
    name: "Claude Haiku 4.5",
    onDemandRegions: [],
    systemProfiles: [
      { id: "us.anthropic.claude-haiku-4-5-20251001-v1:0", routes: us.withCanadaCentral },
      { id: "eu.anthropic.claude-haiku-4-5-20251001-v1:0", routes: eu.withLondonAndZurich },
      { id: "au.anthropic.claude-haiku-4-5-20251001-v1:0", routes: asiaPacific.australiaAndNewZealand },
      { id: "jp.anthropic.claude-haiku-4-5-20251001-v1:0", routes: asiaPacific.japan },
      { id: "global.anthropic.claude-haiku-4-5-20251001-v1:0", routes: worldwide.fromEverywhere },
    ],
    sources: [
      card("anthropic-claude-haiku-4-5", ["id", "lifecycle", "regions", "profiles", "agents"]),
      pages.regions,
      pages.lifecycle,
    ],
  },
  {
    modelId: "anthropic.claude-opus-4-5-20251101-v1:0",
    provider: "Anthropic",
    name: "Claude Opus 4.5",
    onDemandRegions: [],
    systemProfiles: [
      { id: "us.anthropic.claude-opus-4-5-20251101-v1:0", routes: us.withCanadaCentral },
      { id: "eu.anthropic.claude-opus-4-5-20251101-v1:0", routes: eu.withLondonAndZurich },
      { id: "global.anthropic.claude-opus-4-5-20251101-v1:0", routes: worldwide.fromEverywhere },
    ],
    sources: [pages.regions, pages.profiles, pages.lifecycle],
  },
  {
    modelId: "anthropic.claude-sonnet-4-5-20250929-v1:0",
    provider: "Anthropic",
    name: "Claude Sonnet 4.5",
    legacySince: "2026-10-08",
    endOfLife: "2027-04-08",
    onDemandRegions: [],
    systemProfiles: [
      { id: "us.anthropic.claude-sonnet-4-5-20250929-v1:0", routes: us.withCanadaCentral },
      { id: "eu.anthropic.claude-sonnet-4-5-20250929-v1:0", routes: eu.withLondonAndZurich },
      { id: "au.anthropic.claude-sonnet-4-5-20250929-v1:0", routes: asiaPacific.australiaAndNewZealand },
      { id: "jp.anthropic.claude-sonnet-4-5-20250929-v1:0", routes: asiaPacific.japan },
      { id: "global.anthropic.claude-sonnet-4-5-20250929-v1:0", routes: worldwide.fromEverywhere },
    ],
    sources: [pages.lifecycle, card("anthropic-claude-sonnet-4-5", ["id", "regions", "profiles"]), pages.regions],
  },
  {
    modelId: "anthropic.claude-opus-4-1-20250805-v1:0",
    provider: "Anthropic",
    name: "Claude Opus 4.1",
    legacySince: "2026-07-08",
    endOfLife: "2027-01-08",
    onDemandRegions: [],
    systemProfiles: [{ id: "us.anthropic.claude-opus-4-1-20250805-v1:0", routes: us.three }],
    sources: [pages.lifecycle, card("anthropic-claude-opus-4-1", ["id", "regions", "profiles"])],
  },
  {
    modelId: "anthropic.claude-sonnet-4-20250514-v1:0",
    provider: "Anthropic",
    name: "Claude Sonnet 4",
    legacySince: "2026-04-14",
    endOfLife: "2026-10-14",
    onDemandRegions: [],
    systemProfiles: [
      { id: "us.anthropic.claude-sonnet-4-20250514-v1:0", routes: us.four },
      { id: "eu.anthropic.claude-sonnet-4-20250514-v1:0", routes: eu.sixRegionsAndTelAviv },
      { id: "global.anthropic.claude-sonnet-4-20250514-v1:0", routes: worldwide.fromFive },
    ],
    sources: [pages.lifecycle, card("anthropic-claude-sonnet-4", ["id", "lifecycle", "profiles"]), pages.regions],
  },
] as const satisfies readonly ModelEntry[];
