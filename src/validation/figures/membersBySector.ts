import { membersOf, type Members } from './members.js';

/** Returns the members of each sector group that has any. */
export function membersBySector(sector: Int16Array, { rows }: Members): ReadonlyMap<number, Members> {
  const ofSector = new Map<number, number[]>();
  for (const row of rows) {
    const own = ofSector.get(sector[row]);
    if (own === undefined) ofSector.set(sector[row], [row]);
    else own.push(row);
  }
  return new Map(Array.from(ofSector, ([one, own]) => [one, membersOf(sector.length, Int32Array.from(own))]));
}
