import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { unzipSync } from "fflate";
import { deterministicZip } from "../../lambda/deterministic-zip";
import { feedXml } from "./search-aws-news/fixture";
import { startServer } from "./search-aws-news/local-server";
import { proxyEvent } from "./invoke-agent/proxy-event";

const projectFolder = path.join(__dirname, "..", "..");
const names = ["invoke-agent", "search-aws-news"];
let scratch: string;
let first: Bundles;
let second: Bundles;

interface Bundles {
  zips: Buffer[];
  stdout: string;
  stderr: string;
}

async function bundle(folder: string, cwd: string, TZ: string): Promise<Bundles> {
  const out = path.join(folder, "lambda", "bundles");
  const arguments_ = ["--import", "tsx", path.join(folder, "lambda", "bundle.ts")];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, arguments_, {
    cwd,
    env: { ...process.env, TZ },
  });
  return { zips: await Promise.all(names.map((name) => readFile(path.join(out, `${name}.zip`)))), stdout, stderr };
}

/** A clone in another place: sources with times of their own, and dependencies behind a link. */
async function copyProject(name: string): Promise<string> {
  const folder = path.join(scratch, name);
  await mkdir(folder);
  await cp(path.join(projectFolder, "lambda"), path.join(folder, "lambda"), {
    recursive: true,
    filter: (source) => !source.includes(`${path.sep}bundles`),
  });
  await symlink(path.join(projectFolder, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), "bundle-"));
  const here = await copyProject("here");
  const there = await copyProject("a longer name, elsewhere");
  await cp(path.join(projectFolder, "tsconfig.json"), path.join(here, "tsconfig.json"));
  await utimes(path.join(there, "lambda", "invoke-agent", "index.ts"), 0, 0);
  [first, second] = await Promise.all([
    bundle(here, here, "Pacific/Kiritimati"),
    bundle(there, path.join(there, "lambda"), "America/Los_Angeles"),
  ]);
});

afterAll(async () => {
  await rm(scratch, { recursive: true });
});

const runHandler = `
  const context = { awsRequestId: "lambda-request-1", getRemainingTimeInMillis: () => 15000 };
  const { handler } = require("./index.js");
  handler(JSON.parse(process.argv[1]), context).then((answer) => process.stderr.write(JSON.stringify(answer)));
`;

/** Runs a bundle as Lambda does: the unpacked index.js in a Node of its own, with nothing beside it. */
async function invoke(index: number, event: unknown, environment: NodeJS.ProcessEnv = {}): Promise<unknown> {
  const folder = await mkdtemp(path.join(scratch, "unpacked-"));
  await writeFile(path.join(folder, "index.js"), unzipSync(first.zips[index] ?? new Uint8Array())["index.js"] ?? "");
  const { stderr } = await promisify(execFile)(process.execPath, ["-e", runHandler, JSON.stringify(event)], {
    cwd: folder,
    env: { ...environment, AWS_REGION: "eu-west-2", AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
  });
  return JSON.parse(stderr);
}

describe("lambda/bundle.ts", () => {
  test.each([0, 1])(
    "writes the same bytes in another folder and time zone, from sources of another date (%i)",
    (index) => {
      expect(first.zips[index]?.byteLength).toBeGreaterThan(10_000);
      expect(second.zips[index]?.equals(first.zips[index] ?? Buffer.alloc(0))).toBe(true);
    },
  );

  test("says one line per zip, on stderr, and leaves nothing else behind", async () => {
    expect(first.stdout).toBe("");
    expect(first.stderr.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^lambda\/bundles\/invoke-agent\.zip: \d+ kB, [0-9a-f]{12}$/),
      expect.stringMatching(/^lambda\/bundles\/search-aws-news\.zip: \d+ kB, [0-9a-f]{12}$/),
    ]);
    expect((await readdir(path.join(scratch, "here", "lambda", "bundles"))).sort()).toEqual(
      names.map((name) => `${name}.zip`),
    );
  });

  test.each([0, 1])("puts one file into a zip, without a trace of the checkout (%i)", (index) => {
    const files = unzipSync(first.zips[index] ?? new Uint8Array());
    expect(Object.keys(files)).toEqual(["index.js"]);
    const code = Buffer.from(files["index.js"] ?? []).toString();
    expect(code).not.toContain(scratch);
    expect(code).not.toContain(projectFolder);
    expect(code).not.toContain("sourceMappingURL");
  });

  test("the search-aws-news bundle answers an agent from a feed on the network", async () => {
    const server = await startServer((_request, response) => response.end(feedXml));
    const parameters = [{ name: "query", type: "string", value: "aurora" }];
    const event = { actionGroup: "news", function: "search_aws_news", parameters };
    const answer = await invoke(1, event, { FEED_URL: server.url });
    await server.close();
    expect(JSON.stringify(answer)).toContain("Amazon Aurora serverless pauses sooner");
  });

  test("the invoke-agent bundle loads the SDK and answers a bad request", async () => {
    expect(await invoke(0, proxyEvent("{"))).toMatchObject({ statusCode: 400 });
  });
});

describe("deterministicZip", () => {
  test("does not depend on the order of its input", () => {
    const a = Buffer.from("a");
    const b = Buffer.from("b");
    expect(deterministicZip({ a, b })).toEqual(deterministicZip({ b, a }));
    expect(deterministicZip({ a, b })).not.toEqual(deterministicZip({ a: b, b: a }));
  });

  test("holds the first day of 1980, and a mode that Lambda can read", () => {
    const zip = Buffer.from(deterministicZip({ a: Buffer.from("a") }));
    const central = zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    expect(zip.readUInt16LE(central + 14)).toBe((1 << 5) | 1);
    expect(zip.readUInt16LE(central + 12)).toBe(12 << 11);
    expect((zip.readUInt32LE(central + 38) >>> 16).toString(8)).toBe("100644");
  });
});
