import { openClients, subjectsIn, verify } from "../../../live";
import type { LocalAws } from "../../../local-aws/local-aws";
import { defaultSettings } from "../../../policies";
import { environmentOf } from "./live-clients-of";

/** What is not as it should be of the projects that a stack's outputs tell of. @param outputs what `terraform output -json` wrote */
export async function wrongIn(aws: LocalAws, outputs: string) {
  const told = JSON.parse(outputs) as Record<string, { readonly value: unknown }>;
  const values = Object.fromEntries(Object.entries(told).map(([name, { value }]) => [name, value]));
  const clients = await openClients({ env: environmentOf(aws), version: "0.0.0" });
  const settings = { ...defaultSettings, now: aws.clock.now() };
  const verified = [];
  for (const subject of subjectsIn(values)) verified.push(await verify({ clients, subject, settings }));
  clients.destroy();
  const found = verified.flatMap(({ findings }) => findings);
  return {
    agents: verified.length,
    wrong: found.filter(({ verdict }) => verdict === "fail" || verdict === "undetermined"),
    waiting: found.filter(({ verdict }) => verdict === "waiting").map(({ check }) => check),
  };
}
