import { describe, expect, test } from "@jest/globals";
import { plainLine, workflowCommand } from "../../../policies/report/workflow-command";

describe("an annotation", () => {
  const written = (message: string): string => workflowCommand({ level: "error", title: "t", message });

  test("stands where it is told to", () => {
    const about = { level: "warning", title: "t", message: "m" } as const;
    expect(workflowCommand(about)).toBe("::warning title=t::m");
    expect(workflowCommand({ ...about, place: { file: "main.tf", line: 7 } })).toBe(
      "::warning file=main.tf,line=7,title=t::m",
    );
    expect(workflowCommand({ ...about, place: { file: "main.tf", line: 7, column: 3 } })).toBe(
      "::warning file=main.tf,line=7,col=3,title=t::m",
    );
  });

  test("escapes what would end a message, and in a property what would end that", () => {
    const text = "100%: a, b\r\nc";
    expect(workflowCommand({ level: "error", title: text, message: text })).toBe(
      "::error title=100%25%3A a%2C b%0D%0Ac::100%25: a, b%0D%0Ac",
    );
  });

  test("is cut where the runner would cut it, and says so", () => {
    expect(written("a".repeat(4096))).toBe(`::error title=t::${"a".repeat(4096)}`);
    expect(written("a".repeat(4097))).toBe(`::error title=t::${"a".repeat(4095)}…`);
  });

  test("is cut between characters, and keeps those before", () => {
    expect(written(`🙂${"a".repeat(4092)}🙂b`)).toBe(`::error title=t::🙂${"a".repeat(4092)}…`);
    expect(written(`${"a".repeat(4093)}🙂bb`)).toBe(`::error title=t::${"a".repeat(4093)}🙂…`);
  });
});

test("a line of the log holds no command of the older form", () => {
  expect(plainLine("a ##[error]b ##[group]c # [d]")).toBe("a ## [error]b ## [group]c # [d]");
});
