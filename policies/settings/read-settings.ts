import { readdirSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { UnusableInputError } from "../unusable-input";
import type { SettingsContext } from "./parse-settings";
import { defaultSettings, type Settings, settingsFileName } from "./settings";

/** Far above what parseSettings takes; keeps a mistaken path from being read whole. */
const longestBytes = 4 * 1024 * 1024;

/** Reads a settings file that was asked for by name. @throws UnusableInputError in one line. */
export async function readSettings(file: string, context: SettingsContext): Promise<Settings> {
  const text = await readText(file);
  // Most folders have no settings, and need no schema for them.
  const { parseSettings } = await import("./parse-settings.js");
  return parseSettings(text, { ...context, file });
}

/**
 * Reads the folder's `chargeback.yaml`; without one, the default settings hold.
 * @throws UnusableInputError also for a file that was meant as one by its name: settings must not be passed over in silence.
 */
export async function findSettings(folder: string, context: SettingsContext): Promise<Settings> {
  const names = namesIn(folder).filter((name) => /^\.?chargeback\.ya?ml$/i.test(name));
  const other = names.find((name) => name !== settingsFileName);
  if (other !== undefined) {
    throw new UnusableInputError(`${path.join(folder, other)} is not read: the settings are named ${settingsFileName}`);
  }
  return names.length === 0 ? defaultSettings : readSettings(path.join(folder, settingsFileName), context);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    throw new UnusableInputError(`${folder} cannot be searched for ${settingsFileName}: ${code ?? String(error)}`);
  }
}

async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > longestBytes) throw new UnusableInputError(`${file} is too large to be settings`);
    const bytes = await readFile(file);
    if (bytes.includes(0)) throw new UnusableInputError(`${file} is a binary file, not settings in YAML`);
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof UnusableInputError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new UnusableInputError(`${file} does not exist`);
    if (code === "EISDIR") throw new UnusableInputError(`${file} is a folder; name the settings file in it`);
    if (code === "EACCES") throw new UnusableInputError(`${file} cannot be read: permission denied`);
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") throw new UnusableInputError(`${file} is not UTF-8 text`);
    throw new UnusableInputError(`${file} cannot be read: ${code ?? String(error)}`);
  }
}
