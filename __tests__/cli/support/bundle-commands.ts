import { mkdirSync, mkdtempSync } from "node:fs";
import * as path from "node:path";
import { bundleCommands } from "../../../cli/bundle";

/**
 * Before the first test of a run: makes the command line as the package has it, which starts four times as quickly as from source.
 * Each run makes its own, so that none is older than the source, in a folder that git and all tools leave out. It finds what lies
 * beside it by paths from its own, two levels down as in dist/.
 */
export default async function makeCommands(): Promise<void> {
  const parent = path.resolve(__dirname, "..", "..", "..", "coverage");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, "commands-"));
  process.env.BUNDLED_COMMANDS = folder;
  await bundleCommands(folder);
}
