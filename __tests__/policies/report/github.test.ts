import { describe, expect, test } from "@jest/globals";
import type { Judged } from "../../../policies/report/renderer";
import { renderGithub } from "../../../policies/report/github";
import type { ReportedVerdict } from "../../../policies/report/report";
import { finding, nothingCounted, outcomeWith } from "./hand-made";
import { bad, empty, everyKind, good, hostile, hostileVerdict, many, plans, saying, stack } from "./support";

interface Command {
  level: string;
  message: string;
  properties: Record<string, string>;
}

const decode = (text: string): string =>
  text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");

/** As GitHub's runner reads a line of a log (src/Runner.Common/ActionCommand.cs of actions/runner). */
function readLine(line: string): Command | undefined {
  const [, head = "", message = ""] = /^\s*::(.*?)::(.*)$/s.exec(line) ?? [];
  if (head === "") return undefined;
  const [level = "", ...rest] = head.split(" ");
  const pairs = rest
    .join(" ")
    .split(",")
    .map((pair) => pair.split(/=(.*)/s));
  const properties = Object.fromEntries(pairs.map(([key = "", value = ""]) => [key, decode(value)]));
  return { level, message: decode(message), properties };
}

const linesOf = (judged: readonly Judged[], folder?: string): string[] =>
  renderGithub(judged, { folder }).trimEnd().split("\n");
const commandsOf = (judged: readonly Judged[], folder?: string): Command[] =>
  linesOf(judged, folder).flatMap((line) => readLine(line) ?? []);

describe("GitHub's commands", () => {
  test("are in whole these lines for a report of one finding of each weight", () => {
    const verdicts = [
      finding({ address: "a.fail", location: { file: "main.tf", line: 7 }, remedy: "mend it" }),
      finding({ address: "a.open", verdict: "undetermined" }),
      finding({ address: "a.advice", level: "advisory" }),
      finding({ address: "a.disputed", verdict: "pass", disputedBy: "CKV_1" }),
      finding({ address: "a.waived", verdict: "waived", evidence: ["by", "owner", "reason"] }),
    ];
    const summary = { ...nothingCounted, blocked: true, fail: 1, undetermined: 1, waived: 1 };
    const outcome = outcomeWith({ verdicts, summary });
    const counts = "0 pass, 1 fail, 1 undetermined, 0 not applicable, 1 waived";
    expect(linesOf([{ outcome }], "infra")).toEqual([
      "::error file=infra/main.tf,line=7,title=is-good::a.fail: it is bad. Fix: mend it.",
      "::error title=is-good (undetermined)::a.open: undetermined: it is bad.",
      "::warning title=is-good (advisory)::a.advice: it is bad.",
      expect.stringMatching(/^::notice title=is-good \(disputed\)::a\.disputed: it is bad\. Disputed: CKV_1 fails it/),
      "::notice title=is-good (waived)::a.waived: by; owner; reason",
      `Chargeback: BLOCKED: ${counts}`,
    ]);
    const [, open] = linesOf([{ outcome, stack: "Li\u0007ve" }]);
    expect(open).toBe("::error title=is-good (Live%2C undetermined)::a.open: undetermined: it is bad.");
    expect(linesOf([{ outcome, stack: "Li\u0007ve" }]).at(-1)).toBe(`Chargeback Live: BLOCKED: ${counts}`);
  });

  test.each<[string, Partial<ReportedVerdict>, string]>([
    ["error", {}, "that block"],
    ["warning", { level: "advisory" }, "of advisory rules"],
    ["notice", { verdict: "waived" }, "that are disputed or waived"],
  ])("of level %s that are more than ten say in the tenth how many more", (level, change, kind) => {
    const verdicts = Array.from({ length: 11 }, (_, index) => finding({ address: `a.b${index}`, ...change }));
    const lines = linesOf([{ outcome: outcomeWith({ verdicts }) }]);
    expect(lines[9]).toBe(
      `::${level} title=Chargeback%3A 2 more::2 more findings ${kind}: see the log or the summary of this step.`,
    );
    expect(lines).toHaveLength(13);
    expect(linesOf([{ outcome: outcomeWith({ verdicts: verdicts.slice(1) }) }])).toHaveLength(11);
  });

  test.each(plans)("of %s are annotations and nothing else", async (_, judged) => {
    const all = await judged();
    const lines = linesOf(all);
    const plain = lines.filter((line) => readLine(line) === undefined);
    expect(plain).toHaveLength(all.length);
    for (const line of plain) expect(line).toMatch(/^Chargeback(?!.*##\[)/);
    for (const { level, properties, message } of commandsOf(all)) {
      expect(level).toMatch(/^(error|warning|notice)$/);
      expect(Object.keys(properties).join()).toMatch(/^(file,line,)?(col,)?title$/);
      expect(message.length).toBeLessThanOrEqual(4096);
      expect(message).not.toMatch(/\p{Cc}/u);
    }
  });

  test("are none for a plan that passes", async () => {
    expect(linesOf([{ outcome: await good(), stack: "A" }])).toEqual([
      expect.stringMatching(/^Chargeback A: PASSED: \d+ pass, 0 fail, 0 undetermined, \d+ not applicable$/),
    ]);
  });

  test("say what fails and is not proven as errors, advice as warnings, waivers as notices", async () => {
    const shown = commandsOf([{ outcome: await everyKind() }]);
    expect(shown.map(({ level, properties }) => [level, properties["title"]?.replace(/^[a-z-]+/, "")])).toEqual([
      ["error", ""],
      ["error", " (undetermined)"],
      ["warning", " (advisory)"],
      ["warning", " (advisory)"],
      ["notice", " (waived)"],
    ]);
    expect(shown[0]?.message).toBe("a.fail: it is bad. Fix: mend it.");
    expect(shown[4]?.message).toBe("a.waived: by; owner; reason");
  });

  test("stand at the line of source where it is known, and at no file where not", async () => {
    const location = { file: "./infra/main.tf", line: 7, column: 3 };
    const [here, nowhere] = commandsOf([{ outcome: await saying({ location }, {}) }]);
    expect(here?.properties).toMatchObject({ file: "infra/main.tf", line: "7", col: "3" });
    const [inFolder] = commandsOf([{ outcome: await saying({ location }) }], "live/eu");
    expect(inFolder?.properties["file"]).toBe("live/eu/infra/main.tf");
    expect(nowhere?.properties).toEqual({ title: "agent-uses-inference-profile" });
  });

  test("number ten of a level at most, the tenth says how many more, and the log has all", async () => {
    const outcome = await many(300);
    const errors = commandsOf([{ outcome }]).filter(({ level }) => level === "error");
    const blocking = outcome.report.summary.fail + outcome.report.summary.undetermined;
    expect(errors).toHaveLength(blocking + 1);
    expect(errors[9]?.message).toContain(`${blocking - 9} more findings that block`);
    expect(errors.slice(0, 9).every(({ message }) => !message.includes("undetermined"))).toBe(true);
  });

  test("of ten errors name all ten", async () => {
    const outcome = await saying(...Array.from({ length: 10 }, (_, index) => ({ address: `a.b[${index}]` })));
    expect(commandsOf([{ outcome }]).map(({ message }) => message.split(":")[0])).toEqual(
      Array.from({ length: 10 }, (_, index) => `a.b[${index}]`),
    );
  });

  test("name the stack, and put what blocks in any of them first", async () => {
    const judged = [await stack("A", saying({ level: "advisory" })), await stack("B", bad())];
    const shown = commandsOf(judged);
    expect(shown[0]).toMatchObject({ level: "error", properties: { title: "agent-uses-inference-profile (B)" } });
    expect(linesOf(judged).slice(-2)).toEqual([
      expect.stringMatching(/^Chargeback A: PASSED/),
      expect.stringMatching(/^Chargeback B: BLOCKED/),
    ]);
  });

  test("show an error of the gate", async () => {
    const [first] = commandsOf([{ outcome: await empty() }]);
    expect(first).toMatchObject({ level: "error", properties: { title: "nothing-examined" } });
  });

  test.each(hostile)("are read back as one annotation: %j", async (text) => {
    const [first, ...more] = commandsOf([{ outcome: await saying({ ...hostileVerdict(text), evidence: [] }) }]);
    const expected = text.replace(/\p{Cc}/gu, "").replace(/\p{Surrogate}/gu, "\ufffd");
    expect(more).toEqual([]);
    expect(first?.message).toContain(`${expected}: ${expected}. Fix: ${expected}.`.slice(0, 4000));
  });
});
