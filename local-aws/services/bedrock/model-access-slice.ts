import { slice } from "../../slice";

interface ModelAccess {
  /** Ids of models that the account has not agreed to the terms of. */
  readonly withheld: string[];
}

export const modelAccessSlice = slice("bedrock-model-access", (): ModelAccess => ({ withheld: [] }));
