import { accessSync, constants, statSync } from "node:fs";
import * as path from "node:path";

/** The file a shell would run for this name; undefined where there is none. */
export function findProgram(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const folders = /[\\/]/.test(name)
    ? [""]
    : (env.PATH ?? env.Path ?? "").split(path.delimiter).filter((each) => each !== "");
  const endings = process.platform === "win32" ? ["", ...(env.PATHEXT ?? ".EXE;.CMD").split(";")] : [""];
  const candidates = folders.flatMap((folder) => endings.map((ending) => path.resolve(folder, name + ending)));
  return candidates.find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
