/**
 * Variables that would change what Checkov asks or answers, or send it elsewhere, and credentials that it does not need. Source:
 * https://www.checkov.io/2.Basics/CLI%20Command%20Reference.html
 */
const withheld =
  /^(CKV_|CHECKOV_|BC_|PRISMA_|AWS_|TF_|EVAL_TF_PLAN_AFTER_UNKNOWN$|DOWNLOAD_EXTERNAL_MODULES$|EXTERNAL_MODULES_DIR$|TEST_MODE$)/i;

/** The environment that Checkov is given. */
export function environmentFor(env: NodeJS.ProcessEnv, tagKey: string): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !withheld.test(name));
  return {
    ...Object.fromEntries(kept),
    CHARGEBACK_TAG_KEY: tagKey,
    // Errors are told there, and its debug log holds what it scans.
    LOG_LEVEL: "WARNING",
    // The policies may stand where nothing can be written, or nothing should.
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONIOENCODING: "utf-8",
  };
}
