/**
 * Names the first field in which two rows differ.
 *
 * @param of whose fields they are, such as " of the risk"
 * @returns a sentence; null where the rows are equal
 */
export function firstDifference<Row extends object>(stored: Row, computed: Row, of = ''): string | null {
  for (const name of Object.keys(computed) as (keyof Row & string)[]) {
    if (!Object.is(stored[name], computed[name])) {
      return `${name}${of} is stored as ${String(stored[name])}, and computed as ${String(computed[name])}`;
    }
  }
  return null;
}
