import { finding, type CheckFinding } from "../finding";
import type { Gathered } from "../gather";

/** Does everything still stand that the project is made of? */
export function resourcesStand({ missing, agent }: Gathered): CheckFinding[] {
  const check = "resources-stand";
  if (missing.length === 0)
    return [finding(check, agent.address, { verdict: "pass", message: "everything that it names is there" })];
  return missing.map(({ what, address }) =>
    finding(check, address, {
      verdict: "fail",
      message: `${what} is not there: AWS finds none of that name`,
      remedy: "apply the stack again, or name one that is there",
    }),
  );
}
