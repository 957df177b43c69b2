import { expect, test } from "@jest/globals";
import { adaptivePace, type Time } from "../../live/pace";

/** Time that passes when everybody waits: minutes in milliseconds. */
function simulated(): Time & { readonly run: () => Promise<void> } {
  let time = 0;
  let waiting: { readonly at: number; readonly wake: () => void }[] = [];
  return {
    now: () => time,
    wait: (milliseconds) =>
      new Promise<void>((wake) => {
        waiting.push({ at: time + milliseconds, wake });
      }),
    run: async () => {
      for (;;) {
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
        const [next] = waiting.toSorted((a, b) => a.at - b.at);
        if (next === undefined) return;
        waiting = waiting.filter((each) => each !== next);
        time = Math.max(time, next.at);
        next.wake();
      }
    },
  };
}

const roundTripMs = 20;

/** Eight workers put so many questions to a server that takes so many a second, and a few more at once. */
async function ask(questions: number, perSecond: number, burst: number) {
  const time = simulated();
  const pace = adaptivePace(time);
  let [tokens, filled, sent, left] = [burst, 0, 0, questions];
  const taken = (): boolean => {
    tokens = Math.min(burst, tokens + ((time.now() - filled) * perSecond) / 1000);
    filled = time.now();
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
  const put = async (): Promise<void> => {
    for (;;) {
      await pace.turn();
      sent += 1;
      await time.wait(roundTripMs);
      if (taken()) {
        pace.answered();
        return;
      }
      pace.throttled();
    }
  };
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await put();
    }
  };
  const all = Promise.all(Array.from({ length: 8 }, worker));
  await time.run();
  await all;
  return { sent, seconds: time.now() / 1000 };
}

test.each([
  [5, 10],
  [20, 20],
  [100, 100],
  [300, 10],
])(
  "at %d requests a second it finds the pace: hardly a request is wasted, and little time",
  async (perSecond, burst) => {
    const questions = 3000;
    const { sent, seconds } = await ask(questions, perSecond, burst);
    expect(sent / questions).toBeLessThan(1.15);
    expect(seconds / (questions / perSecond)).toBeLessThan(1.5);
  },
);

test("nothing is held back while nothing is throttled", async () => {
  const { sent, seconds } = await ask(800, 1e9, 1e9);
  expect(sent).toBe(800);
  expect(seconds).toBeCloseTo((800 / 8) * (roundTripMs / 1000), 3);
});
