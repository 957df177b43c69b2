import type { Source } from "./model-entry";

const guide = "https://docs.aws.amazon.com/bedrock/latest/userguide";
const readOn = "2026-11-22";

/** Pages of the Bedrock user guide that several rows were read from. */
export const pages = {
  /** Models launched before 2026-09-07: those with an end of life announced, and those that reached it lately. */
  lifecycle: { url: `${guide}/model-lifecycle-legacy.html`, shows: ["id", "lifecycle"], readOn },
  /**
   * The same table in an earlier form, which names models that the newer one has dropped. It is from the last days of
   * May 2026: a Legacy date of 26 May is in it, and an end of life of 31 May still ahead.
   */
  lifecycleOfMay: { url: `${guide}/model-lifecycle.html`, shows: ["id", "lifecycle"], readOn },
  regions: { url: `${guide}/models-region-compatibility.html`, shows: ["regions", "lifecycle"], readOn },
  profiles: { url: `${guide}/inference-profiles-support.html`, shows: ["id", "profiles"], readOn },
  modelIds: { url: `${guide}/models-supported.html`, shows: ["id", "regions"], readOn, asOf: "2026-02-15" },
  agentRegions: { url: `${guide}/agents-supported.html`, shows: ["agents"], readOn },
} as const satisfies Record<string, Source>;

/** A model's own card in the user guide, by the end of its address. */
export const card = (slug: string, shows: Source["shows"]): Source => ({
  url: `${guide}/model-card-${slug}.html`,
  shows,
  readOn,
});
