import { redactName, redactText, type Secrets } from "../redaction";
import type { ReportedVerdict } from "./report";

/** A verdict without the plan's secrets: the last step before anyone sees it. */
export function concealVerdict(verdict: ReportedVerdict, secrets: Secrets): ReportedVerdict {
  const { address, constructPath, location, message, evidence, remedy } = verdict;
  return {
    ...verdict,
    address: redactName(address, secrets),
    ...(constructPath === undefined ? {} : { constructPath: redactName(constructPath, secrets) }),
    ...(location === undefined ? {} : { location: { ...location, file: redactName(location.file, secrets) } }),
    message: redactText(message, secrets),
    evidence: evidence.map((link) => redactText(link, secrets)),
    remedy: remedy === null ? null : redactText(remedy, secrets),
  };
}
