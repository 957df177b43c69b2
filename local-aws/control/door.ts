import * as z from "zod";
import { beliefs } from "../belief";
import type { Context } from "../context";
import type { InjectedFault } from "../faults";
import type { LocalAws } from "../local-aws";
import type { WireRequest, WireResponse } from "../protocol/wire";
import type { Door } from "../server/door";
import { deployedMethods, openingKeys } from "./deployed-apis";
import { readFault } from "./read-fault";
import { refusalOf } from "./guard";
import { inventoryOf, isEmpty } from "./inventory";
import { spendByProject } from "./spend";

export interface Control {
  /** Of this run: a client knows by it that it speaks to the process that it means. */
  readonly id: string;
  /** ISO time of the machine's own clock. */
  readonly started: string;
  /** What is controlled. */
  readonly aws: () => Pick<LocalAws, "faults" | "requests">;
  /** Called once the answer is on its way. */
  readonly stop: () => void;
}

type Action = (control: Control, context: Context, body: unknown) => unknown;

const root = "/_chargeback/";

const actions: Readonly<Record<string, Action>> = {
  "GET status": (control, context) => ({
    id: control.id,
    started: control.started,
    endpoint: context.endpoint,
    accountId: context.accountId,
    now: context.clock.now().toISOString(),
    empty: isEmpty(context.state),
    resources: inventoryOf(context.state),
    apis: deployedMethods(context.state, context.endpoint),
    spend: spendByProject(context.state),
    faults: control.aws().faults.list(),
    missing: control.aws().requests.missing(),
  }),
  "GET clock": (_control, { clock }) => ({ now: clock.now().toISOString() }),
  "POST clock": (_control, { clock }, body) => {
    clock.advance(advanceJson.parse(body).milliseconds);
    return { now: clock.now().toISOString() };
  },
  "GET keys": (_control, { state }) => openingKeys(state),
  "GET faults": (control) => control.aws().faults.list(),
  "POST faults": (control, _context, body) => {
    const fault: InjectedFault = readFault(body);
    control.aws().faults.inject(fault);
    return control.aws().faults.list();
  },
  "DELETE faults": (control) => {
    control.aws().faults.clear();
    return [];
  },
  "GET beliefs": () => beliefs(),
  "GET requests": (control) => ({ all: control.aws().requests.all(), missing: control.aws().requests.missing() }),
  "DELETE requests": (control) => {
    control.aws().requests.clear();
    return { all: [], missing: [] };
  },
  "POST stop": ({ stop }) => {
    setImmediate(stop);
    return { stopping: true };
  },
};

const advanceJson = z.strictObject({ milliseconds: z.int().positive() });

/** Plain HTTP to look into a running local AWS and to steer it, at `/_chargeback/...`; JSON in and out. */
export function controlDoor(control: Control): Door {
  return {
    name: "Control",
    opens: ({ path }) => path.startsWith(root),
    answer: (request, context) => Promise.resolve(answer(control, request, context)),
  };
}

function answer(control: Control, request: WireRequest, context: Context): WireResponse {
  const refusal = refusalOf(request);
  if (refusal !== undefined) return json(403, { message: refusal });
  const action = actions[`${request.method} ${request.path.slice(root.length)}`];
  if (!action) return json(404, { message: `Control has no ${request.method} ${request.path}.` });
  try {
    return json(200, action(control, context, bodyOf(request)));
  } catch (error) {
    if (error instanceof z.ZodError) return json(400, { message: z.prettifyError(error) });
    if (error instanceof SyntaxError) return json(400, { message: `The body is not JSON: ${error.message}` });
    throw error;
  }
}

const bodyOf = ({ body }: WireRequest): unknown =>
  body.length === 0 ? undefined : JSON.parse(Buffer.from(body).toString("utf8"));

const json = (status: number, content: unknown): WireResponse => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(content),
});
