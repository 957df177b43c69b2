import { slice } from "./slice";

/** Who a request is made by. */
export interface Principal {
  readonly arn: string;
  readonly userId: string;
  readonly accountId: string;
  readonly accessKeyId: string;
  /** The role that a session was made from: `arn:aws:iam::111122223333:role/agent`. */
  readonly roleArn?: string;
}

interface PrincipalsState {
  /** Sessions of roles by their access key. */
  sessions: Record<string, Principal & { readonly expires: string }>;
}

export const principalsSlice = slice("principals", (): PrincipalsState => ({ sessions: {} }));

/** The role session that an access key was given to; any other key is the account's administrator. */
export function principalOf(accessKeyId: string, accountId: string, { sessions }: PrincipalsState): Principal {
  const session = sessions[accessKeyId];
  if (session) return session;
  return { arn: `arn:aws:iam::${accountId}:user/local`, userId: "AIDALOCALAWSUSER00000", accountId, accessKeyId };
}
