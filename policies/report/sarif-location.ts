import path from "node:path";
import type { Location } from "sarif";
import type { ReportedVerdict } from "./report";

/**
 * Where a finding is: the line of source when it is known, else the plan, since GitHub refuses a whole file for one result without
 * a file in it; and always the resource and its construct.
 */
export function locationOf(
  { address, constructPath, location }: Pick<ReportedVerdict, "address" | "constructPath" | "location">,
  plan: string,
): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: relativeUri(location?.file ?? plan) },
      region: {
        startLine: location?.line ?? 1,
        ...(location?.column === undefined ? {} : { startColumn: location.column }),
      },
    },
    logicalLocations: [
      { fullyQualifiedName: address, ...(isResource(address) ? { kind: "resource" } : {}) },
      ...(constructPath === undefined ? [] : [{ fullyQualifiedName: constructPath, kind: "construct" }]),
    ],
  };
}

/** Else it is the plan as a whole, or the place of a waiver in its file. */
const isResource = (address: string): boolean => !/^([^.[]+$|[^[]*#)/.test(address);

/** A URI reference without scheme. A path that leads out of the project is cut to its last part: it would name somebody's machine. */
function relativeUri(file: string): string {
  const slashed = path.posix.normalize(file.replaceAll("\\", "/"));
  const outside = /^(\/|[a-z]:|\.\.(\/|$))/i.test(slashed);
  const inside = outside ? path.posix.basename(slashed) : slashed;
  return inside
    .split("/")
    .map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, "\ufffd")))
    .join("/");
}
