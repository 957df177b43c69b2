import * as path from "node:path";
import { runProgram, type ProgramRun } from "../run-program";
import type { Session } from "../session";
import { withoutArguments } from "./environment";

/** A folder with a configuration, and how Terraform is run in it. */
export interface Workspace {
  binary: string;
  folder: string;
  env: NodeJS.ProcessEnv;
  session: Session;
  /** The command that releases a lock on the state, by the lock's id. @default - the program's own, in the folder */
  unlock?: (lockId: string) => string;
}

/** How a call of Terraform ended. */
export interface TerraformRun extends ProgramRun {
  command: string;
  /** What was run, as a person calls it: terraform or tofu. */
  program: string;
  /** The command that releases a lock on the state, by the lock's id. */
  unlock: (lockId: string) => string;
}

const programOf = ({ binary }: Workspace): string => path.basename(binary).replace(/\.exe$/i, "");

/** A command as a person would type it: "terraform init". */
export const called = (workspace: Workspace, command: string): string => `${programOf(workspace)} ${command}`;

/** Commands whose answer is parsed. */
const parsedCommands = new Set(["output", "show", "state", "version"]);

/** Runs one Terraform command without input. Every exit code is an answer; only a start that fails throws. */
export async function runTerraform(
  workspace: Workspace,
  args: readonly [command: string, ...rest: string[]],
  onLine?: (line: string) => void,
): Promise<TerraformRun> {
  const [command] = args;
  const env = parsedCommands.has(command) ? withoutArguments(workspace.env, command) : workspace.env;
  const run = await runProgram(workspace.session, workspace.binary, args, {
    cwd: workspace.folder,
    env: { ...env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_INPUT: "0" },
    ...(onLine === undefined ? {} : { onLine }),
  });
  const program = programOf(workspace);
  const { unlock = (lockId) => `${program} force-unlock ${lockId}` } = workspace;
  return { command, program, unlock, ...run };
}
