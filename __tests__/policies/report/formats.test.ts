import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { renderText } from "../../../policies";
import { formatNames, parseFormats } from "../../../policies/report/format-option";
import { formats } from "../../../policies/report/formats";
import { UnusableInputError } from "../../../policies/unusable-input";
import { fixtures, gatePlan, recordedPlan } from "../support";

describe("--format", () => {
  test.each([
    [[], [{ format: "text" }]],
    [["json"], [{ format: "json" }]],
    [["sarif=out/a.sarif"], [{ format: "text" }, { format: "sarif", path: "out/a.sarif" }]],
    [
      ["sarif=a.sarif", "json"],
      [{ format: "sarif", path: "a.sarif" }, { format: "json" }],
    ],
    [
      ["text", "json=a=b.json"],
      [{ format: "text" }, { format: "json", path: "a=b.json" }],
    ],
  ])("%j", (values, requests) => {
    expect(parseFormats(values)).toEqual(requests);
  });

  test.each([
    [
      ["xml"],
      '"xml": there is no such format; there are text, json, sarif, junit, github, gitlab, markdown, each alone',
    ],
    [[""], '"": there is no such format'],
    [["toString"], "no such format"],
    [["JSON"], "no such format"],
    [["json="], '"json=": no file is named after the ='],
    [["json=  "], "no file is named"],
    [["=a"], "no such format"],
    [["json", "json"], "--format json is given twice"],
    [["json=a", "json=b"], "--format json is given twice"],
    [
      ["text", "sarif"],
      "--format text and --format sarif both go to standard output; give one of them a file, as sarif=PATH",
    ],
    [["json=out/a", "sarif=./out/x/../a"], "--format json and --format sarif both write"],
    [["text=a", "json=b", "text"], "--format text is given twice"],
    [["xml\n\u001b[2J"], "no such format"],
  ])("%j is refused in one line", (values, message) => {
    const parse = () => parseFormats(values);
    expect(parse).toThrow(UnusableInputError);
    expect(parse).toThrow(message);
    expect(parse).not.toThrow(/\p{Cc}/u);
  });

  test("text to a file alone leaves nothing to say twice", () => {
    expect(parseFormats(["text=a.txt"])).toEqual([{ format: "text" }, { format: "text", path: "a.txt" }]);
  });
});

describe("the renderers", () => {
  const options = { colour: false, version: "1.2.3" };

  test.each(formatNames)("%s ends with one line break", async (name) => {
    const render = await formats[name]();
    const outcome = await gatePlan(recordedPlan("news-agent"));
    expect(render([{ outcome }], options)).toMatch(/[^\n]\n$/);
  });

  test("text is the text, headed by the stack where there are several", async () => {
    const render = await formats.text();
    const outcome = await gatePlan(recordedPlan("news-agent"));
    const text = renderText(outcome, { colour: false });
    expect(render([{ outcome, stack: "A" }], options)).toBe(text);
    expect(render([{ outcome }, { outcome }], options)).toBe(`${text}\n${text}`);
    expect(render([{ outcome }], { ...options, colour: true })).toBe(renderText(outcome, { colour: true }));
    expect(
      render(
        [
          { outcome, stack: "A" },
          { outcome, stack: "B" },
        ],
        options,
      ),
    ).toBe(`== A ==\n${text}\n== B ==\n${text}`);
  });

  test("json is the report, or the reports by stack", async () => {
    const render = await formats.json();
    const outcome = await gatePlan(recordedPlan("news-agent"));
    const report = JSON.parse(JSON.stringify(outcome.report)) as unknown;
    expect(JSON.parse(render([{ outcome, stack: "A" }], options))).toEqual(report);
    const two = ["A", "B"].map((stack) => ({ outcome, stack }));
    expect(JSON.parse(render(two, options))).toEqual({ A: report, B: report });
  });

  test("sarif has a run for each stack", async () => {
    const render = await formats.sarif();
    const outcome = await gatePlan(recordedPlan("news-agent"));
    const two = ["A", "B"].map((stack) => ({ outcome, stack }));
    const { runs } = JSON.parse(render(two, options)) as { runs: { automationDetails: { id: string } }[] };
    expect(runs.map(({ automationDetails: { id } }) => id)).toEqual(["chargeback/A/", "chargeback/B/"]);
  });

  test.each(formatNames)("%s shows no secret of the plan", async (name) => {
    const render = await formats[name]();
    const outcome = await gatePlan(recordedPlan("agents-hcl"), path.join(fixtures, "agents-hcl"));
    const written = render([{ outcome, stack: "A" }], options);
    expect(written).toContain("fail_sensitive");
    expect(written).not.toContain("secret-model-name");
  });
});
