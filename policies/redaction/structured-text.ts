import { betweenWords, nameOfWord } from "../model-name";

/**
 * Texts whose form verdicts hang on. Their scaffold is public and stays; the secret in them is the part that somebody chose.
 * - a Bedrock ARN: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html
 * - a model's id: https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html
 * - a budget's TagKeyValue filter: https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create-filters.html
 */
const bedrockArn = /^(arn:aws[a-z-]*:bedrock:)([^:]*)(:)(\d*)(:[a-z-]+\/)([^\s/]+)$/i;
// An escaped interpolation is scaffold too: it is what makes a filter match nothing.
const budgetFilter = /^((?:user|aws):[^$]+\$(?:\$?\{)?)([\s\S]*)$/;

/** A piece of a Bedrock ARN, from anywhere in it up to the resource's id. */
const arnEnding =
  /^(?:[a-z0-9:-]*:)?(?:application-inference-profile|inference-profile|foundation-model|provisioned-model)\/([^\s/]+)$/i;
const arnBeginning = /^arn:aws[a-z-]*(?::bedrock(?::[a-z0-9-]*(?::\d*(?::[a-z-]*\/?)?)?)?)?:?$/i;
const twelveDigits = /\d{12}/;

export interface Piece {
  readonly text: string;
  readonly scaffold: boolean;
}

/** The scaffold and the chosen parts, in order; undefined for text without such a form. */
export function piecesOf(text: string): readonly Piece[] | undefined {
  const parts = text.startsWith("arn:") ? bedrockArn.exec(text) : startsAsFilter(text) ? budgetFilter.exec(text) : null;
  return parts?.slice(1).map((part, index) => ({ text: part, scaffold: index % 2 === 0 }));
}

const startsAsFilter = (text: string): boolean => text.startsWith("user:") || text.startsWith("aws:");

const modelId = /^(?:[a-z-]{2,6}\.)?[a-z0-9]+\.(.+)$/;
/** Where an id ends in none, what tells that it is an id: the part with a number. */
const versions = [/-v?\d[\d:]*(?::\w+)?$/, /-[^-]*\d.*$/];

/** An id keeps its provider; and its version where the catalogue does not have the model, so that the two are told apart. */
function chosenOfModelId(text: string): string | undefined {
  const name = nameOfWord(text);
  if (name !== "model" && name !== "alike") return undefined;
  const chosen = modelId.exec(text)?.[1] ?? "";
  const version = name === "model" ? undefined : versions.find((form) => form.test(chosen));
  return version === undefined ? chosen : chosen.replace(version, "");
}

/**
 * The words of a list or of JSON that name a model or a profile, as scaffold, and what stands before, between and behind them;
 * undefined for a text without such a word, or that is one.
 */
export function piecesAroundModels(text: string): readonly Piece[] | undefined {
  const words = text.split(aroundWords);
  if (words.length === 1 || !words.some(namesModel)) return undefined;
  const pieces: Piece[] = [];
  let other = "";
  for (const word of [...words, undefined]) {
    if (word !== undefined && !namesModel(word)) {
      other += word;
      continue;
    }
    if (other.trim() !== "") pieces.push({ text: other.trim(), scaffold: false });
    if (word !== undefined) pieces.push({ text: word, scaffold: true });
    other = "";
  }
  return pieces;
}

const aroundWords = new RegExp(`(${betweenWords.source})`);

const namesModel = (word: string): boolean => nameOfWord(word) !== "none";

/** What is secret of a sensitive text: all of it, or the chosen part of a text whose form must survive. */
export function secretPartsOf(text: string): readonly string[] {
  const filtered = startsAsFilter(text) ? budgetFilter.exec(text)?.[2] : undefined;
  if (filtered !== undefined) return [filtered];
  if (arnBeginning.test(text)) return twelveDigits.exec(text) ?? [];
  const id = arnEnding.exec(text)?.[1];
  if (id !== undefined) return [id];
  const model = chosenOfModelId(text);
  if (model !== undefined) return [model];
  // A piece of a budget's filter, cut before its key: the value is looked for by itself as well.
  const tail = /^[^$\s]+\$([^${\s]{4,})$/.exec(text)?.[1];
  return tail === undefined ? [text] : [text, tail];
}
