import type { Location } from "sarif";
import { relativePath } from "./relative-path";
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

/** Else it is the plan or the account as a whole, or the place of a waiver in its file. */
const isResource = (address: string): boolean => address.startsWith("arn:") || !/^([^.[]+$|[^[]*#)/.test(address);

/** A URI reference without scheme. */
function relativeUri(file: string): string {
  return relativePath(file)
    .split("/")
    .map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, "\ufffd")))
    .join("/");
}
