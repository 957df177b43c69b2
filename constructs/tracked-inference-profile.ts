import { BedrockInferenceProfile } from "@cdktf/provider-aws/lib/bedrock-inference-profile";
import { AnnotationMetadataEntryType, Token } from "cdktf";
import { Construct } from "constructs";
import { type AwsEnvironment, foundationModelArn, regionalArn } from "./aws-environment";
import { contentHash } from "./content-hash";
import { copyFromAtPlan, liveAtPlan } from "./model-at-plan";
import { checkModelSource, legacyNotice, type ModelSource } from "./model-source";
import { checkName, inferenceProfileDescription, inferenceProfileName } from "./name-check";
import type { ProjectTags } from "./project-tags";

/** Settings of a `TrackedInferenceProfile`. */
export interface TrackedInferenceProfileProps {
  /** First part of the profile's name; a hyphen and eight hexadecimal digits follow. 1 to 55 characters. */
  readonly name: string;
  /** The model, or the system-defined profile, that it is copied from. */
  readonly source: ModelSource;
  /** The project that it belongs to. */
  readonly tags: ProjectTags;
  /** Account and Region that it is in. */
  readonly environment: AwsEnvironment;
  /**
   * 1 to 200 letters, digits, colons and dots, with single spaces, hyphens or underscores between them. A change
   * replaces the profile.
   * @default "Model spend of NAME"
   */
  readonly description?: string;
  /**
   * Day on which the model must still answer.
   * @default today
   */
  readonly asOf?: Date;
}

/**
 * A tagged application inference profile: the resource that puts model spend on a project's bill. The class is nominal,
 * so nothing but an instance of it can be handed to an agent.
 * @throws ChargebackInputError for a bad name or a model that the catalogue refuses
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-create.html
 */
export class TrackedInferenceProfile extends Construct {
  /** What callers give as model id. */
  readonly arn: string;
  /** The last part of its ARN. */
  readonly id: string;
  /** Has a hash of the source in it, so that another model makes another profile. */
  readonly name: string;
  /** Changes exactly when the profile is replaced. */
  readonly fingerprint: string;
  /** Foundation models that the profile may call, in every Region it routes to. A list token but for a foundation model. */
  readonly modelArns: string[];
  /** ARN of the system-defined profile it was copied from, if any; of whatever it was copied from, if known at plan only. */
  readonly systemProfileArn: string | undefined;
  // A private field makes the type nominal: an object of the same shape is refused by the compiler.
  readonly #resource: BedrockInferenceProfile;

  constructor(scope: Construct, id: string, props: TrackedInferenceProfileProps) {
    super(scope, id);
    const { source, environment, tags, asOf = new Date() } = props;
    const { path } = this.node;
    checkModelSource(path, source, environment.region, asOf);
    const notice = legacyNotice(source, environment.region, asOf);
    // Annotations.addWarning would put a stack trace, and with it this folder's path, into the manifest.
    if (notice !== undefined) this.node.addMetadata(AnnotationMetadataEntryType.WARN, notice);

    const description = props.description ?? `Model spend of ${props.name}`;
    // All that forces a replacement: the new profile stands beside the old one, so their names must differ.
    const identity = { name: props.name, kind: source.kind, id: source.id, description };
    this.fingerprint = contentHash(this, identity, 8);
    this.name = `${props.name}-${this.fingerprint}`;
    checkName(path, inferenceProfileName, this.name);
    checkName(path, inferenceProfileDescription, description);

    const { kind, id: modelId } = source;
    this.systemProfileArn = {
      "foundation-model": undefined,
      "system-profile": regionalArn(environment, "bedrock", `inference-profile/${modelId}`),
      "known-at-plan": copyFromAtPlan(environment, modelId),
    }[kind];
    const copyFrom = this.systemProfileArn ?? foundationModelArn(environment, modelId);
    this.#resource = new BedrockInferenceProfile(this, "Profile", {
      name: this.name,
      description,
      modelSource: [{ copyFrom }],
      tags: tags.all,
      // The live agent version calls the old profile until the alias has moved on.
      lifecycle: {
        createBeforeDestroy: true,
        ...(kind === "known-at-plan" && { precondition: liveAtPlan(path, modelId) }),
      },
    });
    this.arn = this.#resource.arn;
    this.id = this.#resource.id;
    // AWS alone knows where a system-defined profile routes to today.
    this.modelArns =
      kind === "foundation-model"
        ? [copyFrom]
        : Token.asList(this.#resource.interpolationForAttribute("models[*].model_arn"));
  }
}
