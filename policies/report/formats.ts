import type { DocumentedRule } from "../explain";
import type { GateOutcome } from "../gate";
import type { FormatName } from "./format-option";

/** One plan and what the gate said of it. */
export interface Judged {
  readonly outcome: GateOutcome;
  /** Name of the stack. @default none: the plan stands alone */
  readonly stack?: string | undefined;
  /** Path of the plan from the project's folder. @default "plan.json" */
  readonly plan?: string | undefined;
  /** Path of the whole report, for a format that may leave something out. @default none is named */
  readonly report?: string | undefined;
}

export interface RenderOptions {
  readonly colour: boolean;
  /** Version of this package. */
  readonly version: string;
  /** Rules that may stand in the reports. @default the gate's own */
  readonly rules?: readonly DocumentedRule[] | undefined;
  /** When the plan was judged. @default now */
  readonly now?: Date | undefined;
}

/** Writes what was said of one plan or of several; the text ends with a line break. */
export type Renderer = (judged: readonly Judged[], options: RenderOptions) => string;

/** By name; a renderer's code is loaded when it is asked for. */
export const formats: Readonly<Record<FormatName, () => Promise<Renderer>>> = {
  text: async () => {
    const { renderText } = await import("./text.js");
    return (judged, { colour }) =>
      judged
        .map(({ outcome, stack }) => {
          const heading = judged.length > 1 && stack !== undefined ? `== ${stack} ==\n` : "";
          return heading + renderText(outcome, { colour });
        })
        .join("\n");
  },
  json: () => Promise.resolve(renderJson),
  sarif: async () => {
    const { renderSarifRuns } = await import("./sarif.js");
    return (judged, { version, rules }) =>
      renderSarifRuns(judged.map(({ outcome, stack, plan }) => [outcome, { version, rules, stack, plan }]));
  },
  junit: async () => (await import("./junit.js")).renderJunit,
  github: async () => (await import("./github.js")).renderGithub,
  gitlab: async () => (await import("./gitlab.js")).renderGitlab,
  markdown: async () => (await import("./markdown.js")).renderMarkdown,
};

/** One report as it is, several as an object keyed by stack. */
const renderJson: Renderer = (judged) => {
  const [only] = judged;
  const json =
    judged.length === 1 && only !== undefined
      ? only.outcome.report
      : Object.fromEntries(judged.map(({ stack, outcome }) => [stack ?? "", outcome.report]));
  return `${JSON.stringify(json, undefined, 2)}\n`;
};
