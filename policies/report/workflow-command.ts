/** What GitHub shows on a line of code and on the run's page. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
  readonly place?: { readonly file: string; readonly line: number; readonly column?: number | undefined } | undefined;
}

/** The runner cuts a message there, and drops what follows without a word. */
const maxMessage = 4096;

/**
 * A line that GitHub's runner takes for an annotation. Written here and not by `@actions/core`, which prints it itself and brings an
 * HTTP client: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function workflowCommand({ level, title, message, place }: Annotation): string {
  const properties = {
    ...(place === undefined ? {} : { file: place.file, line: place.line }),
    ...(place?.column === undefined ? {} : { col: place.column }),
    title,
  };
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${level} ${written.join(",")}::${escapeData(clip(message))}`;
}

/** A line of the log that is no command, whatever foreign text is in it: an older form is recognized anywhere in a line. */
export const plainLine = (text: string): string => text.replaceAll("##[", "## [");

const escapeData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapeProperty = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

function clip(message: string): string {
  return message.length <= maxMessage ? message : `${message.slice(0, maxMessage - 1).replace(/\p{Surrogate}$/u, "")}…`;
}
