import { expect, test } from "@jest/globals";
import { collectSecrets } from "../../../policies/redaction";
import { concealVerdict } from "../../../policies/report/conceal-verdict";
import { finding } from "./hand-made";

/** Known for a secret by its form, so that it is hidden in names, too. */
const key = "AKIAIOSFODNN7EXAMPLE";
const marked = "correct-horse-battery";
const secrets = collectSecrets({
  resource_changes: [{ change: { after: { password: marked }, after_sensitive: { password: true } } }],
});

test("a verdict is shown without the plan's secrets, wherever they stand in it", () => {
  const verdict = finding({
    address: `a.b["${key}"]`,
    constructPath: `Stack/${key}`,
    location: { file: `${key}/main.tf`, line: 7, column: 3 },
    message: `it is ${marked}`,
    evidence: ["link", `of ${marked}`],
    remedy: `not ${marked}`,
  });
  const shown = concealVerdict(verdict, secrets);
  expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${key}|${marked}`));
  expect(shown).toMatchObject({
    rule: "is-good",
    level: "mandatory",
    verdict: "fail",
    address: expect.stringMatching(/^a\.b\[".+"\]$/),
    constructPath: expect.stringMatching(/^Stack\/.+/),
    location: { file: expect.stringMatching(/.+\/main\.tf$/), line: 7, column: 3 },
    message: expect.stringMatching(/^it is .+/),
    evidence: ["link", expect.stringMatching(/^of .+/)],
    remedy: expect.stringMatching(/^not .+/),
  });
});

test("a verdict without secrets stays as it is, and lacks what it lacked", () => {
  const verdict = finding({ constructPath: "Stack/B", location: { file: "main.tf", line: 7 }, remedy: "mend it" });
  expect(concealVerdict(verdict, secrets)).toStrictEqual(verdict);
  expect(concealVerdict(finding(), secrets)).toStrictEqual(finding());
});
