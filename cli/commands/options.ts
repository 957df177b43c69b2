import { Option } from "commander";
import { targets } from "../targets";

/** Options that several commands share. */
export const targetOption = (): Option =>
  new Option(
    "--target <name>",
    `where to plan for: ${targets.map((each) => `${each.name} (${each.summary})`).join("; ")}`,
  )
    .choices(targets.map((each) => each.name))
    .default("aws");

export const formatOption = (): Option =>
  new Option("--format <format>", "form of the report on stdout").choices(["text", "json"]).default("text");

export const appOption = (): Option =>
  new Option("--app <command>", "command that makes the stacks, instead of cdktf.json's");

export const autoApproveOption = (): Option => new Option("--auto-approve", "do not ask before anything is changed");
