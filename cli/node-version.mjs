/** Says whether this Node.js is new enough; if not, says what to install. Written so that any old Node.js can read it. */
export function nodeIsRecent() {
  const numbers = process.versions.node.split(".").map(Number);
  if (numbers[0] > 20 || (numbers[0] === 20 && numbers[1] >= 19)) return true;
  process.stderr.write(
    "Node.js " +
      process.versions.node +
      " is too old. Install Node.js 20.19 or newer: https://nodejs.org/en/download\n",
  );
  process.exitCode = 3;
  return false;
}
