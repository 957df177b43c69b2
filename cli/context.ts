import type { Progress } from "./progress";
import type { Session } from "./session";

/** What every command gets to work with: nothing below it reads the process by itself. */
export interface Context {
  cwd: string;
  env: NodeJS.ProcessEnv;
  session: Session;
  progress: Progress;
  /** Whether reports on stdout may carry colour. */
  colour: boolean;
  /** Absolute path of the hook that is loaded into the app. */
  preload: string;
  /** Absolute path of the folder of the Checkov policies. */
  checkovPolicies: string;
  /** Absolute path of the program that is a local AWS; undefined in the npm package, which has none. */
  localAws: string | undefined;
  /** How this command line was called, to show a command that can be copied: `chargeback`. */
  invocation: string;
  /** Version of this package. */
  version: string;
  /** A file of the command line that has been read since the process began. @default - none */
  ahead?: { file: string; memory: Promise<ArrayBuffer | undefined> } | undefined;
  /** Writes a report to stdout. */
  report(text: string): void;
}
