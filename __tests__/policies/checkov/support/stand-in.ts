import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../../cli/support/run-cli";

/** Not Checkov: it replays what was recorded, writes what it is told, or misbehaves. See its own first lines. */
export const standIn = path.join(__dirname, "..", "stand-in", "checkov.cjs");

/** What the stand-in does with one of the two plans that it is shown. */
export interface Behaviour {
  mode?: "records" | "recorded" | "policies" | "garbage" | "huge" | "slow" | "stubborn" | "killed" | "silent";
  /** A recorded output. */
  name?: string;
  fail?: readonly string[];
  omit?: readonly string[];
  extra?: readonly { check_id: string; check_name: string; address: string; result: "PASSED" | "FAILED" }[];
  summary?: object;
  stderr?: string;
  exitCode?: number;
  text?: string;
}

export interface StandInOrders {
  plan?: Behaviour;
  canary?: Behaviour;
  /** Folder that it writes down in what it was shown. */
  log?: string;
}

export const standInEnv = (orders: StandInOrders): NodeJS.ProcessEnv => ({
  CHECKOV_BIN: standIn,
  STAND_IN: JSON.stringify(orders),
});

/** Whether the real policies can be run by the stand-in. */
export const hasPython = spawnSync("python3", ["--version"]).status === 0;

const found = spawnSync(process.env.CHECKOV_BIN ?? "checkov", ["--version"]);

/** The real Checkov, where there is one. */
export const realCheckov = found.status === 0 ? { CHECKOV_BIN: process.env.CHECKOV_BIN ?? "checkov" } : undefined;

export const policiesFolder = path.join(root, "policies", "checkov");

export const recordedOutput = (name: string): string =>
  readFileSync(path.join(__dirname, "..", "fixtures", "checkov-3.3.13", `${name}.stdout.json`), "utf8");
