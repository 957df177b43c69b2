import path from "node:path";

/**
 * A file's path inside the project, with forward slashes and no `./` in front. A path that leads out of the project is cut to its
 * last part: it would name somebody's machine.
 */
export function relativePath(file: string): string {
  const slashed = path.posix.normalize(file.replaceAll("\\", "/"));
  const outside = /^(\/|[a-z]:|\.\.(\/|$))/i.test(slashed);
  return outside ? path.posix.basename(slashed) : slashed;
}
