import { setTimeout as sleep } from "node:timers/promises";
import { ProgramFailure } from "../failure";
import { control } from "./control";
import { readInstance, type Instance } from "./instance";

/** To end the functions that run and to write the state. */
const patienceMs = 15_000;

/** Stops a local AWS and waits until its state is written. */
export async function stopLocalAws(folder: string, instance: Instance): Promise<void> {
  await control(instance, "POST", "stop");
  const began = performance.now();
  while (readInstance(folder)?.id === instance.id) {
    if (performance.now() - began > patienceMs) {
      throw new ProgramFailure(`Local AWS was asked to stop and has not: process ${instance.pid}. End that process.`);
    }
    await sleep(50);
  }
}
