import * as z from "zod/mini";
import { readPattern } from "./address-pattern";
import { dayOf, isDay } from "./day";
import { settableLevels } from "./settings";

/** Longest time that a waiver may run: whoever renews it looks at it once a year. */
export const longestWaiverDays = 366;

// What Bedrock takes on an inference profile, narrower than other services:
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_Tag.html
const tagKeyForm = /^(?!aws:| )[a-z0-9 _.:/=+@-]{1,128}(?<! )$/i;
const tagValueForm = /^(?! )[a-z0-9 _.:/=+@*-]{1,256}(?<! )$/i;

/** A text, with one sentence of what it has to be: the message for each way of being wrong. */
const text = (expected: string, isRight: (value: string) => boolean) =>
  z.string(expected).check(z.refine(isRight, { error: expected }));

const list = <Item extends z.core.$ZodType>(item: Item, expected: string) => z.array(item, expected);

/** Letters and signs that a reader sees. */
const seen = (value: string): number => value.replace(/[\p{C}\p{Z}]/gu, "").length;
const isWord = (value: string): boolean => /[\p{L}\p{N}]/u.test(value);

/** Line breaks and runs of spaces are a matter of layout in YAML. */
const oneLine = (value: string): string => value.replace(/\s+/g, " ").trim();

/** Members of settings, in the file's own words. Every message says what was expected. */
export function settingsSchema(ruleIds: readonly string[], now: Date) {
  const lastDay = dayOf(now, longestWaiverDays);
  const rule = text("the id of a rule", (id) => ruleIds.includes(id));
  const level = z.enum(settableLevels, `${settableLevels.slice(0, -1).join(", ")} or ${settableLevels.at(-1) ?? ""}`);
  const waiver = z.strictObject(
    {
      rule,
      address: text(
        "a resource's address such as aws_bedrockagent_agent.news or module.chat[*].aws_bedrockagent_agent.*, in single quotes if it has double quotes in it",
        (address) => readPattern(address) !== undefined && address === address.trim(),
      ),
      reason: text(
        "a reason of at least 10 characters: why the bill may be wrong until then",
        (reason) => seen(reason) >= 9 && oneLine(reason).length >= 10 && isWord(reason),
      ).check(z.overwrite(oneLine)),
      owner: text("who answers for it: a person or a team", isWord).check(z.overwrite(oneLine)),
      expires: text(
        `a day that exists, as YYYY-MM-DD, at most ${longestWaiverDays} days ahead (${lastDay})`,
        (day) => isDay(day) && day <= lastDay,
      ),
    },
    "a map of rule, address, reason, owner and expires",
  );
  return z.strictObject(
    {
      tagKey: z.optional(
        text(
          "a tag key: 1 to 128 of a-z, A-Z, 0-9, space and _ . : / = + - @, with no space at an end, not beginning with aws:",
          (key) => tagKeyForm.test(key),
        ),
      ),
      allowedProjects: z.optional(
        list(
          text(
            "a tag value: 1 to 256 of a-z, A-Z, 0-9, space and _ . : / = + - @, with * for any run of them, and not * alone",
            (value) => tagValueForm.test(value) && value.replaceAll("*", "") !== "",
          ),
          "a list of at least one tag value; without the key every value is allowed",
        ).check(z.minLength(1, "a list of at least one tag value; without the key every value is allowed")),
      ),
      levels: z.optional(
        z.strictObject(Object.fromEntries(ruleIds.map((id) => [id, z.optional(level)])), "a map from rule id to level"),
      ),
      waivers: z.optional(list(waiver, "a list of waivers")),
    },
    "a map of tagKey, allowedProjects, levels and waivers, each of which may be left out",
  );
}
