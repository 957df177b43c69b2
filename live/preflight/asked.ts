/** What a stack needs of the account that it is about to be applied to. */
export interface StackNeeds {
  /** Accounts that its provider is held to; any where none is named. */
  readonly accountIds: readonly string[];
  readonly makesAgents: boolean;
  /** What its inference profiles copy: ARNs of models and of system-defined profiles. */
  readonly models: readonly string[];
  readonly stateBucket?: { readonly bucket: string; readonly region: string | undefined } | undefined;
}

/** What one question came to. */
export type Asked = Partial<{ readonly failure: string; readonly note: string }>;
