import { createServer as createHttp1 } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer as createHttp2 } from "node:http2";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import { type AddressInfo, createServer, type Socket } from "node:net";

export type OnRequest = (
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
) => void;

export interface Listening {
  readonly port: number;
  /** Stops listening and ends every connection. */
  readonly close: () => Promise<void>;
}

const loopback = "127.0.0.1";

/**
 * Listens on loopback alone, for HTTP/1.1 and HTTP/2 without TLS on one port: the first bytes of a connection tell
 * which. Port 0 takes a free one.
 */
export async function listen(port: number, onRequest: OnRequest): Promise<Listening> {
  const http1 = createHttp1(onRequest);
  const http2 = createHttp2(onRequest);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => sockets.delete(socket));
    socket.once("data", (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      if (isHttp2(first)) {
        // It reads what has been put back by itself: to resume would throw that away.
        http2.emit("connection", socket);
      } else {
        http1.emit("connection", socket);
        socket.resume();
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, loopback, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** No method of HTTP/1.1 is `PRI`: it was kept free for this. */
const isHttp2 = (first: Buffer): boolean => first.toString("latin1", 0, 3) === "PRI";
