/** A part of a document some times, for example with another alias each time. */
export const times = (count: number, part: (k: number) => string): string =>
  Array.from({ length: count }, (_, k) => part(k)).join(' ');
