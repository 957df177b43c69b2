import type { Report } from "../../policies";
import { firstFew } from "../../policies/first-few";
import { LiveFailure, type LiveFailureKind } from "../live-failure";

/** What AWS said to a question; that there is no such thing is a failure of the kind notFound. */
export type Reply<Answer> = { readonly answer: Answer } | { readonly failure: LiveFailure };

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Token of the page after it; undefined on the last one. */
  readonly next: string | undefined;
}

export interface Listed<Item> {
  readonly items: readonly Item[];
  /** Why it is not whole. @default it is */
  readonly failure?: LiveFailure;
}

/** What an audit asks of one service's place, with the account of what was not answered: one failure leaves the other answers standing. */
export interface Questions {
  /** @param about as in `agent ABCDEFGHIJ` */
  readonly ask: <Answer>(about: string, question: () => Promise<Answer>) => Promise<Reply<Answer>>;
  /** Every page of a list, or those until AWS did not answer. */
  readonly list: <Item>(
    about: string,
    page: (token: string | undefined) => Promise<Page<Item>>,
  ) => Promise<Listed<Item>>;
  /** What was not answered, as errors of a report. */
  readonly unanswered: () => Report["errors"];
}

/** They hold for every question after: nothing more is asked then. */
const final: readonly LiveFailureKind[] = ["noCredentials", "expiredCredentials", "wrongRegion"];

/** So many questions in a row to which AWS said nothing, and no more are asked. */
const patience = 24;

export function openQuestions(): Questions {
  const open = new Map<string, { readonly first: LiveFailure; readonly about: string[] }>();
  let silent = 0;
  let givenUp: LiveFailure | undefined;

  const note = (about: string, failure: LiveFailure): void => {
    const key = `${failure.kind} ${failure.action}`;
    const entry = open.get(key) ?? { first: failure, about: [] };
    entry.about.push(about);
    open.set(key, entry);
  };

  const ask: Questions["ask"] = async (about, question) => {
    const reply = givenUp === undefined ? await put(question) : { failure: givenUp };
    if ("answer" in reply || reply.failure.kind === "notFound") {
      silent = 0;
      return reply;
    }
    const { failure } = reply;
    note(about, failure);
    silent = failure.kind === "accessDenied" ? 0 : silent + 1;
    if (final.includes(failure.kind) || silent >= patience) givenUp ??= failure;
    return reply;
  };

  return {
    ask,
    list: async <Item>(about: string, page: (token: string | undefined) => Promise<Page<Item>>) => {
      const items: Item[] = [];
      const tokens = new Set<string | undefined>();
      let token: string | undefined;
      do {
        tokens.add(token);
        const reply = await ask(about, () => page(token));
        if ("failure" in reply) return { items, failure: reply.failure };
        items.push(...reply.answer.items);
        token = reply.answer.next;
      } while (!tokens.has(token) && token !== undefined);
      if (token === undefined) return { items };
      const failure = endless(about);
      note(about, failure);
      return { items, failure };
    },
    unanswered: () => [...open.values()].map(toError),
  };
}

async function put<Answer>(question: () => Promise<Answer>): Promise<Reply<Answer>> {
  try {
    return { answer: await question() };
  } catch (error) {
    if (error instanceof LiveFailure) return { failure: error };
    throw error;
  }
}

const endless = (about: string): LiveFailure =>
  new LiveFailure("service", `AWS gives the same page of ${about} again and again. Run it again`, { action: "" });

function toError({ first, about }: { first: LiveFailure; about: readonly string[] }): Report["errors"][number] {
  const code = first.kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return { code, message: `${first.message}. Not answered: ${firstFew(about)}` };
}
