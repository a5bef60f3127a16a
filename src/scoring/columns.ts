/** A column of numbers, one element for each stock or group. */
type Column = Float64Array | Int32Array | Uint8Array;

/**
 * Fills a column element by element, and returns it. Typed arrays have `from` for this, but it walks an iterator.
 *
 * @param of computes the element with index i
 */
export function filled<Numbers extends Column>(column: Numbers, of: (i: number) => number): Numbers {
  for (let i = 0; i < column.length; i++) column[i] = of(i);
  return column;
}
