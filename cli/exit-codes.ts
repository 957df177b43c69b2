/** What the process answers when it ends. Scripts and CI rely on these numbers: they never change meaning. */
export const exitCodes = {
  clean: 0,
  blocked: 1,
  unusableInput: 2,
  programFailed: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The table that `--help` prints below every command. */
export const exitCodesHelp = `
Exit codes:
  ${exitCodes.clean}    every rule passed, or was waived
  ${exitCodes.blocked}    blocked by a rule: nothing was applied
  ${exitCodes.unusableInput}    unusable input, setting or usage
  ${exitCodes.programFailed}    a program that was run failed, is absent or too old, or AWS did not answer
  ${exitCodes.interrupted}  interrupted by a signal, or not confirmed`;
