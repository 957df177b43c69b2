import type { Open, PolicyDocument } from "../../iam";
import type { PlanReader } from "../reader";
import type { Values } from "../values/value";
import type { Settle } from "./nodes";

export type PossibleDocument = PolicyDocument | Open;

export const open = (
  because: string,
  settledBy = "write the policy with jsonencode() or aws_iam_policy_document",
): Open => ({ open: true, because, settledBy });

/** What the reader of a data source needs of the one who reads documents. */
export interface DocumentReading {
  readonly reader: PlanReader;
  /** Of values that are JSON texts. */
  documentsOf(values: Values, settle: Settle): readonly PossibleDocument[];
}
