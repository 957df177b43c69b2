import { randomUUID } from "node:crypto";
import { type Clock, clockSlice, movableClock } from "./clock";
import type { Context } from "./context";
import { type FaultInjector, faultInjector } from "./faults";
import { randomId } from "./ids";
import { liveParts } from "./live";
import { principalOf, principalsSlice } from "./principals";
import { credentialScopeOf } from "./protocol/credential-scope";
import type { WireRequest } from "./protocol/wire";
import { type LoggedRequest, type RequestLog, requestLog } from "./request-log";
import { answer, type Answer } from "./server/answer";
import { answerAtDoor, type Door } from "./server/door";
import { pageRefusal, refuse } from "./server/keep-pages-out";
import { listen } from "./server/listen";
import { readRequest } from "./server/read-request";
import { sendResponse } from "./server/send-response";
import type { Service } from "./service";
import type { Slice } from "./slice";
import { openStore } from "./store/store";

export interface LocalAwsProps {
  /** Where the state is kept. */
  readonly folder: string;
  readonly services: readonly Service[];
  /** What answers plain HTTP beside AWS's APIs, such as a deployed REST API. @default none */
  readonly doors?: readonly Door[];
  /** @default a free one */
  readonly port?: number;
  /** @default "111122223333" */
  readonly accountId?: string;
  /** For how long what has changed may wait to be written, in milliseconds: a large state is much to write. @default 200 */
  readonly writeDelayMs?: number;
  /** Told of every request that was answered. */
  readonly onRequest?: (request: LoggedRequest) => void;
}

/** A running local AWS. */
export interface LocalAws {
  /** `http://127.0.0.1:4566` */
  readonly endpoint: string;
  readonly port: number;
  readonly clock: Clock;
  readonly faults: FaultInjector;
  readonly requests: RequestLog;
  readonly state: <T>(slice: Slice<T>) => T;
  /** Ends every connection and process, and writes the state. */
  readonly stop: () => Promise<void>;
}

export const defaultAccountId = "111122223333";

/** Starts AWS on loopback. */
export async function startLocalAws(props: LocalAwsProps): Promise<LocalAws> {
  const { accountId = defaultAccountId, services, doors = [] } = props;
  const store = openStore(props.folder, props.writeDelayMs);
  const clock = movableClock(store.state(clockSlice));
  const faults = faultInjector();
  const requests = requestLog(props.onRequest);
  const live = liveParts();

  const contextOf = (request: WireRequest, endpoint: string): Context => {
    const scope = credentialScopeOf(request);
    const caller = principalOf(scope?.accessKeyId ?? "anonymous", accountId, store.state(principalsSlice));
    return {
      accountId,
      region: scope?.region ?? "us-east-1",
      partition: "aws",
      requestId: randomUUID(),
      endpoint,
      caller,
      clock,
      id: randomId,
      state: store.state,
      blobs: store.blobs,
      live: live.of,
      headers: request.headers,
    };
  };

  const respond = (request: WireRequest, context: Context): Promise<Answer> => {
    const door = doors.find(({ opens }) => opens(request));
    const refusal = door?.forPages === true ? undefined : pageRefusal(request);
    if (refusal !== undefined) return Promise.resolve(refuse(request, refusal));
    return door ? answerAtDoor(door, request, context) : answer(services, request, context, faults);
  };

  const listening = await listen(props.port ?? 0, (message, response) => {
    const began = performance.now();
    const handle = async () => {
      const request = await readRequest(message);
      const context = contextOf(request, endpointOf(listening.port));
      const { response: answered, ...named } = await respond(request, context);
      store.touch();
      const milliseconds = Math.round(performance.now() - began);
      const { accessKeyId } = context.caller;
      const status = answered?.status ?? 0;
      requests.add({ at: clock.now().toISOString(), ...named, status, accessKeyId, milliseconds });
      if (!answered) message.socket.destroy();
      else await sendResponse(response, withRequestId(answered, context.requestId), request.method);
    };
    // Only a connection that the client has left comes here: there is nobody to tell.
    handle().catch(() => message.socket.destroy());
  });

  return {
    endpoint: endpointOf(listening.port),
    port: listening.port,
    clock,
    faults,
    requests,
    state: store.state,
    stop: async () => {
      await listening.close();
      await live.stop();
      store.flush();
    },
  };
}

const endpointOf = (port: number): string => `http://127.0.0.1:${port}`;

const withRequestId = (response: NonNullable<Answer["response"]>, requestId: string) => ({
  ...response,
  headers: { ...response.headers, "x-amzn-requestid": requestId, "x-amz-request-id": requestId },
});
