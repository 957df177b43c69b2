import { beforeAll, describe, expect, test } from "@jest/globals";
import { audit } from "../../../live/audit/audit";
import type { LocalAws } from "../../../local-aws/local-aws";
import { defaultSettings, type Report } from "../../../policies";
import { runLocalAws } from "../../local-aws/support/run-local-aws";
import { clientsFor } from "../support/live-clients-of";
import { seedAccount, type SeededAccount } from "../support/seeded-account";

const count = 2000;

describe("two thousand agents, while AWS throttles now and then", () => {
  let seeded: SeededAccount;
  let report: Report;
  let requests: number;
  let throttled: number;

  beforeAll(async () => {
    let seen = 0;
    const aws: LocalAws = await runLocalAws({
      // Every fifteen hundred requests fifteen are refused for their pace.
      writeDelayMs: 60_000,
      onRequest: () => {
        seen += 1;
        if (seen % 1500 === 0) aws.faults.inject({ effect: { kind: "throttle" }, times: 15 });
      },
    });
    seeded = seedAccount(aws, count);
    const clients = await clientsFor(aws, { throttledMs: 60_000 });
    const request = { settings: defaultSettings, now: new Date(), target: "aws", tell: () => undefined };
    report = (await audit({ ...request, clients: [clients] })).report;
    clients.destroy();
    const all = aws.requests.all();
    requests = all.length;
    throttled = all.filter(({ code = "" }) => code.startsWith("Throttling")).length;
  });

  const addresses = (rule: string, verdict: string): readonly string[] =>
    report.verdicts.filter((each) => each.rule === rule && each.verdict === verdict).map(({ address }) => address);

  test("are all read, each once", () => {
    const rule = "agent-uses-inference-profile";
    const judged = [...addresses(rule, "pass"), ...addresses(rule, "fail")].map((arn) => arn.split("/").at(-1));
    expect(judged.sort()).toEqual(seeded.agents);
    expect(report.errors).toEqual([]);
    expect(report.summary.undetermined).toBe(0);
  });

  test("and what is wrong with them is found, and nothing else", () => {
    for (const [rule, wrong] of Object.entries(seeded.wrong))
      expect([rule, addresses(rule, "fail")]).toEqual([rule, wrong]);
    const all = Object.values(seeded.wrong).flat().length;
    expect(report.verdicts.filter(({ verdict }) => verdict === "fail")).toHaveLength(all);
  });

  test("with hardly more requests than AWS's pages ask for", () => {
    expect(throttled).toBeGreaterThanOrEqual(60);
    expect(requests).toBeGreaterThanOrEqual(seeded.leastRequests);
    expect(requests / seeded.leastRequests).toBeLessThan(1.2);
  });
});
