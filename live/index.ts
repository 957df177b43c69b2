/** What is really there: what the commands that ask AWS are made of. */
export { readCaller } from "./account";
export { openClients, type LiveClients, type LiveSettings } from "./clients";
export { LiveFailure } from "./live-failure";
export { renderVerifyText } from "./verify/render-text";
export { outcomeOf, verifyReport, type VerifyReport } from "./verify/report";
export { subjectsIn, type Subject } from "./verify/subject";
export { verify } from "./verify/verify";
export { waitFor } from "./verify/wait";
