/** What a model is given: `system` and `messages` of Converse and of most models' own bodies, or one `prompt`. */
export interface Conversation {
  /** All that it reads. */
  readonly prompt: string;
  /** What was said to it last. */
  readonly last: string;
}

export function conversationOf(body: object): Conversation {
  const { system, messages, prompt } = body as Readonly<Record<string, unknown>>;
  const said = (Array.isArray(messages) ? messages : [prompt]).map(textOf);
  return { prompt: [textOf(system), ...said].filter((text) => text !== "").join("\n"), last: said.at(-1) ?? "" };
}

/** The text in a message or a block of it: a string, or what stands as `text` or `content`. */
function textOf(part: unknown): string {
  if (typeof part === "string") return part;
  if (Array.isArray(part)) return part.map(textOf).join("\n");
  if (typeof part !== "object" || part === null) return "";
  const { text, content } = part as Readonly<Record<string, unknown>>;
  return textOf(text ?? content);
}
