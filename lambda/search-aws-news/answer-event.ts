import { describeError, type WriteLog } from "../log-line";
import { actionGroupResponse, readActionGroupEvent, textBudget } from "./action-group";
import type { ActionGroupAnswer, ActionGroupEvent, ActionGroupResponse } from "./action-group";
import { explainFailure, failureDetail, type FeedFailure } from "./feed-failure";
import type { FetchFeed } from "./fetch-feed";
import { readParameters } from "./parameters";
import { readFeed } from "./read-feed";
import { renderAnswer } from "./render-answer";
import { searchAnnouncements } from "./search-announcements";
import type { FeedSettings } from "./settings";

/** What an answer needs beside the event. */
export interface AnswerDependencies {
  fetchFeed: FetchFeed;
  settings: FeedSettings;
  log: WriteLog;
  requestId: string;
}

const notAnAgent: ActionGroupEvent = {
  actionGroup: "",
  function: "",
  parameters: [],
  sessionAttributes: {},
  promptSessionAttributes: {},
};

/** Answers every event in words, whatever happens on the way: a thrown error would end the user's turn. */
export async function answerEvent(event: unknown, dependencies: AnswerDependencies): Promise<ActionGroupResponse> {
  const { log, requestId } = dependencies;
  const call = readActionGroupEvent(event);
  if (call === undefined) {
    log("ERROR", "not an action-group event with a function schema", { requestId });
    return actionGroupResponse(notAnAgent, {
      text: "This function answers calls of a Bedrock agent's action group with a function schema only.",
      reprompt: true,
    });
  }
  try {
    return actionGroupResponse(call, await answerCall(call, dependencies));
  } catch (error) {
    log("ERROR", "search failed", { requestId, ...describeError(error) });
    return actionGroupResponse(call, {
      text: "The AWS news could not be searched because of an error in this function. Tell the user so.",
      reprompt: false,
    });
  }
}

async function answerCall(call: ActionGroupEvent, dependencies: AnswerDependencies): Promise<ActionGroupAnswer> {
  const { fetchFeed, settings, log, requestId } = dependencies;
  const parameters = readParameters(call);
  if ("complaint" in parameters) {
    log("WARN", "call refused", { requestId });
    return { text: parameters.complaint, reprompt: true };
  }

  const startedAt = Date.now();
  const unavailable = (failure: FeedFailure): ActionGroupAnswer => {
    const durationMs = Date.now() - startedAt;
    log("WARN", "feed not available", { requestId, kind: failure.kind, detail: failureDetail(failure), durationMs });
    return { text: explainFailure(failure), reprompt: false };
  };
  const fetched = await fetchFeed(settings);
  if (!fetched.ok) return unavailable(fetched.failure);
  const feed = readFeed(fetched.value);
  if (!feed.ok) return unavailable(feed.failure);

  const result = searchAnnouncements(feed.value, parameters.query, parameters.maxResults);
  log("INFO", "feed searched", {
    requestId,
    announcements: feed.value.length,
    matching: result.matching,
    returned: result.announcements.length,
    durationMs: Date.now() - startedAt,
  });
  return { text: renderAnswer(result, parameters.query, feed.value.length, textBudget(call)), reprompt: false };
}
