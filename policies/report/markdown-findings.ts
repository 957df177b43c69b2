import { grouped } from "../grouped";
import { disputeOf, justificationOf, weightOf, type Weight } from "./findings";
import { code, folded, htmlCode, prose } from "./markdown-text";
import { relativePath } from "./relative-path";
import type { ReportedVerdict } from "./report";

/** A finding, and its stack where there are several. */
export interface Told extends ReportedVerdict {
  readonly stack?: string | undefined;
}

/** A part of the comment, and how many findings it shows. */
export interface Part {
  readonly text: string;
  readonly shows: number;
}

/** Writes a part that is no longer than the room that is left, where that can be done. */
export type WritePart = (room: number) => Part;

/** More rows than these nobody reads. */
const maxRows = 10;
const maxTable = 20_000;

const titles: Readonly<Record<Weight, (count: number) => string>> = {
  fails: (count) => `### ❌ ${count} fail`,
  undetermined: (count) =>
    `### ❔ ${count} undetermined: not proven, so ${count === 1 ? "it blocks" : "they block"} too`,
  advises: (count) => `### ⚠️ ${count} advisory: ${count === 1 ? "it does" : "they do"} not block`,
  disputed: (count) =>
    `### ⚖️ ${count} disputed: proven here, failed by another engine; ${count === 1 ? "it does" : "they do"} not block`,
  waived: (count) => `### 🕓 ${count} waived`,
};

/** The findings of one weight: those that block first in a table, as far as it is readable; the others folded, by rule. */
export function findingParts(findings: readonly Told[], weight: Weight): WritePart[] {
  if (findings.length === 0) return [];
  const title = titles[weight](findings.length);
  const blocks = weight === "fails" || weight === "undetermined";
  const chosen = blocks ? mostDifferent(findings) : [];
  const rows = fitting(chosen.map(rowOf), maxTable);
  const inTable = new Set(chosen.slice(0, rows.length));
  const rest = findings.filter((finding) => !inTable.has(finding));
  const table = ["| rule | resource | what and how to mend it |", "| --- | --- | --- |", ...rows].join("\n");
  return [
    () => ({ text: rows.length === 0 ? title : `${title}\n\n${table}`, shows: rows.length }),
    ...[...grouped(rest, ({ rule }) => rule).values()].map(
      (each): WritePart =>
        (room) =>
          foldOf(each, rows.length > 0, room),
    ),
  ];
}

/** Ten rows that say the same hide the eleventh, which says something else. */
function mostDifferent(findings: readonly Told[]): Told[] {
  const alike = [...grouped(findings, (finding) => `${finding.rule} ${kindOf(finding)}`).values()];
  const rounds = Array.from({ length: maxRows }, (_, round) => alike.flatMap((each) => each[round] ?? []));
  const chosen = new Set(rounds.flat().slice(0, maxRows));
  return findings.filter((finding) => chosen.has(finding));
}

function rowOf(finding: Told): string {
  const { rule, evidence } = finding;
  const resource = [code(finding.address), ...whereabouts(finding)].join("<br>");
  const seen =
    weightOf(finding) === "undetermined" && evidence.length > 0 ? [`Seen: ${prose(evidence.join("; "))}.`] : [];
  return `| ${code(rule)} | ${resource} | ${[...textsOf(finding), ...seen].join("<br>")} |`;
}

function foldOf(findings: readonly Told[], isRest: boolean, room: number): Part {
  const title = `${htmlCode(findings[0]?.rule ?? "")}: ${findings.length}${isRest ? " more" : ""}`;
  const around = folded(title, `- and ${findings.length} more`).length;
  const lines = fitting([...grouped(findings, kindOf).values()].flatMap(linesOf), room - around);
  const shows = lines.filter((line) => line.startsWith("  - ")).length;
  const left = findings.length - shows;
  const body = left === 0 ? lines : [...lines, `- and ${left} more`];
  return { text: folded(title, body.join("\n")), shows };
}

/** What is said of many resources in the same words is said once. */
const kindOf = ({ message, remedy, ...finding }: Told): string =>
  JSON.stringify([message, remedy, finding.verdict === "waived" ? justificationOf(finding) : ""]);

function linesOf(alike: readonly Told[]): string[] {
  const [first] = alike;
  if (first === undefined) return [];
  const many = alike.length === 1 ? "" : ` × ${alike.length}`;
  return [
    `- **What${many}:** ${textsOf(first).join(" ")}`,
    ...alike.map((finding) => `  - ${[code(finding.address), ...whereabouts(finding)].join(", ")}`),
  ];
}

function textsOf(finding: Told): string[] {
  const { message, remedy } = finding;
  if (finding.verdict === "waived") return [`${prose(message)}.`, `**Waived:** ${prose(justificationOf(finding))}.`];
  const dispute = disputeOf(finding);
  return [
    `${prose(message)}.`,
    ...(remedy === null ? [] : [`**Fix:** ${prose(remedy)}.`]),
    ...(dispute === undefined ? [] : [`**Disputed:** ${prose(dispute)}.`]),
  ];
}

const whereabouts = ({ location, stack }: Told): string[] => [
  ...(location === undefined ? [] : [code(`${relativePath(location.file)}:${location.line}`)]),
  ...(stack === undefined ? [] : [`stack ${code(stack)}`]),
];

/** The first lines that are together no longer than that. */
function fitting(lines: readonly string[], most: number): string[] {
  let length = 0;
  const end = lines.findIndex((line) => (length += line.length + 1) > most);
  return lines.slice(0, end < 0 ? lines.length : end);
}
