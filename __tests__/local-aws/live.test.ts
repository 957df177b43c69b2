import { expect, test } from "@jest/globals";
import { liveParts } from "../../local-aws/live";

test("a part starts when it is first asked for, once, and stops with the server", async () => {
  const said: string[] = [];
  const part = {
    start: () => (said.push("start"), { id: said.length }),
    stop: ({ id }: { id: number }) => {
      said.push(`stop ${id}`);
    },
  };
  const parts = liveParts();
  expect(said).toEqual([]);
  expect(parts.of(part)).toBe(parts.of(part));
  await parts.stop();
  await parts.stop();
  expect(said).toEqual(["start", "stop 1"]);
});
