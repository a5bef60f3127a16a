/** A validation that follows the definitions word by word, stock by stock and session by session, without any sharing. */
import { BANDS } from '../../../src/scoring/names.js';
import { SCORE_FIGURES, type ForwardHorizon } from '../../../src/validation/figures/names.js';
import {
  POINT_PARTS,
  TRACE_LENGTH,
  type MarketPanel,
  type ScorePanel,
} from '../../../src/validation/figures/panel.js';

export interface NaiveStock {
  readonly security: number;
  readonly sector: number;
  readonly figures: readonly number[];
  readonly bands: readonly number[];
  readonly fired: number;
  readonly penalised: number;
}

/** Reads one session's scores of the stocks that are among the `most` traded securities; null: of all. */
export function stocksOn(
  market: MarketPanel,
  scores: ScorePanel,
  session: number,
  most: number | null,
): NaiveStock[] {
  const members = most === null ? null : new Set(mostTraded(market, session).slice(0, most));
  const stocks: NaiveStock[] = [];
  for (let row = scores.firstOf[session]; row < scores.firstOf[session + 1]; row++) {
    if (members !== null && !members.has(scores.security[row])) continue;
    stocks.push({
      security: scores.security[row],
      sector: scores.sector[row],
      figures: SCORE_FIGURES.map((figure) => scores.figures[figure][row] / POINT_PARTS),
      bands: [...scores.bandTrace.slice(row * TRACE_LENGTH, (row + 1) * TRACE_LENGTH)],
      fired: scores.fired[row],
      penalised: scores.penalised[row],
    });
  }
  return stocks;
}

export function mostTraded({ days, tickers, tradedValues }: MarketPanel, session: number): number[] {
  const found = tickers.flatMap((_, security) => {
    const at = security * days.length;
    const values = [...tradedValues.slice(at + Math.max(0, session - 251), at + session + 1)]
      .filter((value) => !Number.isNaN(value))
      .sort((a, b) => a - b);
    const n = values.length;
    if (n < 60) return [];
    return [{ security, median: (values[(n - 1) >> 1] + values[n >> 1]) / 2 }];
  });
  return found.sort((a, b) => b.median - a.median || a.security - b.security).map(({ security }) => security);
}

/** NaN where there is none. */
export function naiveReturn(market: MarketPanel, security: number, session: number, horizon: number): number {
  const { closes, days } = market;
  if (session + 1 + horizon > days.length - 1) return NaN;
  let last = session + 1 + horizon;
  while (last > session + 1 && Number.isNaN(closes[security * days.length + last])) last--;
  return closes[security * days.length + last] / closes[security * days.length + session + 1] - 1;
}

/** Spearman's correlation of values at ten decimals; NaN below `fewest`, or without variation. */
export function naiveIc(a: readonly number[], b: readonly number[], fewest: number): number {
  if (a.length < fewest) return NaN;
  const ranksOf = (values: readonly number[]): number[] => {
    const snapped = values.map((value) => Math.round(value * 1e10));
    return snapped.map(
      (value) =>
        snapped.filter((v) => v < value).length + (snapped.filter((v) => v === value).length + 1) / 2,
    );
  };
  return pearson(ranksOf(a), ranksOf(b));
}

function pearson(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, k) => {
    ab += (value - meanA) * (b[k] - meanB);
    aa += (value - meanA) ** 2;
    bb += (b[k] - meanB) ** 2;
  });
  return aa < 1e-12 || bb < 1e-12 ? NaN : ab / Math.sqrt(aa * bb);
}

/** The figure and the return of stocks that have both, minus their means within the sector group where asked. */
export function pairsOn(
  market: MarketPanel,
  stocks: readonly NaiveStock[],
  session: number,
  horizon: ForwardHorizon,
  valueOf: (stock: NaiveStock) => number,
  isNeutral: boolean,
): { values: number[]; returns: number[] } {
  const all = stocks
    .map((stock) => ({
      sector: stock.sector,
      value: valueOf(stock),
      forward: naiveReturn(market, stock.security, session, horizon),
    }))
    .filter(({ value, forward }) => !Number.isNaN(value) && !Number.isNaN(forward));
  if (!isNeutral)
    return { values: all.map(({ value }) => value), returns: all.map(({ forward }) => forward) };
  const kept = all.flatMap(({ sector, value, forward }) => {
    const group = all.filter((other) => other.sector === sector);
    if (group.length === 1) return [];
    const mean = (of: (stock: (typeof all)[number]) => number): number =>
      group.reduce((sum, stock) => sum + of(stock), 0) / group.length;
    return [{ value: value - mean((one) => one.value), forward: forward - mean((one) => one.forward) }];
  });
  return { values: kept.map(({ value }) => value), returns: kept.map(({ forward }) => forward) };
}

/** Means of what is not NaN; null where there is nothing. */
export function naiveMean(values: readonly number[]): number | null {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Lengths of spells whose two neighbours are scored, by band. */
export function naiveSpells(sessions: readonly (readonly NaiveStock[])[]): number[][] {
  const lengths: number[][] = BANDS.map(() => []);
  const securities = new Set(sessions.flat().map(({ security }) => security));
  for (const security of securities) {
    const bands = sessions.map(
      (stocks) => stocks.find((stock) => stock.security === security)?.bands[6] ?? null,
    );
    for (let first = 1; first < bands.length; first++) {
      const band = bands[first];
      if (band === null || bands[first - 1] === null || bands[first - 1] === band) continue;
      let after = first;
      while (after < bands.length && bands[after] === band) after++;
      if (after < bands.length && bands[after] !== null) lengths[band].push(after - first);
    }
  }
  return lengths;
}
