import type { Estate } from "../estate";

/** Works something out once for each estate, when it is first asked for: an index that several rules look things up in. */
export function perEstate<Result>(build: (estate: Estate) => Result): (estate: Estate) => Result {
  const built = new WeakMap<Estate, { readonly result: Result }>();
  return (estate) => {
    let entry = built.get(estate);
    if (entry === undefined) {
      entry = { result: build(estate) };
      built.set(estate, entry);
    }
    return entry.result;
  };
}
