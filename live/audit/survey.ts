import { certainText } from "../../policies/attribute";
import type { Agent, AgentAlias, InferenceProfile, LambdaFunction } from "../../policies/estate";
import type { Report } from "../../policies";
import type { LiveClients } from "../clients";
import type { LiveFailure } from "../live-failure";
import { agentsIn } from "./agents-in";
import { functionsIn } from "./functions-in";
import { profilesIn, withTag } from "./profiles-in";
import { idsIn } from "./by-tokens";
import { openQuestions } from "./questions";
import { type Span, type Tokens, tokensOf } from "./usage";

/** What an audit sees of one Region. It is a few texts of each answer: their number grows with the agents, never with the prompts. */
export interface Survey {
  readonly region: string;
  readonly agents: readonly Agent[];
  readonly aliases: readonly AgentAlias[];
  readonly profiles: readonly InferenceProfile[];
  readonly functions: readonly LambdaFunction[];
  /** Agents whose aliases are not all here, by address. */
  readonly withoutAliases: ReadonlyMap<string, LiveFailure>;
  /** Tokens by what was called; none where CloudWatch was not asked. */
  readonly tokens: Tokens;
  /** Whether everything is here that may name a profile. */
  readonly whole: boolean;
  readonly unanswered: Report["errors"];
}

/** How far an audit has come. */
export interface Count {
  /** So many more are to be read. */
  readonly expect: (count: number) => void;
  readonly done: () => void;
}

export interface Wanted {
  readonly tagKey: string;
  /** Asks CloudWatch for tokens. @default it is not asked */
  readonly usage?: Span | undefined;
}

export async function survey(clients: LiveClients, { tagKey, usage }: Wanted, count: Count): Promise<Survey> {
  const questions = openQuestions();
  const agents = agentsIn(clients, questions, count);
  const listed = await profilesIn(clients, questions);
  count.expect(listed.length);
  const ids = new Set(listed.flatMap(({ arn }) => certainText(arn)?.split("/").at(-1) ?? []));
  const [seen, profiles, { functions, whole }] = await Promise.all([
    agents,
    withTag(clients, listed, questions, { tagKey, done: count.done }),
    functionsIn(clients, questions, ids),
  ]);
  const read = { ...seen, profiles, functions, whole: seen.whole && whole };
  const tokens = usage === undefined ? new Map() : await tokensOf(clients, idsIn(read), usage, questions);
  return { ...read, region: clients.region, tokens, unanswered: questions.unanswered() };
}
