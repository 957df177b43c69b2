import * as z from "zod";

/** What Bedrock sends for an action group with a function schema, as far as it is used here. Values are always strings. */
const eventSchema = z.object({
  actionGroup: z.string().default(""),
  function: z.string().default(""),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  sessionAttributes: z.record(z.string(), z.string()).default({}),
  promptSessionAttributes: z.record(z.string(), z.string()).default({}),
});

/** @see https://docs.aws.amazon.com/bedrock/latest/userguide/agents-lambda.html */
export type ActionGroupEvent = z.infer<typeof eventSchema>;

/** Text for the agent. `reprompt` marks a call that the agent can put right by asking the user or calling anew. */
export interface ActionGroupAnswer {
  text: string;
  reprompt: boolean;
}

/** What Bedrock takes back. */
export interface ActionGroupResponse {
  messageVersion: "1.0";
  response: {
    actionGroup: string;
    function: string;
    functionResponse: { responseState?: "REPROMPT"; responseBody: { TEXT: { body: string } } };
  };
  sessionAttributes: Record<string, string>;
  promptSessionAttributes: Record<string, string>;
}

/** Undefined for an event that no agent sent. */
export function readActionGroupEvent(event: unknown): ActionGroupEvent | undefined {
  return eventSchema.safeParse(event).data;
}

/**
 * `responseState` stays out unless the call itself was wrong: FAILURE would end the user's turn with a
 * DependencyFailedException, where an agent that is told what happened can still answer in words.
 */
export function actionGroupResponse(event: ActionGroupEvent, answer: ActionGroupAnswer): ActionGroupResponse {
  return {
    messageVersion: "1.0",
    response: {
      actionGroup: event.actionGroup,
      function: event.function,
      functionResponse: {
        ...(answer.reprompt ? { responseState: "REPROMPT" } : {}),
        responseBody: { TEXT: { body: answer.text } },
      },
    },
    sessionAttributes: event.sessionAttributes,
    promptSessionAttributes: event.promptSessionAttributes,
  };
}

/** A Lambda response to an agent may have 25 KB; the rest is kept for what Bedrock's own framing may count. */
const maxResponseBytes = 24_000;

/** How many bytes the answer's text may have as JSON, beside the attributes that go back with it. */
export function textBudget(event: ActionGroupEvent): number {
  const empty = actionGroupResponse(event, { text: "", reprompt: true });
  return Math.max(0, maxResponseBytes - jsonBytes(empty));
}

/** Size as sent: UTF-8, with quotes and line breaks escaped. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
