import type { FormatName } from "./format-option";
import type { Renderer } from "./renderer";

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
