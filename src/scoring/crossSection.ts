import type {
  Dataset,
  Day,
  FeatureName,
  FundamentalName,
  HoldingName,
  Horizon,
  IsoDate,
  Ticker,
} from './names.js';

/** One column per name, one element per stock; NaN is null. */
export type Columns<Name extends string> = Readonly<Record<Name, Float64Array>>;

/**
 * Everything that the score of one day is computed from, as known at its close: the universe of the day as
 * columns, one element per stock, in ascending order of tickers (by code unit). NaN is null throughout.
 */
export interface CrossSection {
  readonly date: IsoDate;
  readonly day: Day;
  readonly tickers: readonly Ticker[];
  /** Keys of the sector groups that occur, ascending. */
  readonly sectors: readonly string[];
  /** Per stock: index into `sectors`. */
  readonly sectorOf: Int32Array;
  readonly features: Columns<FeatureName>;
  /** As reported or derived; no hygiene yet. */
  readonly fundamentals: Columns<FundamentalName>;
  readonly ownership: Columns<HoldingName>;
  readonly events: {
    /** Calendar days from D to the nearest results date or board meeting that is known, without sign. */
    readonly meeting: Float64Array;
    /** Calendar days since the last auditor qualification or resignation. */
    readonly auditor: Float64Array;
    /** Calendar days since the last board resignation. */
    readonly board: Float64Array;
  };
  /** Prices: sessions in (last bar, D]; fundamentals and ownership: days since publication; NaN: no row. */
  readonly age: Columns<Dataset>;
  /** 1: from a secondary source, 0: primary; NaN: no row. */
  readonly secondary: Columns<Dataset>;
  /** The market index's return over each horizon up to D; NaN where it lacks a bar. */
  readonly indexReturn: Readonly<Record<Horizon, number>>;
}

/** The stocks of a cross-section by sector group: group g has the stocks members[start[g]..start[g + 1]). */
export interface SectorMembers {
  readonly count: number;
  readonly of: Int32Array;
  readonly start: Int32Array;
  readonly members: Int32Array;
}

/** Groups stocks by sector; within a group they keep the order of the cross-section. */
export function bySector(sectorOf: Int32Array, count: number): SectorMembers {
  const start = new Int32Array(count + 1);
  for (const sector of sectorOf) start[sector + 1]++;
  for (let g = 0; g < count; g++) start[g + 1] += start[g];
  const next = start.slice(0, count);
  const members = new Int32Array(sectorOf.length);
  for (let i = 0; i < sectorOf.length; i++) members[next[sectorOf[i]]++] = i;
  return { count, of: sectorOf, start, members };
}
