import { isNativeError } from "node:util/types";
import type { ResponseStream } from "@aws-sdk/client-bedrock-agent-runtime";

/** Joins the chunks of a completion. One decoder reads them all: a character can begin in one and end in the next. */
export async function collectAnswer(completion: AsyncIterable<ResponseStream>): Promise<string> {
  const decoder = new TextDecoder();
  let answer = "";
  for await (const event of completion) {
    const error = errorIn(event);
    // A half answer is no answer: what came before an error event is dropped.
    if (error !== undefined) throw error;
    if (event.chunk?.bytes !== undefined) answer += decoder.decode(event.chunk.bytes, { stream: true });
  }
  return answer + decoder.decode();
}

/** The SDK throws most error events by itself; a stream can also hand one over as a member. */
function errorIn(event: ResponseStream): Error | undefined {
  return Object.values(event).find(isNativeError);
}
