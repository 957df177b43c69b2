import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Verdict } from "../../../policies";
import { gatePlan, verdictsOf } from "../support";
import type { Model } from "./model";
import { writePlan, type Layout, type WrittenPlan } from "./write-plan";

export const rule = "agent-uses-inference-profile";

/** The verdict on each agent, in order. The configuration folder is given when locals or the layout ask for it. */
export async function judge(
  models: readonly Model[],
  layout: Layout & { readonly folder?: boolean } = {},
): Promise<(Verdict | "waived" | undefined)[]> {
  return verdictsOn(writePlan(models, layout), layout.folder ?? true);
}

export async function verdictsOn(written: WrittenPlan, folder: boolean): Promise<(Verdict | "waived" | undefined)[]> {
  const dir = folder ? writeFolder(written.files) : undefined;
  try {
    const verdicts = verdictsOf(await gatePlan(written.plan, dir), rule);
    const found = new Map(verdicts.map(({ address, verdict }) => [address, verdict]));
    if (found.size !== verdicts.length) throw new Error("an agent has more than one verdict");
    return written.agents.map((address) => found.get(address));
  } finally {
    if (dir !== undefined) rmSync(dir, { recursive: true });
  }
}

function writeFolder(files: Readonly<Record<string, unknown>>): string {
  const dir = mkdtempSync(path.join(tmpdir(), "chargeback-property-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    writeFileSync(path.join(dir, name), JSON.stringify(content));
  }
  return dir;
}
