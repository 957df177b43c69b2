import type { Estate, RemovedResource } from "../estate";
import { certainValue } from "../attribute";
import { filterValue, projectOf } from "../project-tag";
import type { Finding, Rule } from "../rule";

export const planIsWhole: Rule = {
  id: "plan-is-whole",
  level: "mandatory",
  question: "Is the plan all that will happen, and does it keep the attribution that stands?",
  rationale:
    "What a targeted, deferred or failed plan leaves out is not judged; and a plan that deletes a budget or a profile while the agent stays takes the bill away from spend that goes on.",
  source: "https://developer.hashicorp.com/terraform/internals/json-format",
  judgesDestroy: true,
  examine: (estate, { tagKey }) => {
    const faults = estate.faults.map((fault): Finding => ({
      verdict: fault.uncertain === true ? "undetermined" : "fail",
      address: fault.about,
      message: fault.message,
      evidence: [],
      remedy: fault.remedy,
      ...(fault.advisory === true ? { level: "advisory" } : {}),
    }));
    const findings = [...faults, ...lostBudgets(estate, tagKey), ...lostProfiles(estate)];
    return findings.some(({ level }) => level !== "advisory") ? findings : [whole, ...findings];
  },
};

const whole: Finding = {
  verdict: "pass",
  address: "plan",
  message: "it is complete, without errors or failed conditions, and takes no attribution away",
  evidence: [],
};

/** What is forgotten stays in AWS, and bills as it did; that it is judged no more is said already. */
const deleted = ({ removed }: Estate): readonly RemovedResource[] =>
  removed.filter(({ change }) => change !== "forget");

function lostBudgets(estate: Estate, tagKey: string): Finding[] {
  const gone = deleted(estate).filter(({ counted }) => counted.length > 0);
  if (gone.length === 0) return [];
  const still = new Set(
    estate.budgets
      .flatMap((budget) => (budget.filters === "undetermined" ? [] : budget.filters))
      .flatMap(({ values }) => {
        const list = certainValue(values)?.value;
        return Array.isArray(list) ? list.map(String) : [];
      }),
  );
  const projects = new Set(estate.inferenceProfiles.map((profile) => projectOf(profile.tag(tagKey))));
  return gone.flatMap(({ address, counted }) => {
    const lost = [...projects].filter(
      (project) =>
        project !== undefined &&
        counted.includes(filterValue(tagKey, project)) &&
        !still.has(filterValue(tagKey, project)),
    );
    return lost.map((project): Finding => ({
      verdict: "fail",
      address,
      message: `the plan deletes the budget of ${project ?? ""}, whose spend goes on`,
      evidence: [],
      remedy: "keep the budget while an inference profile of the project stands",
    }));
  });
}

/** An agent that names a profile by a literal ARN is not replanned when that profile goes. */
function lostProfiles(estate: Estate): Finding[] {
  const gone = new Map(
    deleted(estate).flatMap((each): [string, RemovedResource][] => (each.arn === undefined ? [] : [[each.arn, each]])),
  );
  if (gone.size === 0) return [];
  return estate.agents.flatMap((agent) => {
    const model = certainValue(agent.foundationModel)?.value;
    const profile = typeof model === "string" ? gone.get(model) : undefined;
    return profile === undefined
      ? []
      : [
          {
            verdict: "fail" as const,
            address: profile.address,
            message: `the plan deletes the inference profile that ${agent.address} calls its model through`,
            evidence: [],
            remedy: `keep the profile, or point ${agent.address} to the one that replaces it`,
          },
        ];
  });
}
