import { rmSync } from "node:fs";

/** After the last test of a run. */
export default function removeCommands(): void {
  rmSync(process.env.BUNDLED_COMMANDS ?? "", { recursive: true, force: true });
}
