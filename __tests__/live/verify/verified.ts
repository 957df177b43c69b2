import type { LocalAws } from "../../../local-aws/local-aws";
import { outcomeOf } from "../../../live";
import { verify, type VerifyInput } from "../../../live/verify/verify";
import { apiPlaceOf } from "../../../live/verify/subject";
import { defaultSettings } from "../../../policies";
import { runLocalAws } from "../../local-aws/support/run-local-aws";
import { type DeployedProject, deployProject, region } from "../support/deployed-project";
import { clientsFor } from "../support/live-clients-of";

type Asked = Partial<Pick<VerifyInput, "subject" | "invoke" | "costExplorer" | "apply">> & {
  readonly attempts?: number;
  readonly timeoutMs?: number;
};

/** What is found of a project, in what is not as it should be. */
export async function verified(aws: LocalAws, project: DeployedProject, asked: Asked = {}) {
  const { attempts, timeoutMs, ...input } = asked;
  const clients = await clientsFor(aws, { attempts, timeoutMs });
  const url = `https://${project.restApiId}.execute-api.${region}.amazonaws.com/v1/invoke`;
  const { agentId, aliasId, profileArn, apiKeyId } = project;
  const { tagKey, allowedProjects, levels } = defaultSettings;
  const result = await verify({
    clients,
    subject: { agentId, aliasId, profileArn, apiKeyId, api: apiPlaceOf(url) },
    settings: { tagKey, allowedProjects, levels, now: aws.clock.now() },
    ...input,
  });
  clients.destroy();
  const { findings } = result;
  const of = (...verdicts: string[]) => findings.filter(({ verdict }) => verdicts.includes(verdict));
  return {
    ...result,
    outcome: outcomeOf({ projects: [{ ...result, stack: null }] }),
    wrong: of("fail", "undetermined"),
    waiting: of("waiting").map(({ check }) => check),
    passed: of("pass").map(({ check }) => check),
  };
}

/** A project on local AWS, on the fifth of a month: the budget's period does not end under it. */
export async function deployed() {
  const aws = await runLocalAws();
  aws.clock.advance(Date.parse("2027-01-05T12:00:00Z") - aws.clock.now().getTime());
  return { aws, project: await deployProject(aws) };
}
