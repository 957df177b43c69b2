import type { Context } from "aws-lambda";
import { writeLogLine } from "../log-line";
import type { ActionGroupResponse } from "./action-group";
import { answerEvent } from "./answer-event";
import { fetchFeed } from "./fetch-feed";
import { readSettings } from "./settings";

/**
 * Action group `search-aws-news` of a Bedrock agent: function `search_aws_news(query, max_results?)`.
 * Environment: FEED_URL, FEED_TIMEOUT_MS, FEED_MAX_BYTES, all optional.
 */
export const handler = (event: unknown, context: Context): Promise<ActionGroupResponse> =>
  answerEvent(event, {
    fetchFeed,
    settings: readSettings(process.env, context.getRemainingTimeInMillis()),
    log: writeLogLine,
    requestId: context.awsRequestId,
  });
