import { certainText } from "../../policies/attribute";
import type { Agent, LambdaFunction, Role } from "../../policies/estate";
import { atATime } from "../at-a-time";
import type { LiveClients } from "../clients";
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
    const reply = await questions.ask(`role ${arn}`, async () => estateRole(await read(arn)));
    done();
    return "answer" in reply ? [reply.answer] : [];
  });
  return roles.flat();
}

const estateRole = ({ address, type, name, arn, grants, boundary }: Role): Role => ({
  address,
  type,
  name,
  arn,
  grants,
  boundary,
});
