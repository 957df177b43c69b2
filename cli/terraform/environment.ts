/**
 * The environment without the arguments a user adds to every call (TF_CLI_ARGS). They are meant for plan and apply;
 * in a call whose output is parsed they only break the answer.
 */
export function withoutArguments(env: NodeJS.ProcessEnv, command: string): NodeJS.ProcessEnv {
  const added = new Set(["TF_CLI_ARGS", `TF_CLI_ARGS_${command}`]);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !added.has(name)));
}
