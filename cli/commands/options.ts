import { InvalidArgumentError, Option } from "commander";
import { formatNames } from "../../policies";
import { targets } from "../targets";

/** Options that several commands share. */
export const targetOption = (): Option =>
  new Option(
    "--target <name>",
    `where to plan for: ${targets.map((each) => `${each.name} (${each.summary})`).join("; ")}`,
  )
    .choices(targets.map((each) => each.name))
    .default("aws");

const collected = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

/** Options of every command that asks the gate. */
export const gateOptions = (): Option[] => [
  new Option(
    "--format <format>",
    `form of the report: ${formatNames.join(", ")}; FORMAT=PATH writes a file; can be given several times (default: text)`,
  ).argParser(collected),
  new Option("--settings <file>", "levels, tag key and waivers (default: chargeback.yaml, where there is one)"),
  new Option("--allow-empty", "let a plan through in which no rule finds anything to judge"),
  new Option("--require <rule>", "block unless this rule examined something; can be given several times").argParser(
    collected,
  ),
];

/** Options of the commands that ask AWS what stands in an account. */
export const profileOption = (): Option =>
  new Option("--profile <name>", "profile of the AWS configuration files (default: AWS_PROFILE)");

export const regionsOption = (): Option =>
  new Option("--regions <list>", "Regions, with commas between them (default: that of the environment or the profile)").argParser(
    (text: string) => {
      const regions = text.split(",").map((region) => region.trim());
      if (regions.every((region) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(region))) return regions;
      throw new InvalidArgumentError("It has to be a list such as eu-west-2,us-east-1.");
    },
  );

/** Options of the commands that can ask Checkov too. */
export const checkovOptions = (): Option[] => [
  new Option("--checkov <mode>", "judge the plan by Checkov too: off, auto (where it is installed), required")
    .choices(["off", "auto", "required"])
    .default("off"),
  new Option("--checkov-strict", "let a failure of Checkov's count against what the gate has proven"),
  new Option("--checkov-builtin", "show what Checkov's own checks say; they do not block"),
];

/** A plan keeps a core and some 500 MB busy. */
const usualParallel = 2;

export const parallelOption = (): Option =>
  new Option("--parallel <number>", "how many stacks to plan at a time")
    .env("CHARGEBACK_PARALLEL")
    .default(usualParallel)
    .argParser((text) => {
      if (/^[1-9]\d?$/.test(text)) return Number(text);
      throw new InvalidArgumentError("It has to be a number from 1 to 99.");
    });

export const appOption = (): Option =>
  new Option("--app <command>", "command that makes the stacks, instead of cdktf.json's");

export const autoApproveOption = (): Option => new Option("--auto-approve", "do not ask before anything is changed");
