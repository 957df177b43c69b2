import { expect, test } from "@jest/globals";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isApplicationProfileArn } from "../../../policies/inference-profile";
import { member, objectOf } from "../../../policies/plan/json";
import fc from "../../support/fast-check";
import { planJson } from "../../support/terraform";
import type { leaves } from "./expression-texts";
import { ExpressionTexts } from "./expression-texts";
import { verdictsOn } from "./judge";
import { planOfTexts } from "./write-plan";

const profile = (id: string): string =>
  JSON.stringify(`arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/${id}`);
const known = { third: profile("mm3"), model: JSON.stringify("amazon.nova-lite-v1:0") };

/** What the apply may make of the profiles' ARNs: it may put them in either order. */
const outcomes = [
  { ...known, one: profile("aa1"), two: profile("zz2") },
  { ...known, one: profile("zz1"), two: profile("aa2") },
];

const withLeaves = (text: string, of: Readonly<Record<keyof typeof leaves, string>>): string =>
  text.replace(/@(\w+)@/g, (_, name: keyof typeof leaves) => of[name]);

/** What the real Terraform makes of each expression; undefined where it refuses it. */
function worked(texts: readonly string[]): unknown[] {
  const folder = mkdtempSync(path.join(tmpdir(), "chargeback-expressions-"));
  try {
    const outputs = texts.map(
      (text, index) =>
        `output "o${index}" {\n  sensitive = true\n  value     = try({ of = tostring(${text}) }, null)\n}\n`,
    );
    writeFileSync(path.join(folder, "main.tf"), outputs.join(""));
    const changes = member(JSON.parse(planJson(folder)), "output_changes");
    return texts.map((_, index) => objectOf(member(member(changes, `o${index}`), "after"))["of"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("what the gate proves of an expression is what Terraform makes of it", async () => {
  const [seed = 0] = fc.sample(fc.integer(), 1);
  const writer = new ExpressionTexts(seed);
  const texts = Array.from({ length: 1_000 }, () => writer.next());
  const arn = (name: string): string => `aws_bedrock_inference_profile.${name}.arn`;
  const asked = texts.map((text) =>
    withLeaves(text, { ...known, one: arn("one"), two: "aws_bedrock_inference_profile.counted[1].arn" }),
  );
  const verdicts = await verdictsOn(planOfTexts(asked), false);
  const made = outcomes.map((outcome) => worked(texts.map((text) => withLeaves(text, outcome))));
  const wrong = texts.filter((_, index) =>
    made.some((values) => {
      const value = values[index];
      if (value === undefined) return false;
      return verdicts[index] === (isApplicationProfileArn(value) ? "fail" : "pass");
    }),
  );
  expect({ seed, wrong }).toEqual({ seed, wrong: [] });
  // A gate that proves nothing would never be wrong.
  for (const verdict of ["pass", "fail"])
    expect(verdicts.filter((each) => each === verdict).length).toBeGreaterThan(texts.length / 20);
}, 120_000);
