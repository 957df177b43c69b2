import { randomInt } from "node:crypto";
import type { IdAlphabet, NewId } from "./context";

const alphabets: Readonly<Record<IdAlphabet, string>> = {
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
  lower: "abcdefghijklmnopqrstuvwxyz0123456789",
  hex: "0123456789abcdef",
};

/** Ids as AWS has them: agents in `upper`, REST APIs in `lower`. Never the same twice in practice. */
export const randomId: NewId = (length, alphabet = "upper") => {
  const signs = alphabets[alphabet];
  return Array.from({ length }, () => signs.charAt(randomInt(signs.length))).join("");
};
