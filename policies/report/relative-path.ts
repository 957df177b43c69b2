import path from "node:path";

/**
 * A file's path from the root of the repository, with forward slashes and no `./` in front; `folder` is the project's. A path that
 * leads out of the repository is cut to its last part: it would name somebody's machine.
 */
export function relativePath(file: string, folder = ""): string {
  const slashed = file.replaceAll("\\", "/");
  const absolute = /^(\/|[a-z]:)/i.test(slashed);
  const inside = absolute ? slashed : path.posix.join(folder.replaceAll("\\", "/"), slashed);
  return absolute || /^\.\.\//.test(inside) ? path.posix.basename(inside) : inside;
}
