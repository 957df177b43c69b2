/** One flag of Terraform's command line, as it was written. */
export interface Flag {
  /** Without dashes. */
  name: string;
  value: string | undefined;
  words: readonly string[];
}

/** A command line of Terraform's, taken apart. */
export interface TerraformCall {
  /** Words before the command, such as -chdir. */
  globals: readonly string[];
  /** Value of -chdir. */
  folder: string | undefined;
  command: string | undefined;
  flags: readonly Flag[];
  /** What follows the flags: the plan file of `apply`. */
  operands: readonly string[];
}

/** Flags that may stand apart from their value. A flag missing here makes its value an operand, which is then refused. */
const withValue = new Set(
  "out var var-file target replace parallelism lock-timeout state state-out backup generate-config-out chdir".split(
    " ",
  ),
);

/** Takes apart what cdktf, or a person, passes to Terraform. Like Terraform's, its flags end at the first operand. */
export function parseCall(words: readonly string[]): TerraformCall {
  const before = readFlags(words);
  const globals = before.flags.flatMap((flag) => flag.words);
  const [command, ...rest] = before.rest;
  const after = readFlags(rest);
  return {
    globals,
    folder: before.flags.find((flag) => flag.name === "chdir")?.value,
    command,
    flags: after.flags,
    operands: after.rest,
  };
}

function readFlags(words: readonly string[]): { flags: Flag[]; rest: string[] } {
  const flags: Flag[] = [];
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at] ?? "";
    const match = /^--?([a-z][a-z-]*)(?:=([\s\S]*))?$/.exec(word);
    if (match === null) break;
    const [, name = "", attached] = match;
    const apart = attached === undefined && withValue.has(name) ? words[at + 1] : undefined;
    if (apart !== undefined) at++;
    flags.push({ name, value: attached ?? apart, words: apart === undefined ? [word] : [word, apart] });
  }
  const rest = words.slice(at);
  return { flags, rest: rest[0] === "--" ? rest.slice(1) : rest };
}

/** Whether a switch such as -auto-approve is on; the last one counts, as in Terraform. */
export function isOn(call: TerraformCall, name: string): boolean {
  const last = call.flags.findLast((flag) => flag.name === name);
  return last !== undefined && !["false", "0", "f", "F", "FALSE", "False"].includes(last.value ?? "true");
}

/** Words of all flags, but for these. */
export const flagsWithout = (call: TerraformCall, names: readonly string[]): string[] =>
  call.flags.filter((flag) => !names.includes(flag.name)).flatMap((flag) => [...flag.words]);

/** Words of these flags only. */
export const flagsAmong = (call: TerraformCall, names: readonly string[]): string[] =>
  call.flags.filter((flag) => names.includes(flag.name)).flatMap((flag) => [...flag.words]);
