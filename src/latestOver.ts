/**
 * Makes what stands on another thing, such as a database, and makes it anew when that is another one.
 *
 * @param baseOf returns the thing; null while there is none
 * @returns returns what was made; null while there is no thing
 */
export function latestOver<Base, Made>(
  baseOf: () => Base | null,
  make: (base: Base) => Made,
): () => Made | null {
  let latest: { readonly base: Base; readonly made: Made } | null = null;
  return () => {
    const base = baseOf();
    if (base === null) latest = null;
    else if (latest?.base !== base) latest = { base, made: make(base) };
    return latest?.made ?? null;
  };
}
