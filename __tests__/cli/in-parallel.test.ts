import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { inParallel, oneAtATime } from "../../cli/in-parallel";

/** Work that tells how much of it is under way, and takes as many turns as the item says. */
function observed() {
  const seen = { now: 0, most: 0, begun: [] as number[] };
  const work = async (turns: number): Promise<string> => {
    seen.begun.push(turns);
    seen.most = Math.max(seen.most, ++seen.now);
    for (let each = 0; each < turns; each++) await turn();
    seen.now--;
    if (turns === 13) throw new Error("thirteen");
    return `took ${String(turns)}`;
  };
  return { seen, work };
}

test.each([
  [1, 1],
  [2, 2],
  [9, 4],
])("with a limit of %i at most %i are under way, and the results keep their order", async (limit, most) => {
  const { seen, work } = observed();
  expect(await inParallel([9, 1, 5, 3], limit, work)).toEqual(["took 9", "took 1", "took 5", "took 3"]);
  expect(seen.most).toBe(most);
});

test("nothing gives nothing", async () => {
  expect(await inParallel([], 2, observed().work)).toEqual([]);
});

test("after a failure nothing new is begun, and what is under way ends first", async () => {
  const { seen, work } = observed();
  await expect(inParallel([13, 40, 1, 2], 2, work)).rejects.toThrow("thirteen");
  expect(seen).toMatchObject({ now: 0, begun: [13, 40] });
});

test("one at a time, also after a failure", async () => {
  const { seen, work } = observed();
  const alone = oneAtATime();
  const all = await Promise.allSettled([5, 13, 2].map((turns) => alone(() => work(turns))));
  expect(all.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(seen).toMatchObject({ most: 1, begun: [5, 13, 2] });
});
