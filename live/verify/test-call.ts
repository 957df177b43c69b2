import { setTimeout as sleep } from "node:timers/promises";
import { GetApiKeyCommand } from "@aws-sdk/client-api-gateway";
import { certainText } from "../../policies/attribute";
import type { LiveClients } from "../clients";
import { LiveFailure } from "../live-failure";
import { finding, type CheckFinding } from "./finding";
import type { Gathered } from "./gather";
import type { ApiPlace } from "./subject";

/** Id of the check. */
export const testCallId = "test-call-is-answered";
const prompt = "This is a test call of a deployment. Answer with one word.";
/** API Gateway gives up after 29 seconds. */
const answerMs = 35_000;
/** A key, a stage and a role that are new take so long to be known everywhere. @default 5 s, then 15 s, then 30 s */
const usualPausesMs = [5_000, 15_000, 30_000] as const;

export interface TestCallOptions {
  /** Before each further try of a call that may fail because something is new. @default some 50 seconds in all */
  readonly pausesMs?: readonly number[] | undefined;
}

/** Sends one prompt through the project's API, with its key: a model call, which is paid for. */
export async function testCall(
  clients: LiveClients,
  gathered: Gathered,
  { pausesMs = usualPausesMs }: TestCallOptions = {},
): Promise<CheckFinding> {
  const place = placeOf(gathered);
  if (place === undefined)
    return finding(testCallId, gathered.agent.address, {
      verdict: "undetermined",
      message: "no API is known that leads to the agent: nothing was called",
      remedy:
        "name a stack whose outputs tell InvokeUrl, or call the agent by your own client and look at calls-are-logged",
    });
  const url = urlOf(place, clients);
  try {
    const key = await keyOf(clients, gathered);
    let answer = await post(url, key);
    for (const pause of pausesMs) {
      if (!mayBeNew(answer.status)) break;
      await sleep(pause);
      answer = await post(url, key);
    }
    return judge(url, answer);
  } catch (error) {
    if (error instanceof LiveFailure)
      return finding(testCallId, url, { verdict: "undetermined", message: error.message, unread: true });
    const why = error instanceof Error ? [error.message, ...causeOf(error)].join(": ") : String(error);
    const message = `the call failed: ${why}`;
    return finding(testCallId, url, { verdict: "fail", message, remedy: "look at the network and at the API's stage" });
  }
}

/** fetch tells why it failed in the cause. */
const causeOf = ({ cause }: Error): string[] => (cause instanceof Error ? [cause.message] : []);

interface Answer {
  readonly status: number;
  readonly text: string;
}

const mayBeNew = (status: number): boolean => status === 403 || status >= 500;

async function post(url: string, key: string | undefined): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key !== undefined && { "x-api-key": key }) },
    body: JSON.stringify({ prompt }),
    signal: AbortSignal.timeout(answerMs),
  });
  return { status: response.status, text: (await response.text()).slice(0, 300) };
}

function judge(url: string, { status, text }: Answer): CheckFinding {
  if (status === 200)
    return finding(testCallId, url, { verdict: "pass", message: "the API answered the test call with 200" });
  const remedy =
    status === 403
      ? "see that the key is enabled and in the API's usage plan, and that the URL is a deployed stage's"
      : status === 429
        ? "the usage plan's throttle or quota is used up: wait, or raise it"
        : "read the function's log: role, alias and agent are named there";
  return finding(testCallId, url, {
    verdict: "fail",
    message: `the API answered the test call with ${String(status)}: ${text}`,
    remedy,
  });
}

/** The stack's, else the one method of the API that asks for a key, in its one stage. */
function placeOf({ subject, api }: Gathered): ApiPlace | undefined {
  if (subject.api !== undefined) return subject.api;
  const entrances =
    api?.entrances.filter(({ mocked, name }) => mocked === "no" && certainText(name)?.startsWith("POST ")) ?? [];
  const [entrance, ...others] = entrances;
  const [stage, ...moreStages] = api?.api.stages ?? [];
  const restApiId = api === undefined ? undefined : certainText(api.api.id);
  if (restApiId === undefined || entrance === undefined || stage === undefined) return undefined;
  if (others.length > 0 || moreStages.length > 0) return undefined;
  const path = (certainText(entrance.name) ?? "").replace("POST ", "");
  return { restApiId, stage: stage.address.split("/").at(-1) ?? "", path };
}

/** An endpoint of one's own serves APIs at an address of its own, as local AWS does. */
function urlOf({ restApiId, stage, path }: ApiPlace, { region, endpoint }: LiveClients): string {
  return endpoint === undefined
    ? `https://${restApiId}.execute-api.${region}.amazonaws.com/${stage}${path}`
    : `${endpoint}/restapis/${restApiId}/${stage}/_user_request_${path}`;
}

async function keyOf({ apiGateway }: LiveClients, { subject, api }: Gathered): Promise<string | undefined> {
  const apiKey = subject.apiKeyId ?? api?.usagePlanKeys[0]?.address.split("/").at(-1);
  if (apiKey === undefined) return undefined;
  return (await apiGateway.send(new GetApiKeyCommand({ apiKey, includeValue: true }))).value;
}
