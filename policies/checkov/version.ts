/** Versions whose form of answer this reads: recorded with 3.3.13, and a major version may change it. */
export const testedVersions = "3.3.0 or newer, below 4";

export function isTested(version: string): boolean {
  const match = /^(\d+)\.(\d+)\.\d+$/.exec(version);
  return match !== null && Number(match[1]) === 3 && Number(match[2]) >= 3;
}
