import type { Context } from "../../context";
import { exitCodes, type ExitCode } from "../../exit-codes";
import { localFolder } from "../../local/folder";
import { runningIn } from "../../local/instance";
import { stopLocalAws } from "../../local/stop-local-aws";

/** `chargeback local stop`: ends it with its state written, for the next start to go on with. */
export async function stop(context: Context): Promise<ExitCode> {
  const folder = localFolder(context);
  const running = await runningIn(folder);
  if (running === undefined) {
    context.progress.note(`No local AWS runs for ${folder}.`);
    return exitCodes.clean;
  }
  await context.progress.step("Stopping local AWS", () => stopLocalAws(folder, running));
  return exitCodes.clean;
}
