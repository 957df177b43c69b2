import { CeCostAllocationTag } from "@cdktf/provider-aws/lib/ce-cost-allocation-tag";
import { Construct } from "constructs";
import type { ProjectTags } from "./project-tags";

/** Settings of a `CostAllocationTag`. */
export interface CostAllocationTagProps {
  /** Whose tag key is activated. */
  readonly tags: ProjectTags;
}

/**
 * Activates the project tag's key for cost allocation, without which no budget or report sees it.
 *
 * For the payer account only: a member account gets AccessDenied. AWS knows the key only after it has been in billing
 * data, about 24 hours after the first tagged resource: deploy first, activate later.
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html
 */
export class CostAllocationTag extends Construct {
  constructor(scope: Construct, id: string, props: CostAllocationTagProps) {
    super(scope, id);
    new CeCostAllocationTag(this, "Key", { tagKey: props.tags.key, status: "Active" });
  }
}
