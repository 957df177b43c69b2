import { certainText, type Attribute } from "../attribute";

/** A resource's own name where it is known, else its address. */
export function nameOf(name: Attribute, address: string): string {
  return certainText(name) ?? address;
}
