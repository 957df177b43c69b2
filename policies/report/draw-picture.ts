import type { Outcome } from "../gate";
import { withoutControls } from "./control-characters";
import { budgetLines } from "./budget-lines";
import { moneyPaths, type Station } from "./money-path";
import type { Paint } from "./paint";

/** More ways than these are not drawn. */
const maxPaths = 12;

/** A plan with more agents than these is not a picture any more. */
const maxAgents = 60;

/** The money's way from each client to each model, with the bill that every station lands on; empty without an agent. */
export function drawPicture({ estate, tagKey, conceal }: Outcome, paint: Paint): string[] {
  if (estate.agents.length > maxAgents) {
    return [paint.bold("The money's way"), `  ${estate.agents.length} agents, too many to draw`, ""];
  }
  const paths = moneyPaths(estate, tagKey);
  if (paths.length === 0) return [];
  const rows = paths.slice(0, maxPaths).flatMap((path) => drawStation(path, conceal));
  const more = paths.length > maxPaths ? [`  and ${paths.length - maxPaths} more`] : [];
  const width = rows.reduce((most, { left }) => Math.max(most, left.length), 0) + 3;
  const drawn = rows.map(({ left, bill }) =>
    bill === undefined ? left : `${left.padEnd(width)}${drawBill(bill, paint)}`,
  );
  const budgets = budgetLines(estate, tagKey).map((line) => `  ${withoutControls(conceal(line))}`);
  return [paint.bold("The money's way"), ...drawn, ...more, ...budgets, ""];
}

interface Row {
  readonly left: string;
  readonly bill: Station["bill"];
}

function drawStation(station: Station, conceal: Outcome["conceal"], indent = "  ", branch = ""): Row[] {
  const inner = indent + (branch === "" ? "" : branch === "└─ " ? "   " : "│  ");
  const below = station.next.flatMap((next, index) =>
    drawStation(next, conceal, inner, index === station.next.length - 1 ? "└─ " : "├─ "),
  );
  const left = `${indent}${branch}${station.kind} ${withoutControls(conceal(station.name))}`.trimEnd();
  const bill = station.bill && { ...station.bill, text: withoutControls(conceal(station.bill.text)) };
  return [{ left, bill }, ...below];
}

function drawBill({ text, lost }: NonNullable<Station["bill"]>, paint: Paint): string {
  return lost ? paint.red(`✗ ${text}`) : paint.green(text);
}
