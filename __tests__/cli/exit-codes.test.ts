import { expect, test } from "@jest/globals";
import { CommanderError } from "commander";
import { describeFailure, exitCodeOf, Interrupted, ProgramFailure, UsageFailure } from "../../cli/failure";

class ChargebackInputError extends Error {
  override name = "ChargebackInputError";
}

test.each<[string, unknown, number]>([
  ["a wrong option", new CommanderError(1, "commander.unknownOption", "unknown"), 2],
  ["--help", new CommanderError(0, "commander.helpDisplayed", "help"), 0],
  ["a setting that cannot be used", new UsageFailure("no"), 2],
  ["an input error of the app", new ChargebackInputError("no"), 2],
  ["a program that failed", new ProgramFailure("no"), 3],
  ["a fault of ours", new TypeError("x is not a function"), 3],
  ["something that is no error", "text", 3],
  ["a stop by the user", new Interrupted(), 130],
])("%s ends with its exit code", (_, error, code) => {
  expect(exitCodeOf(error)).toBe(code);
});

test("no failure shows a stack trace, unless it is asked for", () => {
  const fault = new TypeError("x is not a function");
  expect(describeFailure(fault, false)).not.toMatch(/^\s+at /m);
  expect(describeFailure(fault, true)).toMatch(/^\s+at /m);
});

test("what a failed program said stands below the message", () => {
  expect(describeFailure(new ProgramFailure("terraform init failed.", "Error: no\n"), false)).toBe(
    "terraform init failed.\n\nError: no",
  );
});
