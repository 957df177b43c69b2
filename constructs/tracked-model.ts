import { Construct } from "constructs";
import type { AwsEnvironment } from "./aws-environment";
import type { PolicyStatement } from "./iam-policy";
import { invokeOnlyThrough } from "./model-grant";
import type { ModelSource } from "./model-source";
import { type BudgetSettings, ProjectBudget } from "./project-budget";
import type { ProjectTags } from "./project-tags";
import { TrackedInferenceProfile } from "./tracked-inference-profile";

/** Settings of a `TrackedModel`. */
export interface TrackedModelProps {
  /** The project's name, 1 to 55 letters, digits and hyphens, also names the resources. */
  readonly tags: ProjectTags;
  /** The model, or the system-defined profile, that is called. */
  readonly source: ModelSource;
  /** Account and Region that it is in. */
  readonly environment: AwsEnvironment;
  /** What it may cost, and who hears of it. */
  readonly budget: BudgetSettings;
}

/**
 * A model on a project's bill, whatever calls it: an agent, a function, an AgentCore runtime. It is a tagged inference
 * profile, the permission to call through that profile alone, and the project's budget.
 * @throws ChargebackInputError for a model that the catalogue refuses, or a budget that warns nobody
 */
export class TrackedModel extends Construct {
  /** What the spend is booked on. */
  readonly inferenceProfile: TrackedInferenceProfile;
  /** What a caller gives to Bedrock as model id. */
  readonly modelId: string;
  /** What a caller's role must be allowed, and all that it may be. `ModelGrant` gives it to a role that stands already. */
  readonly statements: readonly PolicyStatement[];
  /** Topic that tells of the budget. */
  readonly budgetTopicArn: string;

  constructor(scope: Construct, id: string, props: TrackedModelProps) {
    super(scope, id);
    const { tags, source, environment } = props;
    const name = tags.project;
    this.inferenceProfile = new TrackedInferenceProfile(this, "InferenceProfile", { name, source, tags, environment });
    this.modelId = this.inferenceProfile.arn;
    this.statements = invokeOnlyThrough(this.inferenceProfile);
    this.budgetTopicArn = new ProjectBudget(this, "Budget", { name, tags, environment, ...props.budget }).topicArn;
  }
}
