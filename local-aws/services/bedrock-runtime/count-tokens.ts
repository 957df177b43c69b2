import { assumed, belief } from "../../belief";

belief(
  "Bedrock Runtime",
  "Four characters are a token, and a text has at least one.",
  assumed("each model counts with a vocabulary of its own; about four characters is what providers give for English"),
);

const charactersPerToken = 4;

/** Tokens of a text, by the rule of thumb of four characters. */
export const countTokens = (text: string): number => Math.max(1, Math.ceil(text.length / charactersPerToken));
