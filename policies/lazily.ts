/** Members that are worked out when first asked for, and then kept: most verdicts ask for few of them. */
export function lazily<Base extends object, Members extends object>(
  base: Base,
  readers: { readonly [Key in keyof Members]: () => Members[Key] },
): Base & Members {
  const object = base as Base & Members;
  for (const key of Object.keys(readers) as (keyof Members & string)[]) {
    Object.defineProperty(object, key, {
      enumerable: true,
      configurable: true,
      get: () => {
        const value = readers[key]();
        Object.defineProperty(object, key, { value, enumerable: true });
        return value;
      },
    });
  }
  return object;
}
