import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { UnusableInputError } from "../../unusable-input";
import { listOf, objectOf, type JsonObject } from "../json";

export interface TerraformFile {
  /** Path as it was reached from the folder that the caller named. */
  readonly path: string;
  readonly json: JsonObject;
  /** Whether it decodes YAML, for which a parser is loaded. */
  readonly decodesYaml: boolean;
  /** The file as it is written, for HCL only: JSON configuration is generated, and its lines tell a reader nothing. */
  readonly hcl: string | undefined;
}

/** The files of one folder in Terraform's order: overrides have the last word. @throws UnusableInputError */
export async function readTerraformFiles(dir: string): Promise<TerraformFile[]> {
  const names = await readdir(dir).catch((error: unknown) => {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new UnusableInputError(`configuration folder ${dir} cannot be read: ${reason}`);
  });
  const terraform = names.filter((name) => /\.tf(\.json)?$/.test(name) && !name.startsWith(".")).sort();
  const isOverride = (name: string): boolean => /(^|_)override\.tf(\.json)?$/.test(name);
  const ordered = [...terraform.filter((name) => !isOverride(name)), ...terraform.filter(isOverride)];
  return Promise.all(ordered.map(async (name) => readTerraformFile(path.join(dir, name))));
}

async function readTerraformFile(file: string): Promise<TerraformFile> {
  const text = await readFile(file, "utf8");
  try {
    const decodesYaml = text.includes("yamldecode(");
    if (file.endsWith(".json")) return { path: file, json: objectOf(JSON.parse(text)), decodesYaml, hcl: undefined };
    // The HCL parser is WebAssembly and takes a while to start: only HCL pays for it.
    const { parse } = await import("@cdktn/hcl2json");
    return { path: file, json: objectOf(await parse(file, keepSigns(text))), decodesYaml, hcl: text };
  } catch (error) {
    const reason = String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
    throw new UnusableInputError(`configuration file ${file} cannot be parsed: ${reason.slice(0, 200)}`);
  }
}

/**
 * `"user:Project${"$"}${var.project}"` is how HCL writes a dollar sign in front of an interpolation. The parser unwraps the sign,
 * and leaves `$${var.project}`, which is an escape and another text; a call it leaves as it is.
 */
const keepSigns = (hcl: string): string => hcl.replace(/(?<!\$)\$\{[ \t]*"([$%])"[ \t]*\}/g, '${try("$1")}');

/** Line of a resource's block. */
export function lineOfResource(file: TerraformFile, block: string, type: string, name: string): number | undefined {
  return lineOfHeader(file, [block, type, name]);
}

/** Line of the first block with these words before its brace, counted from 1; undefined for JSON. */
export function lineOfHeader({ hcl }: TerraformFile, words: readonly string[]): number | undefined {
  if (hcl === undefined) return undefined;
  const [block = "", ...labels] = words;
  const header = [escape(block), ...labels.map((label) => `"?${escape(label)}"?`)].join("[ \\t]+");
  const at = hcl.search(new RegExp(`^[ \\t]*${header}[ \\t]*\\{`, "m"));
  return at < 0 ? undefined : hcl.slice(0, at).split("\n").length;
}

const escape = (text: string): string => text.replace(/[^\w-]/g, "\\$&");

/** Folder of each module by its dotted call path, as `terraform init` recorded it. */
export async function readInstalledModules(dir: string): Promise<ReadonlyMap<string, string>> {
  const record = path.join(dir, ".terraform", "modules", "modules.json");
  const text = await readFile(record, "utf8").catch(() => undefined);
  const installed = new Map<string, string>();
  if (text === undefined) return installed;
  for (const entry of listOf(objectOf(parseRecord(text, record))["Modules"])) {
    const { Key: key, Dir: folder } = objectOf(entry);
    if (typeof key === "string" && typeof folder === "string") installed.set(key, path.join(dir, folder));
  }
  return installed;
}

function parseRecord(text: string, record: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnusableInputError(`${record} is not JSON: run terraform init again`);
  }
}
