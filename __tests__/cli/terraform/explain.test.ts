import { describe, expect, test } from "@jest/globals";
import { explain, isPropagationFailure } from "../../../cli/terraform/explain";

const said = (output: string) => ({ output, unlock: (id: string) => `chargeback unlock one ${id}` });

describe("explain", () => {
  test.each([
    [
      "a lock",
      "Error: Error acquiring the state lock\n\nLock Info:\n  ID:        9db-590\n  Path: x",
      "release its lock: chargeback unlock one 9db-590",
    ],
    [
      "no bucket",
      'Error: Failed to get existing workspaces: S3 bucket "acme-state" does not exist.\n',
      "The bucket acme-state that keeps the state is not there. Make it once: chargeback bootstrap",
    ],
    ["another account", "Error: AWS account ID not allowed: 1", "accountId"],
    ["no credentials", "Error: No valid credential sources found", "--target offline"],
    ["no provider", "Error: Failed to query available provider packages", "CHARGEBACK_PROVIDER_DIR"],
    ["the closed door", "StatusCode: 403 ... service is in Maintenance Mode", "2026-07-30"],
  ])("tells the way out of %s", (_, output, expected) => {
    expect(explain(said(output))).toContain(expected);
  });

  test("says nothing about what it does not know", () => {
    expect(explain(said("Error: Invalid reference"))).toBeUndefined();
  });
});

describe("isPropagationFailure", () => {
  const agent = "Error: creating Bedrock Agent\n\noperation error Bedrock Agent: CreateAgent, ";
  test.each([
    ["the agent's role is not spread", `${agent}AccessDeniedException: Ensure Agent role has valid permissions`, true],
    ["the role cannot be assumed yet", `${agent}ValidationException: Amazon Bedrock cannot assume role`, true],
    ["the door is closed", `${agent}AccessDeniedException: role, Maintenance Mode`, false],
    ["another service denies", "Error: creating Lambda Function: AccessDeniedException: not authorized", false],
    ["the agent's name is wrong", `${agent}ValidationException: agentName is too long`, false],
    [
      "two errors, neither of them it",
      `${agent}ConflictException: exists\nError: creating IAM Role: AccessDenied: not authorized`,
      false,
    ],
  ])("%s", (_, output, expected) => {
    expect(isPropagationFailure(output)).toBe(expected);
  });
});
