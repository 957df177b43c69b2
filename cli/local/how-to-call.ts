import type { Context } from "../context";
import { requireRunning } from "./instance";
import { readStatus, type Status } from "./status";

/** Lines that show how each deployed method of an API is called: commands to copy. */
export const howToCall = ({ apis }: Pick<Status, "apis">, invocation: string): readonly string[] =>
  apis.map(({ api, method, url, keyRequired }) => {
    const key = keyRequired ? ` -H "x-api-key: $(${invocation} local key ${api})"` : "";
    const body = method === "GET" ? "" : ` -H 'content-type: application/json' -d '{"prompt": "What is new?"}'`;
    return `curl -s -X ${method} ${url}${key}${body}`;
  });

/** Says on stderr how the APIs that are deployed are called. */
export async function tellHowToCall(context: Context): Promise<void> {
  const lines = howToCall(await readStatus(await requireRunning(context)), context.invocation);
  if (lines.length > 0) context.progress.note(["To call the API:", ...lines.map((line) => `  ${line}`)].join("\n"));
}
