import type { Ticker } from '../../../src/scoring/names.js';
import { ascending, clamp, isPresent, mean, median, quantile, stdev } from './statistics.js';
import type { NaiveStock } from './stocks.js';

/** Sector group → its stocks. */
export type Groups = ReadonlyMap<string, readonly NaiveStock[]>;
/** Ticker → value. */
export type Values = ReadonlyMap<Ticker, number | null>;

export function bySector(stocks: readonly NaiveStock[]): Groups {
  const groups = new Map<string, NaiveStock[]>();
  for (const stock of stocks) {
    const group = groups.get(stock.sector);
    if (group === undefined) groups.set(stock.sector, [stock]);
    else group.push(stock);
  }
  return groups;
}

export const observed = (stocks: readonly NaiveStock[], values: Values): number[] =>
  stocks.map(({ ticker }) => values.get(ticker) ?? null).filter(isPresent);

export const observedMean = (stocks: readonly NaiveStock[], values: Values): number | null => {
  const present = observed(stocks, values);
  return present.length > 0 ? mean(present) : null;
};

/** Method §3.2: each group's values between its own quantiles. */
export function winsorised(
  groups: Groups,
  of: (stock: NaiveStock) => number | null,
  at: { readonly lower: number; readonly upper: number },
): Values {
  return new Map(
    [...groups.values()].flatMap((stocks) => {
      const sorted = ascending(stocks.map(of).filter(isPresent));
      if (sorted.length < 2) return stocks.map((stock) => [stock.ticker, of(stock)] as const);
      const [low, high] = [quantile(sorted, at.lower), quantile(sorted, at.upper)];
      return stocks.map((stock) => {
        const value = of(stock);
        return [stock.ticker, value === null ? null : clamp(value, low, high)] as const;
      });
    }),
  );
}

const snap = (value: number): number => Math.round(value * 1e10) / 1e10;

/** Value → its average rank among all, 1 = smallest. */
export function averageRanks(values: readonly number[]): (value: number) => number {
  const sorted = ascending(values.map(snap));
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  for (const [place, value] of sorted.entries()) {
    if (!first.has(value)) first.set(value, place + 1);
    last.set(value, place + 1);
  }
  return (value) => ((first.get(snap(value)) ?? NaN) + (last.get(snap(value)) ?? NaN)) / 2;
}

/** Method §4; a null scores 50. */
export function pointsOf(
  groups: Groups,
  values: Values,
  higherIsBetter: boolean,
): ReadonlyMap<Ticker, number> {
  const sign = higherIsBetter ? 1 : -1;
  return new Map(
    [...groups.values()].flatMap((stocks) => {
      const present = observed(stocks, values);
      const n = present.length;
      const middle = n > 0 ? median(present) : 0;
      const s = n > 1 ? stdev(present) : 0;
      const byZ = n >= 6 && s > 1e-8;
      const rankOf = averageRanks(byZ ? [] : present);
      const points = (value: number | null): number => {
        if (value === null || n <= 1) return 50;
        if (byZ) return clamp(50 + (15 * sign * (value - middle)) / (s + 1e-8), 0, 100);
        return ((higherIsBetter ? rankOf(value) : n + 1 - rankOf(value)) / (n + 1)) * 100;
      };
      return stocks.map(({ ticker }) => [ticker, points(values.get(ticker) ?? null)] as const);
    }),
  );
}
