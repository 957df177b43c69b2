import { expect, test } from "@jest/globals";
import fc from "../../support/fast-check";
import { collectSecrets, redactPlan, redactText } from "../../../policies/redaction";
import { recordedPlan, type PlanJson, type Row } from "../support";
import { verdictsOfPlan } from "./support";

/** Marks, so that no planted secret is by chance a piece of what the plan says anyway. */
const secretText = fc.string({ minLength: 4, maxLength: 60, unit: "grapheme" }).map((text) => `§${text}§`);

interface Planted {
  readonly row: number;
  readonly attribute: string;
  readonly secret: string;
  readonly around: readonly [string, string];
}

const planted = fc.record<Planted>({
  row: fc.nat(),
  attribute: fc.constantFrom("description", "planted", "value", "constructor"),
  secret: secretText,
  around: fc.tuple(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 })),
});

type MarkedRow = Row & { change: { after_sensitive: Record<string, unknown> } };

function plant(plan: PlanJson, { row, attribute, secret, around }: Planted): void {
  const rows = plan.resource_changes as MarkedRow[];
  const chosen = rows[row % rows.length];
  if (chosen === undefined) return;
  chosen.change.after[attribute] = secret;
  chosen.change.after_sensitive[attribute] = true;
  const other = rows[(row + 1) % rows.length];
  if (other !== undefined) other.change.after["copy"] = [around.join(secret), JSON.stringify({ in: secret })];
}

/** A secret as it stands in JSON, and in JSON within JSON. */
const asWritten = (secret: string): string[] => {
  const once = JSON.stringify(secret).slice(1, -1);
  return [once, JSON.stringify(once).slice(1, -1)];
};

test("no planted secret survives, the verdicts do, and redacting again changes nothing", async () => {
  const original = await verdictsOfPlan(recordedPlan("news-agent"));
  await fc.assert(
    fc.asyncProperty(fc.array(planted, { minLength: 1, maxLength: 8 }), async (plants) => {
      const plan = recordedPlan("news-agent");
      for (const each of plants) plant(plan, each);
      const redacted = JSON.stringify(redactPlan(plan));
      // A later plant may have taken an earlier one's place; what is still in the plan is what counts.
      const survivors = plants.flatMap(({ secret }) => asWritten(secret)).filter((text) => redacted.includes(text));
      expect(survivors).toEqual([]);
      expect(await verdictsOfPlan(JSON.parse(redacted))).toEqual(original);
      expect(JSON.stringify(redactPlan(JSON.parse(redacted)))).toBe(redacted);
    }),
    { numRuns: 60 },
  );
});

const project = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    "",
    " ",
    "q7",
    "42",
    "dev",
    "Project",
    "a$b",
    "{",
    "${x}",
    "redacted000001",
    "123456789012",
    "user:Project$x",
  ),
);

/** AWS takes letters, digits, spaces and _ . : / = + - @ in a tag's value; a filter may be any text that somebody wrote. */
const tagValue = project.filter((value) => !/[{}$]/.test(value));

test("a sensitive project gets the verdicts that it got before", async () => {
  await fc.assert(
    fc.asyncProperty(tagValue, project, async (tag, counted) => {
      const plan = recordedPlan("news-agent");
      for (const { type, change } of plan.resource_changes as MarkedRow[]) {
        if (type === "aws_bedrock_inference_profile") {
          change.after["tags"] = { Project: tag };
          change.after["tags_all"] = { Project: tag };
          change.after_sensitive["tags"] = { Project: true };
        }
        if (type === "aws_budgets_budget") {
          change.after["cost_filter"] = [{ name: "TagKeyValue", values: [`user:Project$${counted}`] }];
          change.after_sensitive["cost_filter"] = true;
        }
      }
      expect(await verdictsOfPlan(redactPlan(plan))).toEqual(await verdictsOfPlan(plan));
    }),
    { numRuns: 60 },
  );
});

test("a message keeps no secret that is looked for within text", () => {
  fc.assert(
    fc.property(fc.array(secretText, { minLength: 1 }), fc.array(fc.string()), (texts, words) => {
      const plan = { output_changes: { o: { actions: ["create"], after: texts, after_sensitive: true } } };
      const message = texts.map((text, index) => `${words[index] ?? ""}${text}`).join(" ");
      const shown = redactText(message, collectSecrets(plan));
      expect(texts.filter((text) => shown.includes(text))).toEqual([]);
    }),
  );
});
