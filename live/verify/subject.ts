/** Where the project's API is called: `https://ID.execute-api.REGION.amazonaws.com/STAGE/PATH`. */
export interface ApiPlace {
  readonly restApiId: string;
  readonly stage: string;
  /** With its slash, as in `/invoke`. */
  readonly path: string;
}

/** What is to be verified: an agent, and what its stack says belongs to it. */
export interface Subject {
  readonly agentId: string;
  /** @default every alias of the agent but the one for tests */
  readonly aliasId?: string | undefined;
  /** The profile that the stack made for it. @default whichever profile the agent has */
  readonly profileArn?: string | undefined;
  /** @default the API that the calling function lets in */
  readonly api?: ApiPlace | undefined;
  /** @default a key of the API's usage plan */
  readonly apiKeyId?: string | undefined;
}

const invokeUrl = /^https:\/\/([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/([^/]+)(\/.*)?$/;

/** The API behind an invoke URL; undefined for another kind of address. */
export function apiPlaceOf(url: string): ApiPlace | undefined {
  const [, restApiId, stage, path = "/"] = invokeUrl.exec(url) ?? [];
  return restApiId === undefined || stage === undefined ? undefined : { restApiId, stage, path };
}

const names = /^(.*?)_?(InvokeUrl|ApiKeyId|AgentId|AgentAliasId|InferenceProfileArn)(?:_[0-9A-F]{8})?$/;

/** The projects that a stack's outputs tell of: those of an AgentProject stand under its construct's id. */
export function subjectsIn(outputs: Readonly<Record<string, unknown>>): Subject[] {
  const projects = new Map<string, Partial<Record<string, string>>>();
  for (const [name, value] of Object.entries(outputs)) {
    const [, prefix, what] = names.exec(name) ?? [];
    if (prefix === undefined || what === undefined || typeof value !== "string") continue;
    projects.set(prefix, { ...projects.get(prefix), [what]: value });
  }
  return [...projects.values()].flatMap(({ AgentId, AgentAliasId, InferenceProfileArn, InvokeUrl, ApiKeyId }) =>
    AgentId === undefined
      ? []
      : [
          {
            agentId: AgentId,
            aliasId: AgentAliasId,
            profileArn: InferenceProfileArn,
            api: InvokeUrl === undefined ? undefined : apiPlaceOf(InvokeUrl),
            apiKeyId: ApiKeyId,
          },
        ],
  );
}
