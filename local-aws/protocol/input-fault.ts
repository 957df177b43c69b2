/**
 * A request that does not fit AWS's model: an unknown, a missing or a mistyped member. Each protocol says it in its own
 * words (see `wire-errors.ts`).
 */
export class InputFault extends Error {
  override name = "InputFault";

  constructor(
    readonly kind: "unknown" | "missing" | "mistyped" | "malformed",
    /** `routingConfiguration.0.agentVersion`; empty for the request as a whole. */
    readonly member: string,
    message: string,
  ) {
    super(message);
  }
}

/** A member's place: `tags` in `member`, or `tags` alone at the top. */
export const within = (path: string, member: string | number): string =>
  path === "" ? String(member) : `${path}.${String(member)}`;

export const unknownMember = (path: string): InputFault =>
  new InputFault("unknown", path, `Unknown member "${path}": AWS's model of this operation has none of that name.`);

export const missingMember = (path: string): InputFault =>
  new InputFault("missing", path, `Missing required member "${path}".`);

export const mistypedMember = (path: string, expected: string, received: unknown): InputFault =>
  new InputFault("mistyped", path, `Member "${path}" must be ${expected}, not ${describe(received)}.`);

export const malformed = (message: string): InputFault => new InputFault("malformed", "", message);

/** The type alone: what was sent may be a secret. */
function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return `a ${typeof value}`;
}
