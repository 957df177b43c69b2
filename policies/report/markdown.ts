import { withoutControls } from "./control-characters";
import { countsOf } from "./counts-of";
import { drawPicture } from "./draw-picture";
import { findingsOf, weightOf, weights, type Weight } from "./findings";
import type { Judged, RenderOptions } from "./renderer";
import { findingParts, type Part, type Told, type WritePart } from "./markdown-findings";
import { rulesTable } from "./markdown-rules";
import { code, fenced, folded, htmlCode, prose } from "./markdown-text";
import { paintIn } from "./paint";

/** First line of the comment: who updates it finds it by that. */
const marker = "<!-- chargeback -->";

/** GitHub takes 65,536 characters in a comment. Who posts it may put something around it, and the last lines need room. */
const maxLength = 60_000;
const maxStacks = 50;
const maxPicture = { lines: 20, characters: 3_000 };

/** The report as a comment on a pull request: the verdict, what blocks, what else there is, and the money's way. */
export function renderMarkdown(judged: readonly Judged[], { version }: Pick<RenderOptions, "version">): string {
  const told = judged.flatMap(toldOf);
  const byWeight = new Map(weights.map((weight) => [weight, told.filter((each) => weightOf(each) === weight)]));
  const parts = [
    ...weights.flatMap((weight) => findingParts(byWeight.get(weight) ?? [], weight)),
    ...[...picturesOf(judged), rulesTable(judged)].map((text) => (): Part => ({ text, shows: 0 })),
  ];
  const head = [marker, headline(judged), ...sayings(judged, byWeight)];
  const foot = `<sub>Chargeback ${prose(version)} · \`chargeback explain RULE\` says what a rule asks, and why.</sub>`;
  const fitted = fit(parts, maxLength - [...head, foot].join("\n\n").length);
  const left = told.length - fitted.reduce((sum, { shows }) => sum + shows, 0);
  const more = left === 0 ? [] : [`**${left} more findings are not shown here.** ${fullReport(judged)}`];
  return `${[...head, ...fitted.map(({ text }) => text), ...more, foot].join("\n\n")}\n`;
}

function toldOf({ outcome: { report }, stack }: Judged, _: number, all: readonly Judged[]): Told[] {
  const named = all.length > 1 ? { stack: withoutControls(stack) } : {};
  return findingsOf(report).map((finding) => ({ ...finding, ...named }));
}

function headline(judged: readonly Judged[]): string {
  const blocked = judged.filter(isBlocked).length;
  if (blocked === 0) return "## ✅ Chargeback: passed";
  return judged.length === 1
    ? "## ❌ Chargeback: blocked"
    : `## ❌ Chargeback: ${blocked} of ${judged.length} stacks blocked`;
}

function sayings(judged: readonly Judged[], byWeight: ReadonlyMap<Weight, readonly Told[]>): string[] {
  const count = (weight: Weight): number => byWeight.get(weight)?.length ?? 0;
  const blocking = count("fails") + count("undetermined");
  const says =
    blocking > 0
      ? `**${blocking === 1 ? "1 finding blocks" : `${blocking} findings block`}:** model spend would land on nobody's bill, or nothing proves that it does not.`
      : "Nothing blocks.";
  const [only] = judged;
  if (judged.length === 1 && only !== undefined) return [`${says} ${countsLine(only)}.`];
  const blockedFirst = judged.toSorted((a, b) => Number(isBlocked(b)) - Number(isBlocked(a)));
  const rows = blockedFirst.slice(0, maxStacks).map((each) => {
    const name = code(withoutControls(each.stack ?? ""), 80);
    return `| ${name} | ${isBlocked(each) ? "❌ blocked" : "✅ passed"} | ${countsLine(each)} |`;
  });
  const more = judged.length > maxStacks ? [`| and ${judged.length - maxStacks} more | | |`] : [];
  return [says, ["| stack | verdict | answers |", "| --- | --- | --- |", ...rows, ...more].join("\n")];
}

const isBlocked = ({ outcome }: Judged): boolean => outcome.report.summary.blocked;

function countsLine({ outcome: { report } }: Judged): string {
  const advisory = report.verdicts.filter((verdict) => weightOf(verdict) === "advises").length;
  return `${countsOf(report.summary)}${advisory === 0 ? "" : `, ${advisory} advisory`}`;
}

/** Short ones only; the text report draws the others. */
function picturesOf(judged: readonly Judged[]): string[] {
  return judged.flatMap(({ outcome, stack }) => {
    const lines = drawPicture(outcome, paintIn(false)).slice(1, -1);
    const long = lines.length > maxPicture.lines || lines.join("\n").length > maxPicture.characters;
    if (lines.length === 0 || long) return [];
    const about = judged.length > 1 && stack !== undefined ? `: ${htmlCode(withoutControls(stack), 80)}` : "";
    return [folded(`The money's way${about}`, fenced(lines), judged.length === 1)];
  });
}

/** Parts in their order, without those that are too long to go in. */
function fit(parts: readonly WritePart[], room: number): Part[] {
  const kept: Part[] = [];
  let left = room;
  for (const write of parts) {
    const part = write(left);
    if (part.text.length > left) continue;
    kept.push(part);
    left -= part.text.length + 2;
  }
  return kept;
}

function fullReport(judged: readonly Judged[]): string {
  const files = judged.flatMap(({ report }) => (report === undefined ? [] : [code(withoutControls(report))]));
  const [file] = files;
  if (file === undefined) return "`--format json=FILE` writes all of them.";
  return files.length === 1 ? `All of them: ${file}.` : `All of them: ${file} and ${files.length - 1} more like it.`;
}
