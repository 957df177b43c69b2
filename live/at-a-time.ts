/** How many calls go out at a time, of one kind and Region: AWS's quotas for reads are some ten a second. */
export const callsAtATime = 8;

/** Does `work` for every item, at most `limit` at a time, and gives the results in the items' order. */
export async function atATime<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  limit = callsAtATime,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}

/** Everything that the pages of an answer hold. */
export async function collected<Page, Item>(
  pages: AsyncIterable<Page>,
  items: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(...(items(page) ?? []));
  return all;
}

/** The same question is asked once, however many want the answer; one that failed may be asked again. */
export function askedOnce<Key, Answer>(ask: (key: Key) => Promise<Answer>): (key: Key) => Promise<Answer> {
  const asked = new Map<Key, Promise<Answer>>();
  return (key) => {
    const known = asked.get(key);
    if (known !== undefined) return known;
    const answer = ask(key);
    asked.set(key, answer);
    answer.catch(() => asked.delete(key));
    return answer;
  };
}
