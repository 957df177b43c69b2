import { UsageFailure } from "../failure";
import { aws } from "./aws";
import { local } from "./local";
import { offline } from "./offline";
import type { Target } from "./target";

export type { Target } from "./target";

/** Every target of `--target`, the default one first. */
export const targets: readonly Target[] = [aws, local, offline];

/** The target of that name. */
export function targetNamed(name: string): Target {
  const target = targets.find((candidate) => candidate.name === name);
  if (target === undefined) {
    throw new UsageFailure(
      `There is no target "${name}". Choose one of: ${targets.map((each) => each.name).join(", ")}.`,
    );
  }
  return target;
}
