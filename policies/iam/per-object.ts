/** Remembers what a function makes of an object, as long as that is there. Neither may change. */
export function perObject<Key extends object, Result>(make: (key: Key) => Result): (key: Key) => Result {
  const made = new WeakMap<Key, { readonly result: Result }>();
  return (key) => {
    let entry = made.get(key);
    if (entry === undefined) {
      entry = { result: make(key) };
      made.set(key, entry);
    }
    return entry.result;
  };
}

/** The same for a function of two objects. */
export function perPair<Left extends object, Right extends object, Result>(
  make: (left: Left, right: Right) => Result,
): (left: Left, right: Right) => Result {
  const ofLeft = perObject((left: Left) => perObject((right: Right) => make(left, right)));
  return (left, right) => ofLeft(left)(right);
}
