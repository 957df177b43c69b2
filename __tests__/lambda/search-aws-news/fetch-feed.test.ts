import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { RequestListener } from "node:http";
import { fetchFeed } from "../../../lambda/search-aws-news/fetch-feed";
import { feedXml } from "./fixture";
import { startServer, type LocalServer } from "./local-server";

const servers: LocalServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(answer: RequestListener): Promise<string> {
  const server = await startServer(answer);
  servers.push(server);
  return server.url;
}

/** Time enough on a machine that does much else, so that nothing here ends by it. */
const limits = { timeoutMs: 30_000, maxBytes: 20_000 };

describe("fetchFeed", () => {
  test("hands over the whole text, also when characters are split between packets", async () => {
    const feedUrl = await serve((_request, response) => {
      const bytes = Buffer.from(feedXml);
      const inTheMiddleOfACharacter = bytes.indexOf(Buffer.from("日")) + 1;
      response.write(bytes.subarray(0, inTheMiddleOfACharacter));
      setTimeout(() => response.end(bytes.subarray(inTheMiddleOfACharacter)), 20);
    });
    expect(await fetchFeed({ feedUrl, ...limits })).toEqual({ ok: true, value: feedXml });
  });

  test("follows a redirect on the same host", async () => {
    const feedUrl = await serve((request, response) => {
      if (request.url === "/moved") response.end(feedXml);
      else response.writeHead(301, { location: "/moved" }).end();
    });
    expect(await fetchFeed({ feedUrl, ...limits })).toEqual({ ok: true, value: feedXml });
  });

  const late: [string, RequestListener][] = [
    ["no answer at all", () => undefined],
    [
      "a body that trickles for ever",
      (_request, response) => {
        const timer = setInterval(() => response.write(" "), 10);
        response.on("close", () => {
          clearInterval(timer);
        });
      },
    ],
  ];

  test.each(late)("%s is told as too late", async (_name, answer) => {
    const feedUrl = await serve(answer);
    expect(await fetchFeed({ feedUrl, ...limits, timeoutMs: 150 })).toEqual({
      ok: false,
      failure: { kind: "timeout", timeoutMs: 150 },
    });
  });

  const failures: [string, RequestListener, unknown][] = [
    [
      "a length over the limit",
      (_request, response) => {
        response.writeHead(200, { "content-length": "20001" }).flushHeaders();
      },
      { kind: "too-large", maxBytes: 20_000 },
    ],
    [
      "more bytes than the limit, with no length given",
      (_request, response) => {
        response.on("error", () => undefined);
        for (let written = 0; written <= 20_000; written += 1_000) response.write("x".repeat(1_000));
      },
      { kind: "too-large", maxBytes: 20_000 },
    ],
    [
      "a small body that unpacks to a large one",
      (_request, response) => response.setHeader("content-encoding", "gzip").end(gzipSync("x".repeat(5_000_000))),
      { kind: "too-large", maxBytes: 20_000 },
    ],
    [
      "an error status",
      (_request, response) => response.writeHead(503).end("busy"),
      { kind: "http-status", status: 503 },
    ],
    [
      "a redirect to nowhere",
      (_request, response) => response.writeHead(302).end(),
      { kind: "http-status", status: 302 },
    ],
    [
      "a redirect to another host",
      (_request, response) => response.writeHead(302, { location: "https://feeds.example.net/" }).end(),
      { kind: "address-refused", detail: "feeds.example.net is not of 127.0.0.1" },
    ],
    [
      "redirects in a circle",
      (_request, response) => response.writeHead(302, { location: "/feed/" }).end(),
      { kind: "address-refused", detail: "more than 3 redirects" },
    ],
    [
      "a connection broken in the middle",
      (_request, response) => {
        response.writeHead(200, { "content-length": "1000" });
        response.write("<rss>", () => response.destroy());
      },
      { kind: "unreachable", detail: expect.stringMatching(/^terminated/) },
    ],
  ];

  test.each(failures)("%s is a failure of its own kind", async (_name, answer, failure) => {
    const feedUrl = await serve(answer);
    expect(await fetchFeed({ feedUrl, ...limits })).toEqual({ ok: false, failure });
  });

  test("a redirect to a host whose name only ends alike is refused", async () => {
    const feedUrl = await serve((_request, response) =>
      response.writeHead(302, { location: "https://notlocalhost/" }).end(),
    );
    expect(await fetchFeed({ feedUrl: feedUrl.replace("127.0.0.1", "localhost"), ...limits })).toEqual({
      ok: false,
      failure: { kind: "address-refused", detail: "notlocalhost is not of localhost" },
    });
  });

  test("a server that is not there is unreachable, and the detail says why", async () => {
    const feedUrl = await serve(() => undefined);
    await servers.splice(0)[0]?.close();
    expect(await fetchFeed({ feedUrl, ...limits })).toEqual({
      ok: false,
      failure: { kind: "unreachable", detail: expect.stringContaining("ECONNREFUSED") },
    });
  });

  test.each([
    ["http://aws.amazon.com/feed/", { kind: "address-refused", detail: "http://aws.amazon.com is not HTTPS" }],
    ["file:///etc/hostname", { kind: "address-refused", detail: "file:// is not HTTPS" }],
    ["no address", { kind: "unreachable", detail: "Invalid URL" }],
  ])("does not fetch %s", async (feedUrl, failure) => {
    expect(await fetchFeed({ feedUrl, ...limits })).toEqual({ ok: false, failure });
  });
});
