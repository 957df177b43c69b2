import * as path from "node:path";
import type { Context } from "../context";

/** Where the local AWS of this project keeps its state: CHARGEBACK_LOCAL_DIR, else `chargeback.local` in the project. */
export function localFolder({ cwd, env }: Pick<Context, "cwd" | "env">): string {
  const named = env.CHARGEBACK_LOCAL_DIR ?? "";
  return path.resolve(cwd, named === "" ? "chargeback.local" : named);
}
