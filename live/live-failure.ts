/** What kept AWS from answering. */
export type LiveFailureKind =
  | "noCredentials"
  | "expiredCredentials"
  | "wrongRegion"
  | "wrongAccount"
  | "maintenance"
  | "accessDenied"
  | "throttled"
  | "notFound"
  | "network"
  | "timeout"
  | "service";

/** AWS did not answer what was asked. The message says what was asked, what came back and what to do. */
export class LiveFailure extends Error {
  override readonly name = "LiveFailure";

  constructor(
    readonly kind: LiveFailureKind,
    message: string,
    options: ErrorOptions & {
      /** IAM's name of what was asked, e.g. `bedrock:GetAgent`. */
      readonly action: string;
    },
  ) {
    super(message, options);
    this.action = options.action;
  }

  readonly action: string;
}

/** What was asked for, or undefined where AWS says that there is none. */
export async function ifThere<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof LiveFailure && error.kind === "notFound") return undefined;
    throw error;
  }
}
