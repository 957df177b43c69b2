import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { guardAgents } from "./agent-guard";
import type { AwsEnvironment } from "./aws-environment";
import type { ProjectTags } from "./project-tags";
import { addStateBackend } from "./state-backend";

/** Settings of a `ChargebackStack`. */
export interface ChargebackStackProps {
  /** Account and Region that the provider works in; no other account is touched. */
  readonly environment: AwsEnvironment;
  /** Also the provider's default tags. */
  readonly tags: ProjectTags;
  /** Bucket of the Terraform state, in the stack's Region. */
  readonly stateBucket: string;
}

/**
 * A stack for one project: provider held to one account, state in S3, and the guards that keep agents from naming a
 * model. The id is part of the state's key: renaming the stack orphans its state.
 */
export class ChargebackStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: ChargebackStackProps) {
    super(scope, id);
    const { environment, tags, stateBucket } = props;
    new AwsProvider(this, "Aws", {
      region: environment.region,
      allowedAccountIds: [environment.accountId],
      defaultTags: [{ tags: tags.all }],
    });
    addStateBackend(this, { bucket: stateBucket, region: environment.region });
    // The lock file of the S3 backend is there since 1.10, in OpenTofu as well; Terraform calls it stable since 1.11.
    this.addOverride("terraform.required_version", ">= 1.10.0");
    guardAgents(this);
  }
}
