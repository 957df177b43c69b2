import type { ActionGroupEvent } from "./action-group";

/** The one function of this action group's schema. */
export const functionName = "search_aws_news";

/** What the agent asks for. */
export interface SearchParameters {
  query: string;
  maxResults: number;
}

const maxQueryChars = 200;
const defaultMaxResults = 5;
const mostResults = 10;

/** Either the parameters, or what the agent has to change about its call. */
export function readParameters(event: ActionGroupEvent): SearchParameters | { complaint: string } {
  if (event.function !== functionName) {
    return { complaint: `There is no function "${event.function.slice(0, 100)}" here; call ${functionName}.` };
  }
  const query = valueOf(event, "query")?.trim() ?? "";
  if (!/[\p{L}\p{N}]/u.test(query)) {
    return { complaint: 'The parameter "query" is missing: give the words to look for, such as "lambda pricing".' };
  }
  if (query.length > maxQueryChars) {
    return {
      complaint: `The parameter "query" has ${query.length} characters; give the telling words in ${maxQueryChars} or fewer.`,
    };
  }
  const maxResults = valueOf(event, "max_results")?.trim() ?? "";
  if (maxResults === "") return { query, maxResults: defaultMaxResults };
  if (!/^0*[1-9]\d*$/.test(maxResults)) {
    return {
      complaint: `The parameter "max_results" is "${maxResults.slice(0, 20)}"; give a whole number from 1 to ${mostResults}.`,
    };
  }
  return { query, maxResults: Math.min(Number(maxResults), mostResults) };
}

function valueOf(event: ActionGroupEvent, name: string): string | undefined {
  return event.parameters.find((parameter) => parameter.name === name)?.value;
}
