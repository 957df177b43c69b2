import type { DocumentedRule } from "../explain";
import type { Outcome } from "../gate";

/** One plan and what the gate said of it. */
export interface Judged {
  readonly outcome: Outcome;
  /** Name of the stack. @default none: the plan stands alone */
  readonly stack?: string | undefined;
  /** Path of the plan from the project's folder. @default "plan.json" */
  readonly plan?: string | undefined;
  /** Path of the whole report, for a format that may leave something out. @default none is named */
  readonly report?: string | undefined;
}

/** What a format may be told. */
export interface RenderOptions {
  /** Whether text may have colours of the terminal. */
  readonly colour: boolean;
  /** Version of this package. */
  readonly version: string;
  /** Rules that may stand in the reports. @default the gate's own */
  readonly rules?: readonly DocumentedRule[] | undefined;
  /** The project's folder from the root of its repository, for formats that a CI looks files up from. @default the root */
  readonly folder?: string | undefined;
  /** When the plan was judged. @default now */
  readonly now?: Date | undefined;
}

/** Writes what was said of one plan or of several; the text ends with a line break. */
export type Renderer = (judged: readonly Judged[], options: RenderOptions) => string;
