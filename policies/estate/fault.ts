/** Why a plan does not show the whole of what it would do. */
export interface PlanFault {
  /** Address of the resource, or "plan". */
  readonly about: string;
  readonly message: string;
  readonly remedy: string;
  /** Told, and not held against the plan. @default false */
  readonly advisory?: boolean;
  /** The plan does not prove it. @default false */
  readonly uncertain?: boolean;
}
