import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { UnusableInputError } from "../../../policies";
import { findSettings, readSettings } from "../../../policies/settings/read-settings";
import { defaultSettings } from "../../../policies/settings/settings";
import { now, ruleIds, waiverYaml } from "./support";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "chargeback-settings-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const context = { ruleIds, now };
const write = (name: string, content: string | Buffer): string => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};

test("a file is read, and named in what it decides", async () => {
  const file = write("any-name.yaml", `\uFEFF${waiverYaml()}`);
  const { waivers } = await readSettings(file, context);
  expect(waivers[0]).toMatchObject({ place: `${file}#waivers[0]`, location: { file, line: 2 } });
});

describe("a file that cannot be read", () => {
  test.each<[string, string | Buffer, RegExp]>([
    ["binary", Buffer.from([0x61, 0x00]), /is a binary file, not settings in YAML$/],
    ["not UTF-8", Buffer.from([0x61, 0xff]), /is not UTF-8 text$/],
    ["UTF-16", Buffer.from("\uFEFFtagKey: x", "utf16le"), /is a binary file/],
    ["5 MB", Buffer.alloc(5 * 1024 * 1024, " "), /is too large to be settings$/],
    ["wrong", "tagkey: x", /:1: unknown key "tagkey"/],
  ])("%s", async (_, content, message) => {
    const error: unknown = await readSettings(write("chargeback.yaml", content), context).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(UnusableInputError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain("\n");
  });

  test("missing", async () => {
    await expect(readSettings(path.join(folder, "no.yaml"), context)).rejects.toThrow(/no\.yaml does not exist$/);
  });

  test("a folder", async () => {
    await expect(readSettings(folder, context)).rejects.toThrow(/is a folder; name the settings file in it$/);
  });
});

describe("settings that are looked for", () => {
  test("none: the defaults", async () => {
    expect(await findSettings(folder, context)).toBe(defaultSettings);
    expect(await findSettings(path.join(folder, "nowhere"), context)).toBe(defaultSettings);
  });

  test("a folder that cannot be searched is an error", async () => {
    await expect(findSettings(write("file", ""), context)).rejects.toThrow(
      /cannot be searched for chargeback.yaml: ENOTDIR$/,
    );
  });

  test("chargeback.yaml", async () => {
    write("chargeback.yaml", "tagKey: Team");
    expect(await findSettings(folder, context)).toMatchObject({ tagKey: "Team" });
  });

  test.each(["chargeback.yml", ".chargeback.yaml", "Chargeback.yaml", "CHARGEBACK.YML"])(
    "%s is not passed over in silence",
    async (name) => {
      write(name, "tagKey: Team");
      await expect(findSettings(folder, context)).rejects.toThrow(
        `${path.join(folder, name)} is not read: the settings are named chargeback.yaml`,
      );
    },
  );

  test("a folder of that name is an error", async () => {
    mkdirSync(path.join(folder, "chargeback.yaml"));
    await expect(findSettings(folder, context)).rejects.toThrow(/is a folder/);
  });
});
