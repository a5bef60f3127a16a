import type { Ordering } from './ordering.js';

/** Returns the order within each sector group. */
export function orderingsBySector(
  { rows, ties }: Ordering,
  sector: Int16Array,
): ReadonlyMap<number, Ordering> {
  const ofSector = new Map<number, { rows: number[]; ties: number[] }>();
  for (let place = 0; place < rows.length; place++) {
    const one = sector[rows[place]];
    let own = ofSector.get(one);
    if (own === undefined) ofSector.set(one, (own = { rows: [], ties: [] }));
    own.rows.push(rows[place]);
    own.ties.push(ties[place]);
  }
  return new Map(
    Array.from(ofSector, ([one, own]) => [
      one,
      { rows: Int32Array.from(own.rows), ties: Int32Array.from(own.ties) },
    ]),
  );
}
