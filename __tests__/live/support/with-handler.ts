import type { Handler, Service } from "../../../local-aws/service";
import { services } from "../../../local-aws/services";

type Behaviour = Handler<unknown, unknown>;

/** Every service of a local AWS, with another behaviour of one operation. */
export const withHandler = (
  service: string,
  operation: string,
  change: (handler: Behaviour) => Behaviour,
  among: readonly Service[] = services,
): readonly Service[] =>
  among.map((each) => {
    const handler = each.handlers.get(operation);
    if (each.wire.name !== service || handler === undefined) return each;
    return { ...each, handlers: new Map([...each.handlers, [operation, change(handler)]]) };
  });
