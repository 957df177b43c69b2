import { Fn, Token } from "cdktf";
import { ChargebackInputError } from "./input-error";

/** What `ProjectTags` are made of. */
export interface ProjectTagsProps {
  /** Value of the `Project` tag: whose bill the spend belongs on. 1 to 256 characters, no `$`. */
  readonly project: string;
  /**
   * Further tags, such as team or cost centre.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

const KEY = "Project";
const MAX_TAGS = 50;
// The characters that every AWS service takes in a tag. `$` is not among them, which keeps the budget filter unambiguous.
const TAG_CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/**
 * The one source of a project's tags: resources, default tags, inference profile, stage and budget filter all read it,
 * so that they cannot disagree.
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/custom-tags.html
 */
export class ProjectTags {
  /** Key of the tag that is activated for cost allocation. */
  readonly key = KEY;
  /** Value of the tag `Project`. */
  readonly project: string;
  readonly #further: Readonly<Record<string, string>>;

  /** @throws ChargebackInputError for a key or value that AWS refuses, or a second spelling of the key `Project` */
  constructor(props: ProjectTagsProps) {
    const { project, tags = {} } = props;
    checkValue(KEY, project, 1);
    for (const [key, value] of Object.entries(tags)) {
      checkKey(key);
      checkValue(key, value, 0);
    }
    if (Object.keys(tags).length >= MAX_TAGS)
      throw new ChargebackInputError({
        where: "tags",
        expected: `at most ${String(MAX_TAGS - 1)} tags beside ${KEY}`,
        received: Object.keys(tags).length,
        remedy: "AWS takes 50 tags on a resource; remove some.",
      });
    this.project = project;
    this.#further = { ...tags };
  }

  /** Every tag, as a new object each time. */
  get all(): Record<string, string> {
    return { [KEY]: this.project, ...this.#further };
  }

  /**
   * Value of a budget's `TagKeyValue` filter, `user:Project$aws-news-agent`.
   * @see https://github.com/hashicorp/terraform-provider-aws/issues/40987 (without `user:` the budget shows $0)
   */
  get budgetFilter(): string {
    // Joined to a token, `$` and the token's `${` would render as `$${`: Terraform's escape for a literal `${`.
    if (!Token.isUnresolved(this.project)) return `user:${KEY}$${this.project}`;
    return Token.asString(Fn.format(`user:${KEY}$%s`, [this.project]));
  }
}

function checkKey(key: string): void {
  const reserved = key.toLowerCase().startsWith("aws:");
  const secondSpelling = key.toLowerCase() === KEY.toLowerCase();
  if (key.length >= 1 && key.length <= 128 && TAG_CHARACTERS.test(key) && !reserved && !secondSpelling) return;
  throw new ChargebackInputError({
    where: `tags.${key}`,
    expected: "a tag key of 1 to 128 letters, digits, spaces or _ . : / = + - @, not starting with aws:",
    received: key,
    remedy: secondSpelling
      ? `Tag keys are case-sensitive, and ${KEY} is set by the project's name: remove this tag.`
      : "Rename or remove this tag.",
  });
}

function checkValue(key: string, value: string, minLength: number): void {
  if (Token.isUnresolved(value)) return;
  if (value.length >= minLength && value.length <= 256 && TAG_CHARACTERS.test(value)) return;
  throw new ChargebackInputError({
    where: `tags.${key}`,
    expected: `a tag value of ${String(minLength)} to 256 letters, digits, spaces or _ . : / = + - @`,
    received: value,
    remedy: "Change the value of this tag.",
  });
}
