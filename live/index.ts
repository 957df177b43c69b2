/** What is really there: what the commands that ask AWS are made of. */
export { readCaller, requireAccount } from "./account";
export { audit } from "./audit/audit";
export { auditRules, rulesToldByAudit } from "./audit/audited-rules";
export { auditPolicy } from "./audit/operations";
export { adopt, type AdoptRequest } from "./adopt/adopt";
export { openClients, openRegions, type LiveClients, type LiveSettings } from "./clients";
export { LiveFailure } from "./live-failure";
export type { CheckFinding } from "./verify/finding";
export { renderVerifyText } from "./verify/render-text";
export { outcomeOf, verifyReport, type VerifyReport } from "./verify/report";
export { subjectsIn, type Subject } from "./verify/subject";
export { testCallId } from "./verify/test-call";
export { verify } from "./verify/verify";
export { waitFor } from "./verify/wait";
