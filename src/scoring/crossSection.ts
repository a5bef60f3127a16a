import type {
  Dataset,
  Day,
  FeatureName,
  FundamentalName,
  OwnershipName,
  Horizon,
  IsoDate,
  Ticker,
} from './names.js';

/** One column for each name, one element for each stock; NaN is null. */
export type Columns<Name extends string> = Readonly<Record<Name, Float64Array>>;

/**
 * Everything that the scores of one day are computed from, as known at its close (method §1). Each column has
 * one element for each stock of the universe, in ascending order of tickers (by code unit). NaN is null
 * throughout.
 */
export interface CrossSection {
  readonly date: IsoDate;
  readonly day: Day;
  readonly tickers: readonly Ticker[];
  /** Keys of the sector groups that have stocks, ascending. */
  readonly sectors: readonly string[];
  /** Index of each stock's group in `sectors`. */
  readonly sectorOf: Int32Array;
  readonly features: Columns<FeatureName>;
  /** As reported or derived, before hygiene. */
  readonly fundamentals: Columns<FundamentalName>;
  readonly ownership: Columns<OwnershipName>;
  readonly events: {
    /** Calendar days between D and the nearest known results date or board meeting, before or after D; 0 or more. */
    readonly meeting: Float64Array;
    /** Calendar days since the last auditor qualification or resignation. */
    readonly auditor: Float64Array;
    /** Calendar days since the last board resignation. */
    readonly board: Float64Array;
  };
  /**
   * Whether that meeting is before D (-1) or after it (1); 0: on D, or as many days before as after; NaN: none is known.
   * Only reasons say it: no score depends on it, and no hash has it.
   */
  readonly meetingSide: Float64Array;
  /** Of prices, the sessions after the last bar up to D; of the others, the days since publication. NaN: no row. */
  readonly age: Columns<Dataset>;
  /** 1: from a secondary source; 0: from a primary one; NaN: no row. */
  readonly secondary: Columns<Dataset>;
  /** Return of the market index over each horizon up to D, as a fraction; NaN where the index lacks a bar. */
  readonly indexReturn: Readonly<Record<Horizon, number>>;
}

/** The stocks of a cross-section by sector group. The stocks of group g are members[start[g]..start[g + 1]). */
export interface SectorMembers {
  readonly count: number;
  readonly of: Int32Array;
  readonly start: Int32Array;
  readonly members: Int32Array;
}

/**
 * Groups stocks by sector. Within a group they keep the order of the cross-section.
 *
 * @param sectorOf index of each stock's group
 * @param count how many groups there are
 */
export function bySector(sectorOf: Int32Array, count: number): SectorMembers {
  const start = new Int32Array(count + 1);
  for (const sector of sectorOf) start[sector + 1]++;
  for (let g = 0; g < count; g++) start[g + 1] += start[g];
  const next = start.slice(0, count);
  const members = new Int32Array(sectorOf.length);
  for (let i = 0; i < sectorOf.length; i++) members[next[sectorOf[i]]++] = i;
  return { count, of: sectorOf, start, members };
}
