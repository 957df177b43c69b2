import { Token } from "cdktf";
import {
  callableInRegion,
  findModel,
  findSystemProfile,
  lifecycle,
  liveAlternatives,
  type ModelEntry,
} from "../catalogue";
import { ChargebackInputError } from "./input-error";

/** What an application inference profile is copied from. Made by the functions below. */
export interface ModelSource {
  /** How AWS serves it, or that only the plan knows. */
  readonly kind: "foundation-model" | "system-profile" | "known-at-plan";
  /** Id, never an ARN: the ARN follows from the stack's environment. */
  readonly id: string;
  /**
   * Why a model that the catalogue refuses is used all the same.
   * @default the catalogue's refusal stands
   */
  readonly acceptRisk?: string;
}

/** What may be said beside the id of a model. */
export type ModelSourceOptions = Pick<ModelSource, "acceptRisk">;

/** A model called in the stack's own Region, for example `amazon.nova-lite-v1:0`. */
export const foundationModel = (id: string, options: ModelSourceOptions = {}): ModelSource => ({
  kind: "foundation-model",
  id,
  ...options,
});

/** A system-defined, cross-Region inference profile, for example `eu.amazon.nova-lite-v1:0`. */
export const systemProfile = (id: string, options: ModelSourceOptions = {}): ModelSource => ({
  kind: "system-profile",
  id,
  ...options,
});

/**
 * A model whose id is a Terraform variable, of either kind. Of the catalogue's checks Terraform can make one, at plan:
 * whether the model still answers.
 */
export const modelKnownAtPlan = (id: string): ModelSource => ({ kind: "known-at-plan", id });

/** What the ids of system-defined profiles begin with, as alternatives of a regular expression. */
export const GEOGRAPHIES = "us|us-gov|eu|apac|jp|au|ca|in|sa|me|af|il|mx|global";
const GEOGRAPHY = new RegExp(`^(${GEOGRAPHIES})\\.[a-z0-9]+\\.`);
const isSystemProfile = (id: string) => GEOGRAPHY.test(id) || findSystemProfile(id) !== undefined;

/** The source that an id stands for: system-defined profile ids start with a geography, model ids with a provider. */
export const modelSource = (id: string, options: ModelSourceOptions = {}): ModelSource =>
  isSystemProfile(id) ? systemProfile(id, options) : foundationModel(id, options);

/**
 * Holds a source against the model catalogue, as of the day `on`. A model that the catalogue does not know passes.
 * @throws ChargebackInputError naming `where` and the live alternatives
 */
export function checkModelSource(where: string, source: ModelSource, region: string, on: Date): void {
  if (source.kind === "known-at-plan") {
    if (Token.isUnresolved(source.id)) return;
    const expected = "a model id that is a Terraform variable's value";
    const remedy = "Use modelSource(id): the catalogue can judge this id now.";
    throw new ChargebackInputError({ where, expected, received: source.id, remedy });
  }
  checkForm(where, source);
  if (source.acceptRisk !== undefined) return;
  const entry = findModel(source.id);
  const expected = entry && refusal(entry, source, region, on);
  if (expected === undefined) return;
  throw new ChargebackInputError({
    where,
    expected,
    received: source.id,
    remedy: `${alternativesText(entry, region, on)} To use it all the same, give acceptRisk with your reason.`,
  });
}

/** A sentence on a model whose end of life is announced, or `undefined` for any other. */
export function legacyNotice(source: ModelSource, region: string, on: Date): string | undefined {
  const entry = findModel(source.id);
  if (!entry || lifecycle(entry, on) !== "legacy") return undefined;
  const end = entry.endOfLife === undefined ? "" : ` and stops answering on ${entry.endOfLife}`;
  return `${source.id} is a legacy model${end}. ${alternativesText(entry, region, on)}`;
}

function checkForm(where: string, source: ModelSource): void {
  const wanted =
    source.kind === "foundation-model"
      ? "a foundation model id such as amazon.nova-lite-v1:0"
      : "a system-defined profile id such as eu.amazon.nova-lite-v1:0";
  const refuse = (remedy: string) => new ChargebackInputError({ where, expected: wanted, received: source.id, remedy });
  if (Token.isUnresolved(source.id))
    throw refuse("The catalogue is asked at synthesis: give a literal id, or modelKnownAtPlan(id).");
  if (source.acceptRisk?.trim() === "") throw refuse("acceptRisk is blank: give the reason, or leave it out.");
  if (!/^[a-zA-Z0-9][a-zA-Z0-9.:-]*$/.test(source.id) || source.id.startsWith("arn:"))
    throw refuse("Give the id alone; the ARN is composed from the Region and the account.");
  if (source.kind === "foundation-model" && isSystemProfile(source.id))
    throw refuse("This id is a system-defined profile's: use systemProfile(id).");
  if (source.kind === "system-profile" && !isSystemProfile(source.id))
    throw refuse("This id has no geography in front: use foundationModel(id).");
}

function refusal(entry: ModelEntry, source: ModelSource, region: string, on: Date): string | undefined {
  if (lifecycle(entry, on) === "retired")
    return `a model that still answers (${entry.name} reached its end of life on ${entry.endOfLife ?? "an earlier day"})`;
  if (source.kind === "foundation-model") {
    const modes = callableInRegion(entry, region);
    // No mode at all means that no page which was read places the model there, not that it is absent.
    return modes === undefined || modes.includes("on-demand")
      ? undefined
      : `a model that ${region} serves on demand (${entry.name} is called there through a system-defined profile only)`;
  }
  const routes = findSystemProfile(source.id)?.routes;
  return routes === undefined || Object.keys(routes).some((from) => sameGeography(from, region))
    ? undefined
    : `a system-defined profile that can be called from ${region} (this one: ${Object.keys(routes).join(", ")})`;
}

/** No page lists every source Region of a profile, so a Region is refused only where none of its geography is listed. */
const sameGeography = (one: string, other: string) => one.split("-")[0] === other.split("-")[0];

function alternativesText(entry: ModelEntry | undefined, region: string, on: Date): string {
  const some = liveAlternatives(entry, region, on).slice(0, 5);
  if (some.length === 0) return `The catalogue knows no live model for ${region}.`;
  const names = some.map(({ copyFromId, how }) =>
    how === "on-demand" ? `foundationModel("${copyFromId}")` : `systemProfile("${copyFromId}")`,
  );
  return `Live in ${region}: ${names.join(", ")}.`;
}
