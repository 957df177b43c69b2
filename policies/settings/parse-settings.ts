import type { z } from "zod/mini";
import { UnusableInputError } from "../unusable-input";
import { nearest } from "./nearest";
import { quoted, shown } from "./quoted";
import { defaultSettings, type Settings } from "./settings";
import { settingsSchema } from "./settings-schema";
import { waiversAreSound } from "./waivers-are-sound";
import { readYaml, type YamlText } from "./yaml-text";

/** What settings are held against. */
export interface SettingsContext {
  /** Ids of every rule that will be run, those of the user among them. */
  readonly ruleIds: readonly string[];
  /** When waivers are held against their end. */
  readonly now: Date;
}

/**
 * Reads settings from YAML. An empty text is the default settings.
 * @param file names the text in messages and in the addresses of its waivers.
 * @throws UnusableInputError for the first thing in the text that is wrong: line, value and what was expected.
 */
export async function parseSettings(
  text: string,
  { file, ruleIds, now }: SettingsContext & { readonly file: string },
): Promise<Settings> {
  const yaml = await readYaml(text, file);
  const settable = ruleIds.filter((id) => id !== waiversAreSound.id);
  const parsed = settingsSchema(settable, now).safeParse(yaml.value ?? {});
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({ issue, line: lineOf(issue, yaml) }));
    const [first] = problems.sort((a, b) => a.line - b.line);
    const wrong = first === undefined ? "no settings" : explain(first.issue, yaml.value, settable);
    const more = parsed.error.issues.reduce((sum, issue) => sum + faultsIn(issue), 0) - 1;
    throw new UnusableInputError(`${file}:${first?.line ?? 1}: ${wrong}${more > 0 ? ` (and ${more} more)` : ""}`);
  }
  const { tagKey, allowedProjects, levels, waivers } = parsed.data;
  return {
    tagKey: tagKey ?? defaultSettings.tagKey,
    allowedProjects,
    levels: new Map(Object.entries(levels ?? {}).flatMap(([id, level]) => (level === undefined ? [] : [[id, level]]))),
    waivers: (waivers ?? []).map((waiver, index) => ({
      ...waiver,
      place: `${file}#waivers[${index}]`,
      location: { file, line: yaml.lineOf(["waivers", index]) },
    })),
  };
}

type Issue = z.core.$ZodIssue;

/** Unknown keys of one map are one issue; each is a fault of its own. */
const faultsIn = (issue: Issue): number => (issue.code === "unrecognized_keys" ? issue.keys.length : 1);

function lineOf(issue: Issue, yaml: YamlText): number {
  return issue.code === "unrecognized_keys" ? yaml.lineOfKey(issue.path, issue.keys[0] ?? "") : yaml.lineOf(issue.path);
}

function explain(issue: Issue, whole: unknown, ruleIds: readonly string[]): string {
  if (issue.code === "unrecognized_keys") return unknownKey(issue.keys[0] ?? "", issue.path, ruleIds);
  const value = issue.path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown>)[key], whole);
  const where = pathText(issue.path);
  if (where === "") return `${shown(value)} is no settings; expected ${issue.message}`;
  if (value === undefined) return `${where} is missing; expected ${issue.message}`;
  if (typeof value === "string" && issue.path.at(-1) === "rule") return `${where} is ${unknownRule(value, ruleIds)}`;
  return `${where} is ${shown(value)}; expected ${issue.message}`;
}

const topKeys = ["tagKey", "allowedProjects", "levels", "waivers"];
const waiverKeys = ["rule", "address", "reason", "owner", "expires"];

function unknownKey(key: string, path: readonly PropertyKey[], ruleIds: readonly string[]): string {
  if (path[0] === "levels") return `levels has ${unknownRule(key, ruleIds)}`;
  const known = path.length === 0 ? topKeys : waiverKeys;
  const near = nearest(key, known);
  const hint = near === undefined ? "" : `, perhaps meant as ${near}`;
  const within = path.length === 0 ? "" : ` in ${pathText(path)}`;
  return `unknown key ${quoted(key)}${within}${hint}; the keys are ${known.join(", ")}`;
}

function unknownRule(id: string, ruleIds: readonly string[]): string {
  if (id === waiversAreSound.id) {
    return `${quoted(id)}: that rule judges the waivers, and can neither be waived nor be given a level`;
  }
  const near = nearest(id, ruleIds);
  const hint = near === undefined ? "" : `, perhaps meant as ${near}`;
  return `${quoted(id)}: no rule has this id${hint}; the rules are ${ruleIds.join(", ")}`;
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${String(key)}`))
    .join("");
}
