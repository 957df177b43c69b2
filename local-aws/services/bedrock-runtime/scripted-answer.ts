import { assumed, belief } from "../../belief";

belief(
  "Bedrock Runtime",
  "A model answers by a script: it says back what was said to it last, and calls no tool.",
  assumed("what a model says is not what a bill depends on"),
);

/** What a model says when it is called by itself. */
export const scriptedAnswer = (last: string): string => `You said: ${last}`;
