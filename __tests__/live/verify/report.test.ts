import { describe, expect, test } from "@jest/globals";
import { outcomeOf, renderVerifyText, subjectsIn, verifyReport, waitFor } from "../../../live";
import { finding, type CheckFinding } from "../../../live/verify/finding";

const account = { accountId: "111122223333", region: "eu-west-2", agentId: "ABCDEFGHIJ", stack: null };
const now = new Date("2027-01-05T12:00:00Z");
const reportOf = (...findings: CheckFinding[]) => verifyReport([{ ...account, findings }], { target: "aws", now });

const pass = finding("one", "a", { verdict: "pass", message: "it is so" });
const waiting = finding("two", "b", { verdict: "waiting", message: "not yet", lookAgain: "2027-01-07T00:00:00.000Z" });
const open = finding("three", "c", { verdict: "undetermined", message: "who knows" });
const unread = finding("four", "d", { verdict: "undetermined", message: "no answer", unread: true });
const fail = finding("five", "e", { verdict: "fail", message: "it is not", remedy: "make it so" });

describe("what a verification comes to", () => {
  test.each([
    ["clean", [pass]],
    ["clean", [pass, { ...fail, level: "advisory" }]],
    ["waiting", [pass, waiting]],
    ["wrong", [waiting, open]],
    ["unread", [waiting, open, unread]],
    ["wrong", [waiting, unread, fail]],
  ] as [string, CheckFinding[]][])("%s", (outcome, findings) => {
    expect(outcomeOf(reportOf(...findings))).toBe(outcome);
  });
});

test("the report counts each answer by itself, and says when to look again", () => {
  const later = { ...waiting, lookAgain: "2027-01-08T00:00:00.000Z" };
  const { summary, lookAgain, at } = reportOf(later, pass, waiting, fail, open);
  expect(summary).toEqual({ pass: 1, fail: 1, undetermined: 1, waiting: 2, notApplicable: 0 });
  expect({ lookAgain, at }).toEqual({ lookAgain: "2027-01-07T00:00:00.000Z", at: now.toISOString() });
});

test("a person reads what is wrong and what to do, and each check in a line", () => {
  const hostile = { ...fail, message: "it is not\u001b[2J" };
  const text = renderVerifyText(reportOf(pass, waiting, hostile), { colour: false });
  expect(text).toContain("✗ five  e\n    why        it is not[2J\n    fix        make it so\n");
  expect(text).toContain("… two  b\n    waiting    not yet\n    look       again after 2027-01-07T00:00:00.000Z\n");
  expect(text).toContain("  ✓ one  it is so\n");
  expect(text).toMatch(/NOT VERIFIED: 1 pass, 1 fail, 0 undetermined, 1 waiting\n$/);
});

describe("a stack's outputs", () => {
  test("tell of each of its projects, with their API", () => {
    const outputs = {
      AgentId: "AAAAAAAAAA",
      Shop_AgentId_0123ABCD: "BBBBBBBBBB",
      Shop_AgentAliasId_0123ABCE: "CCCCCCCCCC",
      Shop_InvokeUrl_0123ABCF: "https://abc123.execute-api.eu-west-2.amazonaws.com/v1/invoke",
      Shop_ApiKeyId_0123ABCF: "key",
      Other: "of no project",
      Count_AgentId_0123ABCD: 5,
    };
    expect(subjectsIn(outputs)).toEqual([
      { agentId: "AAAAAAAAAA" },
      {
        agentId: "BBBBBBBBBB",
        aliasId: "CCCCCCCCCC",
        api: { restApiId: "abc123", stage: "v1", path: "/invoke" },
        apiKeyId: "key",
      },
    ]);
  });
});

describe("waiting", () => {
  const counted = async (until: number, forMs: number) => {
    let looks = 0;
    const pauses: number[] = [];
    const look = () => Promise.resolve((looks += 1));
    const options = { forMs, firstPauseMs: 1, longestPauseMs: 4, onPause: (ms: number) => pauses.push(ms) };
    await waitFor(look, (seen) => seen < until, options);
    return { looks, pauses };
  };

  test("ends with what is waited for, after pauses that grow up to a longest one", async () => {
    expect(await counted(6, 60_000)).toEqual({ looks: 6, pauses: [1, 2, 4, 4, 4] });
  });

  test("looks once where it has no time, and ends with its time where nothing comes", async () => {
    expect((await counted(Infinity, 0)).looks).toBe(1);
    const { looks, pauses } = await counted(Infinity, 30);
    expect(looks).toBe(pauses.length + 1);
    expect(looks).toBeGreaterThan(1);
  });
});
