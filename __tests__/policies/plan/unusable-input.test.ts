import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { gate, readPlan, UnusableInputError } from "../../../policies";
import { recordedPlan } from "../support";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "chargeback-input-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function gateFile(content: string | Buffer): Promise<unknown> {
  const file = path.join(folder, "plan.json");
  writeFileSync(file, content);
  try {
    return await gate({ plan: readPlan(file) });
  } catch (error) {
    return error;
  }
}

const whole = JSON.stringify(recordedPlan("news-agent"));
const withMembers = (members: Record<string, unknown>): string =>
  JSON.stringify({ ...recordedPlan("news-agent"), ...members });
/** Its first row told otherwise than its address tells it. */
function renamed(members: Record<string, unknown>, behindAddress = ""): string {
  const [first, ...others] = recordedPlan("news-agent").resource_changes;
  const address = `${first?.address ?? ""}${behindAddress}`;
  return withMembers({ resource_changes: [{ ...first, address, ...members }, ...others] });
}
const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

describe("input that is no plan", () => {
  test.each<[string, string | Buffer, RegExp]>([
    ["empty", "", /is empty/],
    ["broken JSON", '{"format_version": 1.2.3}', /is not JSON: broken at/],
    ["cut off", whole.slice(0, 5000), /is not JSON: (it ends too early|broken at)/],
    ["an empty object", "{}", /is not a Terraform plan: format_version/],
    ["a list", "[]", /an object is expected/],
    ["null", "null", /an object is expected/],
    ["a state file", '{"version": 4, "serial": 1, "lineage": "x", "resources": []}', /is a Terraform state file/],
    ["a state's JSON", '{"format_version": "1.0", "values": {}}', /is the JSON of a state/],
    ["a configuration", '{"terraform": {}, "resource": {}}', /is a Terraform configuration/],
    ["a future format", withMembers({ format_version: "2.0" }), /has plan format_version "2.0"; this gate reads 1.x/],
    ["a format that is no text", withMembers({ format_version: 1.2 }), /format_version/],
    ["a binary plan", Buffer.from("PK\u0003\u0004rest"), /is Terraform's binary plan file/],
    ["binary", Buffer.from([0x7b, 0x00, 0x01, 0x02]), /is a binary file/],
    [
      "UTF-16",
      Buffer.from("\uFEFF{}", "utf16le"),
      /is UTF-16, as Windows PowerShell writes with >; make it with: .*Out-File/,
    ],
    ["not UTF-8", Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), /is not UTF-8/],
    ["200,000 brackets", nested(200_000), /an object is expected/],
    [
      "200,000 brackets in a row",
      withMembers({ resource_changes: "@" }).replace('"@"', nested(200_000)),
      /resource_changes\[0\]/,
    ],
    ["rows that are no rows", withMembers({ resource_changes: [null] }), /resource_changes\[0\] has not the form/],
    [
      "a row without a change",
      withMembers({ resource_changes: [{ address: "a", type: "b", name: "c", mode: "managed" }] }),
      /resource_changes\[0\]/,
    ],
    ["a row of another type than its address", renamed({ type: "aws_sns_topic" }), /resource_changes\[0\] has not/],
    ["a row of another name than its address", renamed({ name: "other" }), /resource_changes\[0\] has not/],
    ["a row in another module than its address", renamed({ module_address: "module.m" }), /resource_changes\[0\] has/],
    ["a data source with a resource's address", renamed({ mode: "data" }), /resource_changes\[0\] has not/],
    ["a row with a key that its address has not", renamed({ index: 0 }), /resource_changes\[0\] has not/],
    ["a row without the key of its address", renamed({}, '["k"]'), /resource_changes\[0\] has not/],
    [
      "resource_changes that are no list",
      withMembers({ resource_changes: {} }),
      /resource_changes: Invalid input: expected array, received object;/,
    ],
  ])("%s", async (_, content, message) => {
    const error = await gateFile(content);
    expect(error).toBeInstanceOf(UnusableInputError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain("\n");
  });

  test("a mark before UTF-8 is passed over", async () => {
    expect(await gateFile(`\uFEFF${whole}`)).toMatchObject({ report: { version: 1 } });
  });

  test("200,000 brackets within an attribute are read without a crash", async () => {
    const plan = recordedPlan("news-agent");
    for (const { type, change } of plan.resource_changes) {
      if (type === "aws_api_gateway_stage") Object.assign(change, { after_unknown: "@" });
    }
    const outcome = await gateFile(JSON.stringify(plan).replace('"@"', nested(200_000)));
    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(UnusableInputError);
    else expect(outcome).toMatchObject({ report: { version: 1 } });
  });

  test("30,000 brackets where a rule looks are the plan's fault, not the rule's", async () => {
    const plan = recordedPlan("news-agent");
    for (const { type, change } of plan.resource_changes) {
      if (type !== "aws_bedrockagent_agent") continue;
      change.after["prompt_override_configuration"] = ["@"];
      delete change.after_unknown["prompt_override_configuration"];
    }
    const error = await gateFile(JSON.stringify(plan).replace('"@"', nested(30_000)));
    expect(error).toBeInstanceOf(UnusableInputError);
    expect((error as Error).message).toMatch(/is nested too deeply/);
  });

  test.each([
    ["a missing file", "missing.json", /does not exist/],
    ["a folder", ".", /is a folder/],
  ])("%s", (_, name, message) => {
    expect(() => readPlan(path.join(folder, name))).toThrow(message);
  });

  test("what was read ahead is told as the file would be, and its memory is given back", () => {
    const ahead = new ArrayBuffer(4, { maxByteLength: 4 });
    Buffer.from(ahead).write("PK..");
    expect(() => readPlan("plan.tfplan", ahead)).toThrow(/plan.tfplan is Terraform's binary plan file/);
    expect(ahead.byteLength).toBe(0);
  });

  test("broken JSON is located without quoting the text around it", async () => {
    const error = await gateFile('{"password": "hunter2" "x"}');
    expect((error as Error).message).not.toContain("hunter2");
  });
});
