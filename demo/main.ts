import path from "node:path";
import { describeFailure, exitCodeOf } from "../cli/failure";
import { createProgress } from "../cli/progress";
import { openSession } from "../cli/session";
import { refusalsOf, tableOf } from "./table";
import { tellStory } from "./story";

/** `npm run demo`: where a project's model spend goes, in three states, on local AWS. It leaves nothing behind. */
async function main(): Promise<void> {
  const { env } = process;
  const progress = createProgress(process.stderr, env);
  const session = openSession((line) => {
    progress.note(line);
  });
  try {
    const told = tellStory({ env, session, progress }, path.join(__dirname, "..", "lambda", "bundles"));
    // As long as the story runs a signal ends Terraform in peace, and local AWS after it.
    const chapters = await session.guard({ kill: () => undefined }, told);
    process.stdout.write(
      `\nWhat Cost Explorer and the budget saw of the same calls, in US dollars\n\n${tableOf(chapters)}\n\n` +
        `What chargeback check had against the plans\n\n${refusalsOf(chapters)}\n`,
    );
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    process.stderr.write(`${describeFailure(error, env.CHARGEBACK_DEBUG === "1")}\n`);
  } finally {
    session.close();
  }
}

void main();
