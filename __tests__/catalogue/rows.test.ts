import { describe, expect, test } from "@jest/globals";
import { ANY_COMMERCIAL_REGION, models } from "../../catalogue";

/** No page can have been read after the day these tests stand for. */
const today = "2026-11-22";

const MODEL_ID = /^(amazon|anthropic|meta|mistral)\.[a-z0-9-]+(:\d+)?$/;
const PROFILE_PREFIX = /^(us|us-gov|eu|apac|au|ca|jp|global)\./;
const REGION = /^(us|us-gov|ca|sa|mx|eu|il|me|af|ap)-(north|south|east|west|central|northeast|southeast)-\d$/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

const isDate = (text: string) => ISO_DATE.test(text) && new Date(text).toISOString().startsWith(text);

describe("every row", () => {
  test.each(models.map((entry) => [entry.modelId, entry] as const))("%s is well formed", (_, entry) => {
    expect(entry.modelId).toMatch(MODEL_ID);
    expect(entry.name).not.toBe("");
    expect(entry.modelId.startsWith(`${entry.provider.toLowerCase().split(" ")[0] ?? ""}.`)).toBe(true);
    for (const region of entry.onDemandRegions) expect(region).toMatch(REGION);
    expect(new Set(entry.onDemandRegions).size).toBe(entry.onDemandRegions.length);
  });

  test.each(models.map((entry) => [entry.modelId, entry] as const))("%s has real dates in order", (_, entry) => {
    const { legacySince, endOfLife } = entry;
    for (const date of [legacySince, endOfLife]) if (date !== undefined) expect(isDate(date)).toBe(true);
    if (legacySince !== undefined && endOfLife !== undefined) expect(legacySince < endOfLife).toBe(true);
  });

  test.each(models.map((entry) => [entry.modelId, entry] as const))("%s cites pages that were read", (_, entry) => {
    for (const source of entry.sources) {
      expect(new URL(source.url).protocol).toBe("https:");
      expect(isDate(source.readOn)).toBe(true);
      expect(source.readOn <= today).toBe(true);
      if (source.asOf !== undefined) expect(isDate(source.asOf) && source.asOf <= source.readOn).toBe(true);
    }
    const shown = new Set(entry.sources.flatMap((source) => source.shows));
    expect(shown).toContain("id");
    expect(shown).toContain("lifecycle");
    if (entry.onDemandRegions.length > 0) expect(shown).toContain("regions");
    if (entry.systemProfiles.length > 0) expect(shown).toContain("profiles");
  });
});

describe("every system-defined profile", () => {
  const profiles = models.flatMap((entry) =>
    entry.systemProfiles.map((profile) => [profile.id, profile, entry] as const),
  );

  test.each(profiles)("%s is its model behind a geography", (id, profile, entry) => {
    expect(id).toMatch(PROFILE_PREFIX);
    expect(id.replace(PROFILE_PREFIX, "")).toBe(entry.modelId);
    expect(Object.keys(profile.routes)).not.toHaveLength(0);
  });

  test.each(profiles)("%s routes between real Regions", (id, profile) => {
    for (const [source, destinations] of Object.entries(profile.routes)) {
      expect(source).toMatch(REGION);
      expect(new Set(destinations).size).toBe(destinations.length);
      if (id.startsWith("global.")) expect(destinations).toEqual([ANY_COMMERCIAL_REGION]);
      else for (const destination of destinations) expect(destination).toMatch(REGION);
    }
  });
});

test("no id stands twice", () => {
  const ids = models.flatMap((entry) => [entry.modelId, ...entry.systemProfiles.map(({ id }) => id)]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});
