import { redactName, redactText, type Secrets } from "../redaction";
import type { Report, ReportedVerdict } from "./report";

/** The report without the plan's secrets: the last step before anyone sees it. */
export function concealReport(report: Report, secrets: Secrets): Report {
  return {
    ...report,
    verdicts: report.verdicts.map((verdict) => concealVerdict(verdict, secrets)),
    errors: report.errors.map(({ code, message }) => ({ code, message: redactText(message, secrets) })),
  };
}

function concealVerdict(verdict: ReportedVerdict, secrets: Secrets): ReportedVerdict {
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
