/** Something that goes wrong on purpose, at the next requests that it fits. */
export interface InjectedFault {
  /** The SDK's serviceId; every service where absent. */
  readonly service?: string;
  /** Every operation of the service where absent. */
  readonly operation?: string;
  readonly effect:
    | { readonly kind: "throttle" }
    | { readonly kind: "error"; readonly status: number; readonly code?: string }
    | { readonly kind: "latency"; readonly milliseconds: number }
    | { readonly kind: "cut" }
    /** A role that is handed over has not come to the service yet: any role, or one that is younger than that. */
    | { readonly kind: "propagation"; readonly seconds?: number };
  /** How many requests it strikes. @default for ever */
  readonly times?: number;
}

export interface FaultInjector {
  readonly inject: (fault: InjectedFault) => void;
  /** Those that are still to strike, each with the times that are left. */
  readonly list: () => readonly InjectedFault[];
  readonly clear: () => void;
  /** The faults that strike this request; each is one time spent. */
  readonly strike: (request: StruckRequest) => readonly InjectedFault["effect"][];
}

export interface StruckRequest {
  readonly service: string;
  readonly operation: string;
  /** The role that the service would have to assume, when one is handed over. */
  readonly role?: { readonly ageSeconds: number | undefined } | undefined;
}

export function faultInjector(): FaultInjector {
  let waiting: { readonly fault: InjectedFault; left: number }[] = [];
  return {
    inject: (fault) => {
      waiting.push({ fault, left: fault.times ?? Infinity });
    },
    list: () => waiting.map(({ fault, left }) => (left === Infinity ? fault : { ...fault, times: left })),
    clear: () => {
      waiting = [];
    },
    strike: (request) => {
      const struck = waiting.filter(({ fault }) => fits(fault, request));
      for (const entry of struck) entry.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return struck.map(({ fault }) => fault.effect);
    },
  };
}

const fits = ({ effect, ...fault }: InjectedFault, { service, operation, role }: StruckRequest): boolean =>
  (fault.service ?? service) === service &&
  (fault.operation ?? operation) === operation &&
  (effect.kind !== "propagation" || (role !== undefined && isYoung(role, effect)));

const isYoung = (
  { ageSeconds = Infinity }: NonNullable<StruckRequest["role"]>,
  { seconds }: { seconds?: number },
): boolean => seconds === undefined || ageSeconds < seconds;
