import type { Slice } from "./slice";
import { slice } from "./slice";

/** The time that the local AWS goes by. It runs, and it can be set ahead: months of spend in a test's second. */
export interface Clock {
  readonly now: () => Date;
  /** Moves the time by so many milliseconds, for ever. */
  readonly advance: (milliseconds: number) => void;
}

interface ClockState {
  offsetMs: number;
}

export const clockSlice: Slice<ClockState> = slice("clock", (): ClockState => ({ offsetMs: 0 }));

/** A clock whose offset is state: it survives a restart. */
export function movableClock(state: ClockState, system: () => number = Date.now): Clock {
  return {
    now: () => new Date(system() + state.offsetMs),
    advance: (milliseconds) => {
      state.offsetMs += milliseconds;
    },
  };
}
