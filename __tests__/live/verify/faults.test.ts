import { describe, expect, test } from "@jest/globals";
import { LiveFailure } from "../../../live";
import type { InjectedFault } from "../../../local-aws/faults";
import { deployed, verified } from "./verified";

test("what goes wrong now and then changes nothing of what is found", async () => {
  const { aws, project } = await deployed();
  const calm = await verified(aws, project);
  aws.faults.inject({ effect: { kind: "throttle" }, times: 3 });
  aws.faults.inject({ service: "Bedrock Agent", effect: { kind: "error", status: 500 }, times: 2 });
  aws.faults.inject({ service: "Lambda", effect: { kind: "cut" }, times: 2 });
  aws.faults.inject({ service: "Budgets", effect: { kind: "latency", milliseconds: 200 }, times: 4 });
  const { findings, outcome } = await verified(aws, project);
  expect(findings).toEqual(calm.findings);
  expect(outcome).toBe("waiting");
});

/** What becomes of a verification, all of whose calls of one operation meet the fault. */
async function outcomeUnder(fault: InjectedFault, { aws, project }: Awaited<ReturnType<typeof deployed>>) {
  aws.faults.inject(fault);
  try {
    // A call takes its time, and only the key of the API is asked for its sake.
    const invoke = fault.operation === "GetApiKey" ? { pausesMs: [] } : undefined;
    const timeoutMs = fault.effect.kind === "latency" ? 2_500 : 30_000;
    const asked = { attempts: 1, timeoutMs, invoke, costExplorer: true };
    return (await verified(aws, project, asked)).outcome;
  } catch (error) {
    if (error instanceof LiveFailure) return error.kind;
    throw error;
  } finally {
    aws.faults.clear();
  }
}

/** Operations of the functions and the agent behind the API, not of the verification. */
const notOurs = ["POST", "InvokeAgent", "InvokeModel", "Invoke", "AssumeRole"];

const essential = ["GetCallerIdentity", "GetAgent"];

test("an operation that is refused for ever is told, whichever it is, and never taken for a pass", async () => {
  const here = await deployed();
  const { aws, project } = here;
  const before = aws.requests.all().length;
  await verified(aws, project, { invoke: {}, costExplorer: true });
  const asked = aws.requests.all().slice(before);
  const ours = [...new Set(asked.flatMap(({ operation = "" }) => operation))].filter(
    (operation) => operation !== "" && !notOurs.includes(operation),
  );
  expect(ours.length).toBeGreaterThan(20);
  const outcomes: Record<string, string> = {};
  const effect = { kind: "error", status: 500 } as const;
  for (const operation of ours) outcomes[operation] = await outcomeUnder({ operation, effect }, here);
  const expected = ours.map((operation) => [operation, essential.includes(operation) ? "service" : "unread"]);
  expect(outcomes).toEqual(Object.fromEntries(expected));
});

describe.each([
  ["is throttled for ever", { kind: "throttle" }, "throttled"],
  ["has its connections cut", { kind: "cut" }, "network"],
  ["answers too late", { kind: "latency", milliseconds: 5_000 }, "timeout"],
] as const)("an operation that %s", (_, effect, kind) => {
  test.each([
    ["GetAgent", kind],
    ["ListRolePolicies", "unread"],
    ["FilterLogEvents", "unread"],
  ])("is told: %s", async (operation, outcome) => {
    expect(await outcomeUnder({ operation, effect }, await deployed())).toBe(outcome);
  });
});

test("a test call that fails while IAM has not spread a role is sent again, and only then told", async () => {
  const { aws, project } = await deployed();
  const fault = {
    operation: "InvokeAgent",
    effect: { kind: "error", status: 403, code: "AccessDeniedException" },
  } as const;
  aws.faults.inject({ ...fault, times: 1 });
  const again = await verified(aws, project, { invoke: { pausesMs: [10] } });
  expect(again.passed).toContain("test-call-is-answered");

  aws.faults.inject(fault);
  const { wrong, outcome } = await verified(aws, project, { invoke: { pausesMs: [10] } });
  expect(wrong.map(({ check }) => check)).toEqual(["test-call-is-answered"]);
  expect(wrong[0]?.message).toMatch(/answered the test call with 5\d\d/);
  expect(wrong[0]?.remedy).toContain("read the function's log");
  expect(outcome).toBe("wrong");
});
