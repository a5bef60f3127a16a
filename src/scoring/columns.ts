/** A column of numbers, one element per stock or group. */
type Column = Float64Array | Int32Array | Uint8Array;

/** Fills a column element by element: `from` with a function walks an iterator, and takes twenty times as long. */
export function filled<Numbers extends Column>(column: Numbers, of: (i: number) => number): Numbers {
  for (let i = 0; i < column.length; i++) column[i] = of(i);
  return column;
}
