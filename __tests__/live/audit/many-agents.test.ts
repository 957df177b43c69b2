import { expect, test } from "@jest/globals";
import { audit } from "../../../live/audit/audit";
import { defaultSettings } from "../../../policies";
import { runLocalAws } from "../../local-aws/support/run-local-aws";
import { clientsFor } from "../support/live-clients-of";
import { seedAccount } from "../support/seeded-account";

test("two thousand agents are audited whole, each once, with hardly more requests than AWS's pages ask for", async () => {
  const aws = await runLocalAws();
  const seeded = seedAccount(aws, 2000);
  const clients = await clientsFor(aws, { throttledMs: 90_000 });
  const start = performance.now();
  const { report } = await audit({
    ...{ clients: [clients], settings: defaultSettings, now: new Date(), target: "aws", tell: () => undefined },
  });
  console.log((performance.now() - start) / 1000, aws.requests.all().length, seeded.leastRequests, process.memoryUsage().heapUsed / 1e6);
  clients.destroy();
  const failed = (rule: string) =>
    report.verdicts.filter((each) => each.rule === rule && each.verdict === "fail").map(({ address }) => address);
  for (const [rule, addresses] of Object.entries(seeded.wrong)) expect([rule, failed(rule)]).toEqual([rule, addresses]);
});
