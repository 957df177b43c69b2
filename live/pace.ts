import { setTimeout as sleep } from "node:timers/promises";

/** When the next request may go out. It holds nothing back until AWS throttles, and then finds the rate that AWS takes. */
export interface Pace {
  /** Waits until it is this request's turn. */
  readonly turn: () => Promise<void>;
  readonly answered: () => void;
  readonly throttled: () => void;
}

/** In milliseconds. */
export interface Time {
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

const ofThisMachine: Time = { now: () => performance.now(), wait: (milliseconds) => sleep(milliseconds) };

/** Requests a second below which nothing is learnt any more. */
const floor = 2;
/** Of the rate that was too much. */
const slower = 0.6;
/** Growth in a second: quick up to where it went wrong, careful from there. */
const growth = { quick: 2.5, careful: 1.03, until: 0.8 };
/** What was under way when it got slower says nothing of the new rate. */
const settleMs = 300;
/** How many requests the rate so far is told by. */
const remembered = 32;

/**
 * The SDK's own adaptive mode takes minutes to come back from a few throttled calls in its first second; an audit begins with
 * thousands of questions, and would be done by then.
 */
export function adaptivePace({ now, wait }: Time = ofThisMachine): Pace {
  const sent: number[] = [];
  let rate = Infinity;
  let ceiling = Infinity;
  let next = 0;
  let slowed = -Infinity;
  let grown = 0;
  let struckOnly = false;

  const observed = (): number => (sent.length * 1000) / Math.max(1, now() - (sent[0] ?? 0));
  return {
    turn: async () => {
      // The pace may change while it waits: whoever wakes first takes the turn, and the others look again.
      while (next > now()) await wait(next - now());
      next = now() + 1000 / rate;
      sent.push(now());
      if (sent.length > remembered) sent.shift();
    },
    answered: () => {
      struckOnly = false;
      if (rate === Infinity) return;
      const seconds = Math.min(1, (now() - grown) / 1000);
      rate *= (rate < growth.until * ceiling ? growth.quick : growth.careful) ** seconds;
      grown = now();
    },
    throttled: () => {
      if (now() - slowed < settleMs) return;
      const tooMuch = Math.min(rate, observed());
      // Where nothing was answered since the last time, it is no news of where the limit is.
      if (!struckOnly) ceiling = tooMuch;
      struckOnly = true;
      rate = Math.max(floor, slower * tooMuch);
      slowed = grown = now();
      next = slowed + 1000 / rate;
    },
  };
}
