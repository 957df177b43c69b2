import type { Chapter } from "./story";

const heads = ["state", "model, untagged", "model, under the project", "budget grew by", "the gate"];

/** What was seen in each state, as a Markdown table. In US dollars. */
export function tableOf(chapters: readonly Chapter[]): string {
  const rows = chapters.map(({ state, money, refusals }, index) => [
    `${state.name}: ${state.title}`,
    dollars(money.modelUntaggedUsd),
    dollars(money.modelUnderProjectUsd),
    dollars(money.budgetUsd - (chapters[index - 1]?.money ?? { budgetUsd: 0 }).budgetUsd),
    refusals.length === 0 ? "passes it" : "refuses it",
  ]);
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[], fill = " ") =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(" | ")} |`;
  const rule = line(
    heads.map(() => ""),
    "-",
  );
  return [line(heads), rule, ...rows.map((row) => line(row))].join("\n");
}

/** What the gate had against each plan, in its own words. */
export const refusalsOf = (chapters: readonly Chapter[]): string =>
  chapters
    .flatMap(({ state, refusals }) => refusals.map(({ rule, message }) => `${state.name}  ✗ ${rule}\n     ${message}`))
    .join("\n");

const dollars = (amount: number): string => amount.toFixed(6);
