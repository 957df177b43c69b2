/** One way to call a model from a Region: its own id there, or a system-defined (cross-Region) inference profile. */
export type CallMode = "on-demand" | "profile";

/** Where a model stands on a given day. `legacy`: still answers, end of life announced. `retired`: calls fail. */
export type Lifecycle = "active" | "legacy" | "retired";

/** A page that was opened and read for a row, and what the row took from it. */
export interface Source {
  readonly url: string;
  readonly shows: readonly ("id" | "lifecycle" | "regions" | "profiles" | "agents")[];
  /** Day of reading, ISO. */
  readonly readOn: string;
  /** Date that the page or the copy read carries, ISO. @default it carries none */
  readonly asOf?: string;
}

/** A cross-Region inference profile that AWS defines, for example `eu.anthropic.claude-sonnet-4-6`. */
export interface SystemProfile {
  readonly id: string;
  /** Source Region to the Regions that AWS may send a request to; `ANY_COMMERCIAL_REGION` stands for all of them. */
  readonly routes: Readonly<Record<string, readonly string[]>>;
}

/** A Bedrock text model that can be asked through an agent, as AWS documented it on the day its sources were read. */
export interface ModelEntry {
  readonly modelId: string;
  readonly provider: string;
  readonly name: string;
  /** First day in the Legacy state in any commercial Region, ISO. @default not read on a page */
  readonly legacySince?: string;
  /** Day from which calls fail in every commercial Region, ISO. @default not announced */
  readonly endOfLife?: string;
  /** Regions that serve the bare model id on demand (`bedrock-runtime` endpoint, the one agents use). */
  readonly onDemandRegions: readonly string[];
  readonly systemProfiles: readonly SystemProfile[];
  readonly sources: readonly [Source, ...Source[]];
}
