import { readFileSync } from "node:fs";
import path from "node:path";
import { redactName, redactText, type Secrets } from "../../../policies/redaction";
import type { Report } from "../../../policies";
import { gatePlan } from "../support";

export const fixture = path.join(__dirname, "fixtures/every-secret");

/** Recorded with the real Terraform from the folder's own configuration: `init`, `plan -out`, `show -json`. */
export const fixturePlan = (): unknown => JSON.parse(readFileSync(path.join(fixture, "plan.json"), "utf8"));

/** Every secret of the fixture that can be told from other text, and every one of them wherever it stands. */
export const fixtureSecrets = [
  "atlas-news",
  "q7x",
  "amazon.nova-unannounced-v9:0",
  "settings-key-28",
  "one-time-password-46",
  "write-only-constant-58",
  "kx81mzq0vw",
  'corre\\"ct',
  "horse",
  "battery",
  "73914862",
  "5439",
  "4200",
  "first-api-key-81",
  "second-api-key-82",
  "svc-reporting",
  "object-password-55",
  "FwoGZXIvYXdzEXAMPLEsessiontoken",
  "AKIAIOSFODNN7EXAMPLE",
  "ASIAIOSFODNN7EXAMPLE",
  "wJalrXUtnFEMI",
  "proxy-password-19",
  "written-in-the-open-37",
  "module-default-93",
  "given-to-a-module-64",
  "sensitive-by-its-output",
  "ghp_0123456789abcdefghijABCDEFGHIJ012345",
];

/** What must be the same of a plan and of its redacted copy. */
export async function verdictsOfPlan(plan: unknown, configDir?: string): Promise<string[]> {
  const { report } = await gatePlan(plan, configDir);
  return report.verdicts.map(({ rule, address, verdict }) => `${rule} ${address}: ${verdict}`);
}

/** The report as the product shows it: names as names, all else as text. */
export function redactedReport(report: Report, secrets: Secrets): string {
  const verdicts = report.verdicts.map((verdict) => ({
    ...verdict,
    address: redactName(verdict.address, secrets),
    message: redactText(verdict.message, secrets),
    evidence: verdict.evidence.map((line) => redactText(line, secrets)),
    remedy: verdict.remedy && redactText(verdict.remedy, secrets),
  }));
  return JSON.stringify({ ...report, verdicts });
}
