/** A list by a key of its members, each group in the list's order. */
export function grouped<Key, T>(all: readonly T[], by: (one: T) => Key): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>();
  all.forEach((one) => {
    put(groups, by(one), one);
  });
  return groups;
}

/** The same, with a member in the group of each of its keys, or in none. */
export function groupedBySome<Key, T>(
  all: readonly T[],
  by: (one: T) => readonly Key[],
): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>();
  for (const one of all) {
    for (const key of by(one)) put(groups, key, one);
  }
  return groups;
}

function put<Key, T>(groups: Map<Key, T[]>, key: Key, one: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [one]);
  else group.push(one);
}
