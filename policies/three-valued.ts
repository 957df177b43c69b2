/** What is known of a question that can be answered with yes or no. */
export type Certainty = "yes" | "no" | "unknown";

/** Yes, no and unknown, put together so that "unknown" gives way only to what decides. */
export const not = (answer: Certainty): Certainty => (answer === "unknown" ? answer : answer === "yes" ? "no" : "yes");

export function anyOf(answers: Iterable<Certainty>): Certainty {
  let found: Certainty = "no";
  for (const answer of answers) {
    if (answer === "yes") return "yes";
    if (answer === "unknown") found = "unknown";
  }
  return found;
}

export function allOf(answers: Iterable<Certainty>): Certainty {
  let found: Certainty = "yes";
  for (const answer of answers) {
    if (answer === "no") return "no";
    if (answer === "unknown") found = "unknown";
  }
  return found;
}

/** One answer for things of which one will be so, nobody knows which: theirs where all agree. */
export function agreed(answers: Iterable<Certainty>): Certainty {
  let all: Certainty | undefined;
  for (const answer of answers) {
    if (all !== undefined && answer !== all) return "unknown";
    all = answer;
  }
  return all ?? "unknown";
}

/** `anyOf` of a question that is put to each thing, until the answer stands. */
export function anyOfEach<T>(things: readonly T[], ask: (thing: T) => Certainty): Certainty {
  let found: Certainty = "no";
  for (const thing of things) {
    const answer = ask(thing);
    if (answer === "yes") return "yes";
    if (answer === "unknown") found = "unknown";
  }
  return found;
}

/** `agreed` of a question that is put to each thing, until two answers differ. */
export function agreedOnEach<T>(things: readonly T[], ask: (thing: T) => Certainty): Certainty {
  let all: Certainty | undefined;
  for (const thing of things) {
    const answer = ask(thing);
    if (all !== undefined && answer !== all) return "unknown";
    all = answer;
  }
  return all ?? "unknown";
}
