import type { Points } from '../scoring/names.js';

/** Where a score stands among all scores of its run and mode. */
export interface Standing {
  /** 1 is the best. Equal values share the lower number. */
  readonly rank: number;
  /** How many scores there are. */
  readonly of: number;
  /** 100 × average rank / n, counted from the lowest value, so that the best one has 100. */
  readonly percentile: number;
}

/** Returns where a value stands. */
export function standingOf(above: number, equal: number, of: number): Standing {
  // Ranks from the lowest value: those of equal values are averaged.
  const averageRank = of - above - (equal - 1) / 2;
  return { rank: above + 1, of, percentile: (100 * averageRank) / of };
}

/** Where the values of one run and mode stand. Each is looked up at once. */
export class Standings {
  readonly #byValue = new Map<Points, Standing>();

  constructor(values: readonly Points[]) {
    const counts = new Map<Points, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    let above = 0;
    for (const [value, equal] of [...counts].sort(([a], [b]) => b - a)) {
      this.#byValue.set(value, standingOf(above, equal, values.length));
      above += equal;
    }
  }

  /** @throws RangeError for a value that is not among them */
  of(value: Points): Standing {
    const standing = this.#byValue.get(value);
    if (standing === undefined) throw new RangeError(`Expected a value of the run, got ${value}.`);
    return standing;
  }
}
