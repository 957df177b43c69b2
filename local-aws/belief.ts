/** Where a belief about AWS comes from: a page that says so, or nowhere yet. */
export type Ground = { readonly sourced: string } | { readonly assumed: string };

export interface Belief {
  /** The SDK's serviceId. */
  readonly service: string;
  readonly statement: string;
  readonly ground: Ground;
}

const held: Belief[] = [];

/**
 * States what the code beside it takes AWS to do, and on what ground:
 * `belief("S3", "A HEAD of a missing key has no body.", sourced("https://..."))`.
 */
export function belief(service: string, statement: string, ground: Ground): void {
  held.push({ service, statement, ground });
}

/** An address of AWS's documentation, or of AWS's own code. */
export const sourced = (address: string): Ground => ({ sourced: address });

/** Not proven: says what it rests on, such as a provider's code that would fail otherwise. */
export const assumed = (because: string): Ground => ({ assumed: because });

/** Every belief of the services that have been loaded. */
export const beliefs = (): readonly Belief[] => held;
