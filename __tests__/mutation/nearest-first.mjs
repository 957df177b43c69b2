import path from "node:path";

/** Test files in the order in which they are likely to notice a change of a source file soon. */
export function nearestFirst(testFiles, sourceFile) {
  const name = path.basename(sourceFile, ".ts");
  const room = path.basename(path.dirname(sourceFile));
  const distance = (file) => {
    const folders = path.dirname(file).split("/");
    if (path.basename(file, ".test.ts") === name) return 0;
    if (folders.includes(room)) return 1;
    // A report is drawn of many plans, each of which the whole gate judges first: seconds, and little is asked of the verdicts.
    return folders.includes("report") ? 3 : 2;
  };
  return testFiles.toSorted((one, other) => distance(one) - distance(other));
}
