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

/** Of a command that asks AWS itself: behind the target offline there is nothing to ask. */
export const liveTargetOption = (): Option => {
  const asked = targets.filter(({ applies }) => applies);
  return new Option("--target <name>", `where to look: ${asked.map((each) => each.name).join(", ")}`)
    .choices(asked.map((each) => each.name))
    .default("aws");
};

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

/** Of a command that asks AWS about whole Regions. */
export const regionsOption = (): Option =>
  new Option(
    "--regions <list>",
    "Regions, with commas between them (default: that of the environment or profile)",
  ).argParser((text: string) => {
    const regions = text.split(",").map((region) => region.trim());
    if (regions.every((region) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(region))) return regions;
    throw new InvalidArgumentError("It has to be a list such as eu-west-2,us-east-1.");
  });

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

export const preflightOption = (): Option =>
  new Option("--no-preflight", "do not ask AWS first what would make an apply fail (also CHARGEBACK_PREFLIGHT=off)");

export const autoApproveOption = (): Option => new Option("--auto-approve", "do not ask before anything is changed");

/** An option that can be given several times. */
export const severalOption = (flags: string, description: string): Option =>
  new Option(flags, `${description}; can be given several times`).argParser(collected);

/** A sum that somebody may spend. */
export function usDollars(text: string): number {
  if (/^\d{1,9}(\.\d{1,2})?$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError("It has to be a number of US dollars above 0.");
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a duration such as 90s, 15m or 48h. */
export function duration(text: string): number {
  const [, number = "", unit = ""] = /^([1-9]\d{0,3})([smh])$/.exec(text) ?? [];
  const milliseconds = Number(number) * (unitMs[unit] ?? 0);
  if (milliseconds > 0) return milliseconds;
  throw new InvalidArgumentError("It has to be seconds, minutes or hours: 90s, 15m, 48h.");
}
