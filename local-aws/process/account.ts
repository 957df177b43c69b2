import { isEmpty } from "../control/inventory";
import { defaultAccountId } from "../local-aws";
import { slice } from "../slice";
import type { Store } from "../store/store";

interface AccountState {
  id: string;
}

/** Whose the state is: its ARNs name the account. */
const accountSlice = slice("account", (): AccountState => ({ id: "" }));

/** The state in the folder belongs to another account than the one that is asked for. */
export class OtherAccount extends Error {
  override name = "OtherAccount";

  constructor(readonly accountId: string) {
    super(`The state is that of account ${accountId}.`);
  }
}

/**
 * Settles the account: the one asked for, else the state's, else the usual one.
 * @throws OtherAccount when the state has resources of another account than the one asked for
 */
export function settleAccount(store: Store, asked: string | undefined): string {
  const account = store.state(accountSlice);
  // Read in any case: a state that is broken is found at the start, not by the first request.
  const empty = isEmpty(store.state);
  if (asked !== undefined && account.id !== "" && asked !== account.id && !empty) throw new OtherAccount(account.id);
  account.id = asked ?? (account.id === "" ? defaultAccountId : account.id);
  store.flush();
  return account.id;
}
