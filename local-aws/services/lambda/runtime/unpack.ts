import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { unzipSync } from "fflate";

/** Unpacks a zip into a new folder of its own. Nothing is written outside of it, whatever its names say. */
export function unpack(zip: Uint8Array): string {
  const folder = mkdtempSync(path.join(tmpdir(), "local-lambda-"));
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    const file = path.join(folder, name);
    if (!file.startsWith(folder + path.sep) || name.endsWith("/")) continue;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  return folder;
}
