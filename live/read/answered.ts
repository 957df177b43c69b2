import { LiveFailure } from "../live-failure";

/** AWS's models call nearly every member optional; one without which nothing can be said has to be there. @throws LiveFailure */
export function answered<Value>(value: Value | undefined, what: string): Value {
  if (value !== undefined) return value;
  throw new LiveFailure("service", `AWS answered without the ${what}: nothing can be said of it. Run it again`, {
    action: "",
  });
}
