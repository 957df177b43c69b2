import path from "node:path";

type Json = null | boolean | number | string | Json[] | JsonObject;
interface JsonObject {
  [key: string]: Json;
}

/** A synthesized stack as a module, and the files beside it by the path that the module has them at. */
export interface PlainModule {
  readonly configuration: JsonObject;
  /** Path in the module to path in the stack's folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** Takes out what is the caller's or cdktf's own, and lets the paths of assets begin at the module. */
export function plainConfiguration(cdkTfJson: string): PlainModule {
  const files = new Map<string, string>();
  const place = (asset: string): string => {
    const file = `lambda/${path.basename(asset)}`;
    files.set(file, asset);
    return `\${path.module}/${file}`;
  };
  const plain = (value: Json): Json => {
    if (typeof value === "string") return value.startsWith("assets/") ? place(value) : value;
    if (Array.isArray(value)) return value.map(plain);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(without(value, "//")).map(([key, item]) => [key, plain(item)]));
  };
  const { terraform, ...rest } = plain(JSON.parse(cdkTfJson) as Json) as JsonObject & { terraform: JsonObject };
  return { configuration: { terraform: without(terraform, "backend"), ...without(rest, "provider") }, files };
}

const without = (value: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
