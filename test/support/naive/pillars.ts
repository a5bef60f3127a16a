import type { MethodParameters } from '../../../src/scoring/method.js';
import { HORIZONS, type Horizon, type PillarName, type Ticker } from '../../../src/scoring/names.js';
import {
  averageRanks,
  bySector,
  observedMean,
  pointsOf,
  winsorised,
  type Groups,
  type Values,
} from './groups.js';
import { clamp, isPresent, mean, stdev, sum } from './statistics.js';
import type { NaiveDay, NaiveStock } from './stocks.js';

export interface NaivePillars {
  readonly pillars: ReadonlyMap<Ticker, Readonly<Record<PillarName, number>>>;
  /** Sector group → S_z. */
  readonly sectorZ: ReadonlyMap<string, number>;
  readonly groups: Groups;
}

type Points = ReadonlyMap<Ticker, number>;

/** Method §3 to §5, of greyoak-1.1 only. */
export function naivePillars({ stocks, indexReturn }: NaiveDay, parameters: MethodParameters): NaivePillars {
  const groups = bySector(stocks);
  const { pillars } = parameters;
  const at = parameters.hygiene.winsorise;
  const cleaned = (of: (stock: NaiveStock) => number | null) => winsorised(groups, of, at);
  const points = (of: (stock: NaiveStock) => number | null, higherIsBetter = true) =>
    pointsOf(groups, cleaned(of), higherIsBetter);

  const fundamental = new Map<string, Points>([
    ['roe_3y', points(({ fundamentals }) => fundamentals.roe_3y)],
    ['sales_cagr_3y', points(({ fundamentals }) => fundamentals.sales_cagr_3y)],
    ['eps_cagr_3y', points(({ fundamentals }) => fundamentals.eps_cagr_3y)],
    ['valuation', points(valuationOf, false)],
    ['roa_3y', points(({ fundamentals }) => fundamentals.roa_3y)],
    ['gnpa_pct', points(({ fundamentals }) => fundamentals.gnpa_pct, false)],
    ['pcr_pct', points(({ fundamentals }) => fundamentals.pcr_pct)],
    ['nim_3y', points(({ fundamentals }) => fundamentals.nim_3y)],
    ['roce_3y', points(({ fundamentals }) => fundamentals.roce_3y)],
    ['opm_stdev_12q', points(({ fundamentals }) => fundamentals.opm_stdev_12q, false)],
  ]);
  const holding = points(({ ownership }) => ownership.promoter_hold_pct);
  const pledge = points(({ ownership }) => ownership.promoter_pledge_frac, false);
  const institutions = points(({ ownership }) => ownership.fii_dii_delta_pp);
  const returns = new Map(HORIZONS.map((horizon) => [horizon, cleaned(({ features }) => features[horizon])]));
  const sigma20 = cleaned(({ features }) => features.sigma20);
  const sigma60 = cleaned(({ features }) => features.sigma60);

  const byIndex = HORIZONS.every((horizon) => indexReturn[horizon] !== null);
  const marketReturn = (horizon: Horizon): number =>
    (byIndex ? indexReturn[horizon] : observedMean(stocks, returns.get(horizon) ?? new Map())) ?? 0;
  const strength = strengthOf(
    stocks,
    groups,
    returns,
    sigma20,
    sigma60,
    marketReturn,
    pillars.relative_strength,
  );
  const momentum = momentumOf(groups, returns, sigma20, marketReturn, pillars.sector_momentum.weights);

  const weighted = (
    weights: Readonly<Record<string, number>>,
    pointsOf: (name: string) => number,
  ): number => {
    const entries = Object.entries(weights);
    return (
      sum(entries.map(([name, weight]) => weight * pointsOf(name))) / sum(entries.map(([, weight]) => weight))
    );
  };
  const scored = stocks.map((stock) => {
    const { ticker, sector, ownership } = stock;
    const kind = parameters.banking_groups.includes(sector) ? 'banking' : 'non_financial';
    const lessCurve = Math.max(
      0,
      (pledge.get(ticker) ?? 50) -
        pledgeCurve(ownership.promoter_pledge_frac, pillars.ownership.pledge_curve),
    );
    const owned: Record<string, number> = {
      promoter_hold: holding.get(ticker) ?? 50,
      pledge: lessCurve,
      fii_dii_change: institutions.get(ticker) ?? 50,
    };
    return [
      ticker,
      {
        F: weighted(pillars.fundamentals[kind], (name) => fundamental.get(name)?.get(ticker) ?? 50),
        T: technicals(stock, pillars.technicals),
        R: strength.get(ticker) ?? 50,
        O: weighted(pillars.ownership.weights, (name) => owned[name]),
        Q: weighted(pillars.quality, (name) => fundamental.get(name)?.get(ticker) ?? 50),
        S: momentum.score.get(sector) ?? 50,
      },
    ] as const;
  });
  return { pillars: new Map(scored), sectorZ: momentum.z, groups };
}

export function valuationOf({ fundamentals }: NaiveStock): number | null {
  const { ev_ebitda, pe } = fundamentals;
  if (ev_ebitda !== null && ev_ebitda > 0) return ev_ebitda;
  return pe !== null && pe > 0 ? pe : null;
}

function pledgeCurve(
  fraction: number | null,
  curve: MethodParameters['pillars']['ownership']['pledge_curve'],
): number {
  if (fraction === null) return 0;
  const above = curve.findIndex((knot) => fraction < knot.fraction);
  if (above === -1) return curve[curve.length - 1].points;
  const [from, to] = [curve[above - 1], curve[above]];
  const way = (fraction - from.fraction) / (to.fraction - from.fraction);
  return from.points + way * (to.points - from.points);
}

function technicals(
  { features }: NaiveStock,
  { weights, rsi, breakout, volume }: MethodParameters['pillars']['technicals'],
): number {
  const { close, dma20, dma50, dma200, rsi14, atr14, resistance_high, volume_ratio } = features;
  const between = (value: number | null, low: number, high: number) =>
    value === null ? 50 : clamp(((value - low) / (high - low)) * 100, 0, 100);
  const breaking = (): number => {
    if (close === null || resistance_high === null || dma20 === null || atr14 === null) return 0;
    const gap = Math.max(0, close - Math.max(resistance_high, dma20));
    const threshold = Math.max(breakout.atr_multiple * atr14, breakout.close_fraction * close);
    return threshold > 0 ? Math.min(100, (100 * gap) / threshold) : 0;
  };
  const points = {
    above_200: close !== null && dma200 !== null && close > dma200 ? 100 : 0,
    golden_cross: dma20 !== null && dma50 !== null && dma20 > dma50 ? 100 : 0,
    rsi: between(rsi14, rsi.oversold, rsi.overbought),
    breakout: breaking(),
    volume: between(volume_ratio, volume.low, volume.high),
  };
  const names = Object.keys(points) as (keyof typeof points)[];
  return sum(names.map((name) => weights[name] * points[name])) / sum(names.map((name) => weights[name]));
}

function strengthOf(
  stocks: readonly NaiveStock[],
  groups: Groups,
  returns: ReadonlyMap<Horizon, Values>,
  sigma20: Values,
  sigma60: Values,
  marketReturn: (horizon: Horizon) => number,
  { weights, against }: MethodParameters['pillars']['relative_strength'],
): Points {
  const sectorReturns = new Map(
    HORIZONS.map((horizon) => {
      const values = returns.get(horizon) ?? new Map();
      return [horizon, new Map([...groups].map(([sector, own]) => [sector, observedMean(own, values)]))];
    }),
  );
  const alphas = new Map(
    stocks.map(({ ticker, sector }) => {
      const parts = HORIZONS.map((horizon) => {
        const value = returns.get(horizon)?.get(ticker) ?? null;
        const sigma = (horizon === 'ret_21d' ? sigma20 : sigma60).get(ticker) ?? null;
        if (value === null || sigma === null || sigma <= 1e-8) return 0;
        const overSector = (value - (sectorReturns.get(horizon)?.get(sector) ?? 0)) / sigma;
        const overMarket = (value - marketReturn(horizon)) / sigma;
        return weights[horizon] * (against.sector * overSector + against.market * overMarket);
      });
      return [ticker, sum(parts)];
    }),
  );
  const rankOf = averageRanks([...alphas.values()]);
  return new Map([...alphas].map(([ticker, alpha]) => [ticker, (rankOf(alpha) / stocks.length) * 100]));
}

function momentumOf(
  groups: Groups,
  returns: ReadonlyMap<Horizon, Values>,
  sigma20: Values,
  marketReturn: (horizon: Horizon) => number,
  weights: Readonly<Record<Horizon, number>>,
): { readonly z: ReadonlyMap<string, number>; readonly score: ReadonlyMap<string, number> } {
  const taking = [...groups].flatMap(([sector, stocks]) => {
    const sigma = observedMean(stocks, sigma20);
    const means = HORIZONS.map((horizon) => observedMean(stocks, returns.get(horizon) ?? new Map()));
    const present = means.filter(isPresent);
    return sigma === null || present.length < HORIZONS.length ? [] : [{ sector, sigma, means: present }];
  });
  const zs = HORIZONS.map((horizon, h) => {
    const excess = taking.map(({ means, sigma }) => (means[h] - marketReturn(horizon)) / (sigma + 1e-8));
    const s = stdev(excess);
    return excess.map((value) => (s > 1e-8 ? (value - mean(excess)) / s : 0));
  });
  const totals = taking.map((_, g) => sum(HORIZONS.map((horizon, h) => weights[horizon] * zs[h][g])));
  const snapped = totals.map((total) => Math.round(total * 1e10));
  const percentile = (total: number): number => {
    const below = snapped.filter((other) => other < total).length;
    const atOrBelow = snapped.filter((other) => other <= total).length;
    return snapped.length === 1 ? 50 : ((below + atOrBelow + 1) * 50) / snapped.length;
  };
  return {
    z: new Map(taking.map(({ sector }, g) => [sector, totals[g]])),
    score: new Map(taking.map(({ sector }, g) => [sector, percentile(snapped[g])])),
  };
}
