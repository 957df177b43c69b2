import { isList, isObject } from "../json";
import type { Source } from "./module";

const marker = /[$%]\{/;

/** JSON as a source: a template if any string in it could hold one. */
export function jsonSource(json: unknown, writtenIn: string): Source {
  return mentionsTemplate(json) ? { kind: "template", json, writtenIn } : { kind: "constant", json };
}

export function mentionsTemplate(json: unknown): boolean {
  if (typeof json === "string") return marker.test(json);
  if (isList(json)) return json.some(mentionsTemplate);
  return isObject(json) && Object.entries(json).some(([key, value]) => marker.test(key) || mentionsTemplate(value));
}
