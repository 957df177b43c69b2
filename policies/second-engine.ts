/** One answer of another engine about one resource. */
export interface EngineRecord {
  /** Id of its check. */
  readonly check: string;
  /** The check in words. */
  readonly name: string;
  /** Address as the redacted plan has it. */
  readonly address: string;
  readonly verdict: "pass" | "fail";
}

/** A resource that a check of ours must have an answer about. */
export interface ExpectedRecord {
  readonly check: string;
  /** Address as the redacted plan has it. */
  readonly address: string;
}

/** What another engine is asked, and may know. */
export interface EngineQuestion {
  /** The plan's JSON over many lines, without its secrets. */
  readonly plan: () => string;
  readonly expected: readonly ExpectedRecord[];
  /** Key of the cost allocation tag that names the project. */
  readonly tagKey: string;
  /** Takes the plan's secrets out of what the engine says. */
  readonly conceal: (text: string) => string;
}

/** What a second engine made of the plan. */
export interface EngineAnswer {
  /** The engine and its version, as a report names it. */
  readonly engine: string;
  readonly records: readonly EngineRecord[];
}

/** Judges the same plan by other means. */
export interface SecondEngine {
  /** Undefined where it has nothing to look at. Throws where it cannot be believed: there is no verdict then. */
  readonly ask: (question: EngineQuestion) => Promise<EngineAnswer | undefined>;
  /** Whether its failure counts against a pass that a rule has proven. @default false */
  readonly strict?: boolean | undefined;
}
