import type {
  Dataset,
  Day,
  EarlierHorizon,
  FeatureName,
  FundamentalName,
  OwnershipName,
  Horizon,
  IsoDate,
  Mode,
  Ticker,
  YieldName,
  ZeroRuled,
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
  /** Left out where the method reads none of them. */
  readonly yields?: Columns<YieldName>;
  /**
   * 1 where a rule says that the stock scores 0 for a metric, which is then null in `fundamentals`; left out where the
   * method has no such rule.
   */
  readonly ruledZero?: Readonly<Record<ZeroRuled, Uint8Array>>;
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
  /** The same over the horizons that leave out the last month; left out where the method reads none of them. */
  readonly earlierIndexReturn?: Readonly<Record<EarlierHorizon, number>>;
  /**
   * From what scores bands with hysteresis begin; left out or null where the method has none. A method that has them
   * takes bands by the thresholds alone where it is missing.
   */
  readonly formerScores?: FormerSessions | null;
}

/** The scores before guardrails of a day's stocks on the sessions before it, computed by the core from one batch. */
export interface FormerSessions {
  /** How many sessions: those just before D. Fewer where the calendar begins later. */
  readonly sessions: number;
  /**
   * By mode, in whole hundredths of points: element i × sessions + k is stock i's score on session k, the oldest of which
   * is 0; -1 where it had none.
   */
  readonly hundredths: Readonly<Record<Mode, Int16Array>>;
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
