import { TerraformElement, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";

/** Settings of an `ImportBlock`. */
export interface ImportBlockProps {
  /** The resource that takes over what stands in AWS. */
  readonly to: TerraformResource;
  /** What the AWS provider knows it by: each resource type has a form of its own. */
  readonly id: string;
}

/**
 * Terraform's `import` block: the next apply takes something that stands already into the state, instead of making it.
 * Later it does nothing, and may stay. `TerraformResource.importFrom` writes the same, and starts Terraform at each
 * synthesis for each resource, to ask its version.
 * @see https://developer.hashicorp.com/terraform/language/import
 */
export class ImportBlock extends TerraformElement {
  readonly #to: TerraformResource;
  readonly #id: string;

  constructor(scope: Construct, id: string, props: ImportBlockProps) {
    super(scope, id);
    this.#to = props.to;
    this.#id = props.id;
  }

  /** The block, as JSON. */
  override toTerraform(): object {
    return { import: [{ to: `${this.#to.terraformResourceType}.${this.#to.friendlyUniqueId}`, id: this.#id }] };
  }
}
