import { FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { atATime } from "../../at-a-time";
import type { LiveClients } from "../../clients";
import { ifThere } from "../../live-failure";
import type { LiveFunction } from "../../read/functions";
import { finding, type CheckFinding } from "../finding";
import type { Gathered } from "../gather";

const check = "calls-are-logged";

/** A group that is asked for its first event since a time answers page after page while it looks. */
const pagesAtMost = 20;

/** Has each function that invokes the agent been called since the alias serves what it serves? */
export function callsAreLogged(clients: LiveClients, { callers, aliases, agent }: Gathered): Promise<CheckFinding[]> {
  const moved = aliases.flatMap(({ answer }) => answer.updatedAt?.getTime() ?? []);
  const since = new Date(Math.max(0, ...moved));
  if (callers.length === 0)
    return Promise.resolve([
      finding(check, agent.address, {
        verdict: "notApplicable",
        message: "no function in this account invokes the agent",
      }),
    ]);
  return atATime(callers, (each) => judge(clients, each, since));
}

async function judge(clients: LiveClients, { address, answer }: LiveFunction, since: Date): Promise<CheckFinding> {
  const group = answer.LoggingConfig?.LogGroup ?? `/aws/lambda/${answer.FunctionName ?? ""}`;
  const seen = await firstEvent(clients, group, since);
  const evidence = [`asked: the first event of ${group} since ${since.toISOString()}, when the alias was moved last`];
  if (seen !== undefined)
    return finding(check, address, {
      verdict: "pass",
      message: `the function has been called since the alias was moved: ${group} has an event of ${seen.toISOString()}`,
      evidence,
    });
  return finding(check, address, {
    verdict: "waiting",
    message: `${group} shows no call since the alias was moved at ${since.toISOString()}`,
    evidence,
    remedy: "call the project's API, or add --invoke; a call shows in its log within a minute",
  });
}

async function firstEvent({ logs }: LiveClients, logGroupName: string, since: Date): Promise<Date | undefined> {
  let nextToken: string | undefined;
  for (let page = 0; page < pagesAtMost; page++) {
    const asked = { logGroupName, startTime: since.getTime(), limit: 1, nextToken };
    const answer = await ifThere(logs.send(new FilterLogEventsCommand(asked)));
    const [event] = answer?.events ?? [];
    if (event?.timestamp !== undefined) return new Date(event.timestamp);
    nextToken = answer?.nextToken;
    if (nextToken === undefined) return undefined;
  }
  return undefined;
}
