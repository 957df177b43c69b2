import { expect, test } from "@jest/globals";
import { selectStacks } from "../../../cli/synth/select-stacks";
import type { SynthesizedStack } from "../../../cli/synth/synthesized-stack";

const stack = (name: string, dependencies: string[] = []): SynthesizedStack => ({
  name,
  folder: `/out/${name}`,
  constructPath: name,
  dependencies,
  awsProviders: [],
  requiredProviders: {},
  stateBucket: undefined,
  s3Backend: undefined,
});
const stacks = [stack("api", ["network", "data"]), stack("data", ["network"]), stack("network"), stack("site")];
const selected = (...names: string[]): string[] => selectStacks(stacks, names).map((each) => each.name);

test("all stacks, what others need first", () => {
  expect(selected()).toEqual(["network", "data", "api", "site"]);
});

test("only the named ones, in that order too", () => {
  expect(selected("api", "network")).toEqual(["network", "api"]);
});

test("a name that does not exist is told together with those that do", () => {
  expect(() => selected("web")).toThrow('The app has no stack "web". It has: api, data, network, site.');
});

test("an app without stacks is told", () => {
  expect(() => selectStacks([], [])).toThrow("The app made no stack.");
});
