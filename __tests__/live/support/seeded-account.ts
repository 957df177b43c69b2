import type { LocalAws } from "../../../local-aws/local-aws";
import {
  type Agent,
  type AgentContent,
  bedrockAgentSlice,
} from "../../../local-aws/services/bedrock-agent/agents-slice";
import { bedrockSlice } from "../../../local-aws/services/bedrock/profiles-slice";
import { iamSlice } from "../../../local-aws/services/iam/state";
import { accountId, model, region, throughProfileOnly } from "./deployed-project";

export const seededAt = "2026-01-01T00:00:00.000Z";

export interface SeededAccount {
  readonly agents: readonly string[];
  /** The least number of requests that tell all of it, by what AWS's pages hold. */
  readonly leastRequests: number;
  /** Addresses that each rule has to fail. */
  readonly wrong: Readonly<Record<string, readonly string[]>>;
  /** Puts all of it right. */
  readonly mend: () => void;
}

const pageSize = 1000;
const agentsOfProfile = 10;
const agentsOfRole = 100;

/**
 * An account of so many agents, put straight into the state: made by the SDK it would take minutes, since each alias waits for its
 * agent. Of a hundred agents one calls a model directly, one has left its alias behind, and one has a profile without a tag.
 */
export function seedAccount(aws: LocalAws, count: number): SeededAccount {
  const arn = (what: string) => `arn:aws:bedrock:${region}:${accountId}:${what}`;
  const profiles = Array.from({ length: Math.ceil(count / agentsOfProfile) }, (_, index) =>
    arn(`application-inference-profile/profile${String(index).padStart(5, "0")}`),
  );
  const untagged = arn("application-inference-profile/untagged0000");
  const unused = arn("application-inference-profile/unused000000");
  for (const each of [...profiles, untagged, unused])
    seedProfile(aws, each, each === untagged ? {} : { Project: "seed" });
  const roles = Array.from({ length: Math.ceil(count / agentsOfRole) }, (_, index) => {
    const bypasses = index === 1;
    const own = profiles[(index * agentsOfRole) / agentsOfProfile] ?? untagged;
    const Statement = bypasses ? [{ Effect: "Allow", Action: "bedrock:*", Resource: "*" }] : throughProfileOnly(own);
    return { bypasses, arn: seedRole(aws, `seed-${String(index)}`, Statement) };
  });
  const wrong = { raw: [] as string[], behind: [] as string[] };
  const { agents } = aws.state(bedrockAgentSlice);
  for (let index = 0; index < count; index += 1) {
    const kind = index % 100;
    const own = kind === 2 ? untagged : (profiles[Math.floor(index / agentsOfProfile)] ?? untagged);
    const id = `SEED${String(index).padStart(6, "0")}`;
    const role = roles[Math.floor(index / agentsOfRole)]?.arn ?? "";
    const now = contentOf(id, kind === 0 ? "amazon.nova-lite-v1:0" : own, role);
    const before = contentOf(id, "amazon.nova-micro-v1:0", role);
    const aliases = kind === 1 ? { A: "1" } : kind === 3 ? { A: "2", B: "2" } : { A: "2" };
    agents[id] = agentOf(id, { now, versions: [before, now], aliases });
    if (kind === 0) wrong.raw.push(arn(`agent/${id}`));
    if (kind <= 1) wrong.behind.push(arn(`agent-alias/${id}/${id.slice(0, 9)}A`));
  }
  const profileCount = profiles.length + 2;
  return {
    agents: Object.keys(agents),
    // The caller, the lists, each agent with its aliases and its one served version, each profile's tags, and of a role four: itself, two lists and its policy.
    leastRequests:
      1 + pages(count) + pages(profileCount) + 1 + count * 3 + profileCount + Math.ceil(count / agentsOfRole) * 4,
    wrong: {
      "agent-uses-inference-profile": wrong.raw,
      "alias-follows-agent": wrong.behind,
      "no-direct-model-access": roles.filter(({ bypasses }) => bypasses).map((role) => role.arn),
      "inference-profile-has-project-tag": [untagged],
      "inference-profile-is-used": [unused],
    },
    mend: () => {
      mend(aws, profiles[0] ?? untagged);
    },
  };
}

function mend(aws: LocalAws, profile: string): void {
  const { profiles } = aws.state(bedrockSlice);
  for (const each of Object.values(profiles)) each.tags = { Project: "seed" };
  for (const role of Object.values(aws.state(iamSlice).roles)) role.policies["own"] = text(throughProfileOnly(profile));
  for (const agent of Object.values(aws.state(bedrockAgentSlice).agents)) {
    const right = contentOf(agent.id, profile, agent.draft.settings.agentResourceRoleArn ?? "");
    agent.draft = agent.prepared = right;
    agent.versions.splice(0, agent.versions.length, ...["1", "2"].map((version) => versionOf(version, right)));
  }
}

const versionOf = (version: string, content: AgentContent) => ({ version, createdAt: seededAt, content });

const text = (Statement: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

const pages = (count: number): number => Math.ceil(count / pageSize);

const contentOf = (agentName: string, foundationModel: string, agentResourceRoleArn: string): AgentContent => ({
  settings: { agentName, foundationModel, agentResourceRoleArn, idleSessionTTLInSeconds: 600, instruction: "Answer." },
  actionGroups: [],
});

function agentOf(
  id: string,
  made: { now: AgentContent; versions: readonly AgentContent[]; aliases: Readonly<Record<string, string>> },
): Agent {
  const passing = { status: "CREATING", since: seededAt } as const;
  const own = Object.entries(made.aliases).map(([letter, version]) => {
    const aliasId = `${id.slice(0, 9)}${letter}`;
    return {
      ...{ id: aliasId, arn: `arn:aws:bedrock:${region}:${accountId}:agent-alias/${id}/${aliasId}`, passing, tags: {} },
      ...{ createdAt: seededAt, updatedAt: seededAt, name: letter, description: undefined },
      ...{ invocationState: "ACCEPT_INVOCATIONS" as const, history: [{ version, startedAt: seededAt }] },
    };
  });
  return {
    ...{
      id,
      arn: `arn:aws:bedrock:${region}:${accountId}:agent/${id}`,
      region,
      passing,
      settled: "PREPARED",
      tags: {},
    },
    ...{ createdAt: seededAt, updatedAt: seededAt, preparedAt: seededAt, draft: made.now, prepared: made.now },
    versions: made.versions.map((content, at) => versionOf(String(at + 1), content)),
    aliases: Object.fromEntries(own.map((alias) => [alias.id, alias])),
  };
}

function seedProfile(aws: LocalAws, arn: string, tags: Record<string, string>): void {
  const id = arn.split("/").at(-1) ?? "";
  const profile = { id, arn, name: id, region, createdAt: seededAt, modelArns: [model], tags };
  aws.state(bedrockSlice).profiles[arn] = profile;
}

function seedRole(aws: LocalAws, name: string, Statement: readonly object[]): string {
  const arn = `arn:aws:iam::${accountId}:role/${name}`;
  aws.state(iamSlice).roles[name] = {
    ...{ name, id: name, arn, path: "/", createdAt: seededAt, maxSessionSeconds: 3600, attached: [], tags: [] },
    trustPolicy: text([{ Effect: "Allow", Principal: { Service: "bedrock.amazonaws.com" }, Action: "sts:AssumeRole" }]),
    policies: { own: text(Statement) },
  };
  return arn;
}
