import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { describe, expect, test } from "@jest/globals";
import { slice } from "../../../local-aws/slice";
import { openStore } from "../../../local-aws/store/store";
import { clientOf, runLocalAws } from "../support/run-local-aws";

const newFolder = () => mkdtempSync(path.join(tmpdir(), "local-aws-store-"));
const counts = slice("counts", (): Record<string, number> => ({}));

test("state, bytes and the moved clock survive a restart", async () => {
  const folder = newFolder();
  const object = { Bucket: "kept", Key: "key" };
  const before = await runLocalAws({ folder });
  const s3 = new S3Client({ ...clientOf(before), region: "us-east-1", forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: "kept" }));
  await s3.send(new PutObjectCommand({ ...object, Body: "bytes" }));
  before.clock.advance(40 * 24 * 3600 * 1000);
  await before.stop();

  const after = await runLocalAws({ folder });
  const again = new S3Client({ ...clientOf(after), region: "us-east-1", forcePathStyle: true });
  expect(await (await again.send(new GetObjectCommand(object))).Body?.transformToString()).toBe("bytes");
  expect(after.clock.now().getTime() - Date.now()).toBeGreaterThan(39 * 24 * 3600 * 1000);
});

describe("a store", () => {
  test("writes what has changed after a while, readable by its owner alone, with no file half written", async () => {
    const folder = newFolder();
    const store = openStore(folder, 20);
    store.state(counts)["a"] = 1;
    store.touch();
    expect(existsSync(path.join(folder, "counts.json"))).toBe(false);
    while (!existsSync(path.join(folder, "counts.json"))) await sleep(10);
    expect(readFileSync(path.join(folder, "counts.json"), "utf8")).toBe('{"a":1}');
    expect(statSync(path.join(folder, "counts.json")).mode & 0o077).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(["blobs", "counts.json"]);
  });

  test("keeps bytes until no file speaks of them", () => {
    const folder = newFolder();
    const store = openStore(folder);
    const name = store.blobs.write(Buffer.from("old"));
    store.blobs.remove(name);
    expect(store.blobs.read(name).toString()).toBe("old");
    store.flush();
    expect(() => store.blobs.read(name)).toThrow("ENOENT");
  });

  test("says which file it cannot read", () => {
    const folder = newFolder();
    writeFileSync(path.join(folder, "counts.json"), "{");
    expect(() => openStore(folder).state(counts)).toThrow(/counts\.json is not JSON\. Remove the file/);
  });
});
