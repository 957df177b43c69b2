import { readFileSync } from "node:fs";
import path from "node:path";
import type { Context } from "../cli/context";
import { makeStateBucket } from "../cli/local/make-state-bucket";
import { requireTerraform } from "../cli/terraform/find-terraform";
import { type LocalAws, startLocalAws } from "../local-aws/local-aws";
import { doors, services } from "../local-aws/services";
import { accountOf, type Money } from "./account";
import { region, stateBucket, synthesizeNews } from "./news-stack";
import { type Configuration, type ProjectState, states } from "./states";
import { type Refusal, terraformFor } from "./terraform";

type Known = Pick<Context, "env" | "session" | "progress">;

/** What came of one state of the project. */
export interface Chapter {
  readonly state: ProjectState;
  /** Of the plan that led to it; none where the gate lets it pass. */
  readonly refusals: readonly Refusal[];
  /** Of its two days. */
  readonly money: Money;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const calls = 3;
/** Long, so that its price can be seen. */
const prompt = "What is new about Amazon Bedrock? ".repeat(100);

/** Has the project in every state, one after the other in one account and month, and reads what each of them cost. */
export async function tellStory(context: Known, bundleDir: string): Promise<readonly Chapter[]> {
  const { session, progress, env } = context;
  const found = await requireTerraform(session, env);
  const folder = synthesizeNews(session.temporaryFolder(), bundleDir);
  const shipped = JSON.parse(readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as Configuration;
  const aws = await startLocalAws({ folder: session.temporaryFolder(), services, doors });
  try {
    toStartOfMonth(aws);
    await makeStateBucket(aws, { bucket: stateBucket, region, endpoints: [] });
    const terraform = terraformFor(context, found, folder, aws);
    const account = accountOf(aws);
    const ask = async () => {
      const status = await account.ask(prompt);
      if (status !== 200) throw new Error(`The project's API answered ${String(status)}.`);
    };
    /** Makes a state of the project, after its plan was shown to the gate. */
    const make = async ({ name, title, of }: ProjectState) => {
      const planned = await progress.step(`${name}: terraform plan, ${title}`, () => terraform.plan(name, of(shipped)));
      const refusals = await progress.step(`${name}: chargeback check`, () => terraform.check(planned));
      await progress.step(`${name}: terraform apply`, () => terraform.apply(name));
      return refusals;
    };
    /** Calls the agent as the website does, and looks at the bill two days later. */
    const spend = async ({ name }: ProjectState) => {
      const Start = dayOf(aws);
      await progress.step(`${name}: calling the agent through the API, ${String(calls)} times`, async () => {
        for (let call = 0; call < calls; call++) await ask();
      });
      aws.clock.advance(2 * dayMs);
      return account.money({ Start, End: dayOf(aws) });
    };

    await progress.step("terraform init", terraform.init);
    const chapters: Chapter[] = [];
    for (const state of states) {
      const refusals = await make(state);
      if (chapters.length === 0) await activate(aws, account, ask);
      chapters.push({ state, refusals, money: await spend(state) });
    }
    return chapters;
  } finally {
    await aws.stop();
  }
}

/** A tag's key is in billing data a day after the first spend with it, and counts from a day after its activation on. */
async function activate(aws: LocalAws, account: ReturnType<typeof accountOf>, ask: () => Promise<void>): Promise<void> {
  await ask();
  aws.clock.advance(dayMs + hourMs);
  await account.activateTag();
  aws.clock.advance(dayMs + hourMs);
}

/** A budget is of a calendar month: the story is to be in one. */
function toStartOfMonth({ clock }: LocalAws): void {
  const now = clock.now();
  clock.advance(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1, 9) - now.getTime());
}

const dayOf = ({ clock }: LocalAws): string => clock.now().toISOString().slice(0, 10);
