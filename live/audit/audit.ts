import type { Outcome } from "../../policies";
import { readCaller } from "../account";
import { atATime } from "../at-a-time";
import type { LiveClients } from "../clients";
import { allRoles } from "./all-roles";
import { judge, type Judging } from "./judge";
import { openQuestions } from "./questions";
import { rolesHeldBy, rolesOf } from "./roles-of";
import { type Count, survey } from "./survey";

export interface AuditRequest extends Judging {
  /** One for each Region. */
  readonly clients: readonly [LiveClients, ...LiveClients[]];
  /** Reads every role of the account, and not those alone that something seen has. @default false */
  readonly everyRole?: boolean | undefined;
  /** Told how many things are read, of how many that are known of so far. */
  readonly tell: (done: number, expected: number) => void;
}

/** More Regions at a time would not be asked faster: this machine is the narrow place then. */
const regionsAtATime = 4;

/**
 * Reads all that decides who is billed for the model calls of an account, and judges it by the gate's rules. It reads alone.
 * @throws LiveFailure where not even the caller is known to AWS
 */
export async function audit({ clients, tell, ...judging }: AuditRequest): Promise<Outcome> {
  const { days, now } = judging;
  const usage = days === undefined ? undefined : { days, now };
  const [first] = clients;
  const { accountId } = await readCaller(first);
  const count = counting(tell);
  const surveys = await atATime(
    clients,
    (each) => survey(each, { tagKey: judging.settings.tagKey, usage }, count),
    regionsAtATime,
  );
  const questions = openQuestions();
  const arns = rolesHeldBy(surveys.flatMap(({ agents, functions }) => [...agents, ...functions]));
  if (judging.everyRole !== true) count.expect(arns.length);
  const roles =
    judging.everyRole === true ? await allRoles(first, questions) : await rolesOf(first, arns, questions, count.done);
  return judge({ accountId, surveys, roles, unanswered: questions.unanswered() }, judging);
}

function counting(tell: AuditRequest["tell"]): Count {
  let [done, expected] = [0, 0];
  return {
    expect: (more) => {
      expected += more;
      tell(done, expected);
    },
    done: () => {
      done += 1;
      tell(done, expected);
    },
  };
}
