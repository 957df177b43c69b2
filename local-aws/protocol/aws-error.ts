/** An error that AWS answers but does not model, such as S3's NoSuchTagSet. `members` stand beside the message. */
export class AwsError extends Error {
  override name = "AwsError";

  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly members: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

type ExceptionOptions = ConstructorParameters<typeof Error>[1] & { message: string; $metadata: object };

/**
 * An error that AWS models, as an instance of the SDK's own exception class:
 * `throw modelled(NoSuchEntityException, "The role ... cannot be found.")`.
 */
export function modelled<E extends Error, O extends object>(
  Exception: new (options: O) => E,
  message: string,
  ...[members]: object extends Omit<O, keyof ExceptionOptions> ? [members?: MembersOf<O>] : [members: MembersOf<O>]
): E {
  return new Exception({ message, $metadata: {}, ...members } as unknown as O);
}

type MembersOf<O> = Omit<O, keyof ExceptionOptions>;
