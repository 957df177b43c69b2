import { amazonModels } from "./amazon";
import { claude3Models } from "./anthropic-claude-3";
import { claude4Models } from "./anthropic-claude-4";
import { metaModels } from "./meta";
import { mistralModels } from "./mistral";
import type { ModelEntry } from "./model-entry";

/** Every model the catalogue knows. */
export const models: readonly ModelEntry[] = [
  ...amazonModels,
  ...claude4Models,
  ...claude3Models,
  ...metaModels,
  ...mistralModels,
];
