import { RISK_LEVELS, type RiskLevel } from '../../risk/names.js';
import type { Points } from '../../scoring/names.js';
import { round2 } from '../../scoring/rounding.js';
import { medianOf } from '../../scoring/statistics.js';
import { hasStatus } from './hasStatus.js';
import type { RiskBookRow } from './riskBook.js';
import { riskChange } from './riskChange.js';
import type { RiskList } from './riskList.js';
import { DEFAULT_RISK_ORDER } from './riskOrder.js';

/** How many of the riskiest stocks, and of the largest rises, a summary has. */
export const SUMMARY_SIZE = 10;

/** A risk that rose. */
export interface Rise {
  readonly row: RiskBookRow;
  /** Points since `formerDay` of the book; above 0. */
  readonly change: Points;
}

/** What the risks of a day say together. */
export interface RiskSummary {
  /** Stocks of each level, from safe to risky. */
  readonly levels: readonly { readonly level: RiskLevel; readonly count: number }[];
  /** Stocks that have at least one part that is THIN. */
  readonly thin: number;
  /** Stocks that have at least one part that is MISSING. */
  readonly missing: number;
  /** The riskiest first. */
  readonly riskiest: readonly RiskBookRow[];
  /** The largest first; equal ones in the order of their tickers. */
  readonly rises: readonly Rise[];
  /** By the key of the sector group: the median value, to two decimals, and the stocks. */
  readonly sectors: ReadonlyMap<string, { readonly median: Points; readonly stocks: number }>;
}

const summaries = new WeakMap<RiskList, RiskSummary>();

/** Returns the summary of a list, which is kept for as long as the list is. */
export function riskSummary(list: RiskList): RiskSummary {
  let summary = summaries.get(list);
  if (summary === undefined) summaries.set(list, (summary = summarised(list)));
  return summary;
}

function summarised(list: RiskList): RiskSummary {
  const { levels, rows } = list;
  const first = list.ordered(DEFAULT_RISK_ORDER).indices.slice(0, SUMMARY_SIZE);
  return {
    levels: RISK_LEVELS.map((level) => ({ level, count: levels.filter((one) => one === level).length })),
    thin: rows.filter((row) => hasStatus(row, 'THIN')).length,
    missing: rows.filter((row) => hasStatus(row, 'MISSING')).length,
    riskiest: [...first].map((index) => rows[index]),
    rises: rows
      .map((row) => ({ row, change: riskChange(row.value, row.formerValue) }))
      .filter(({ change }) => change > 0)
      // Rows are in ascending order of tickers, and sorting keeps the order of equal ones.
      .sort((a, b) => b.change - a.change)
      .slice(0, SUMMARY_SIZE),
    sectors: mediansOf(list),
  };
}

function mediansOf({ rows, sectors }: RiskList): RiskSummary['sectors'] {
  const values = new Map<string, number[]>();
  for (const [k, sector] of sectors.entries()) {
    const known = values.get(sector);
    if (known === undefined) values.set(sector, [rows[k].value]);
    else known.push(rows[k].value);
  }
  return new Map(
    [...values].map(([sector, of]) => [
      sector,
      { median: round2(medianOf(Float64Array.from(of).sort())), stocks: of.length },
    ]),
  );
}
