import { certainText } from "../../policies/attribute";
import type { Agent, LambdaFunction, Role } from "../../policies/estate";
import { atATime } from "../at-a-time";
import type { LiveClients } from "../clients";
import { LiveFailure } from "../live-failure";
import { roleReader } from "../read/roles";
import type { Questions } from "./questions";

type Holder = Pick<Agent | LambdaFunction, "role">;

/** ARNs of the roles that agents and functions have, each once. */
export const rolesHeldBy = (holders: readonly Holder[]): readonly string[] => [
  ...new Set(holders.flatMap(({ role }) => certainText(role) ?? [])),
];

/** The roles with all that is given to them. One that is there no more is left out: nobody can call a model as it. */
export async function rolesOf(
  clients: LiveClients,
  arns: readonly string[],
  questions: Questions,
  done: () => void,
): Promise<readonly Role[]> {
  const read = roleReader(clients);
  const roles = await atATime(arns, async (arn): Promise<Role[]> => {
    const reply = await questions.ask(`role ${arn}`, async () => estateRole(await whole(() => read(arn))));
    done();
    return "answer" in reply ? [reply.answer] : [];
  });
  return roles.flat();
}

/** A role that is gone is no failure; a policy of it that is gone leaves the role half read. */
async function whole<Answer>(read: () => Promise<Answer>): Promise<Answer> {
  try {
    return await read();
  } catch (error) {
    const ofPolicy =
      error instanceof LiveFailure && error.kind === "notFound" && /Policy(Version)?$/.test(error.action);
    if (!ofPolicy) throw error;
    const message = `${error.message}: it changed while it was read. Run it again`;
    throw new LiveFailure("service", message, { cause: error, action: error.action });
  }
}

const estateRole = ({ address, type, name, arn, grants, boundary }: Role): Role => ({
  address,
  type,
  name,
  arn,
  grants,
  boundary,
});
