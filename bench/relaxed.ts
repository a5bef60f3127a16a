import type { Highs } from 'highs';
import type { RebalanceProblem } from '../src/portfolios/optimiser/problem.js';

/** What HiGHS answers to a problem, in rupees. */
export interface PeerAnswer {
  /** Σ |target − value| after rounding. */
  readonly objective: number;
  /** By how much the cash lies below the floor after rounding, in rupees; 0: it does not. */
  readonly missing: number;
  /** Positions outside their band after rounding. */
  readonly outside: number;
}

/**
 * Solves a problem of positions of a model alone with HiGHS, in doubles, with costs that are not rounded; then rounds each
 * quantity to the nearest whole number, as many systems do.
 *
 * @param isWhole whether quantities must be whole (a mixed-integer program) or may be divided (its relaxation)
 */
export function solveWithHighs(highs: Highs, problem: RebalanceProblem, isWhole: boolean): PeerAnswer {
  const rupees = (units: bigint | undefined) => Number(units ?? 0n) / 1e4;
  const rate = (units: bigint) => Number(units) / 1e9;
  const tickers = [...problem.targets.keys()];
  const prices = tickers.map((ticker) => rupees(problem.prices.get(ticker)));
  const held = tickers.map((ticker) => Number(problem.holdings.get(ticker) ?? 0n));
  const value = rupees(problem.cash) + prices.reduce((sum, price, i) => sum + price * held[i], 0);
  const weight = (units: bigint | undefined) => Number(units ?? 0n) / 1e4;
  const wanted = tickers.map((ticker) => value * weight(problem.targets.get(ticker)));
  const lower = tickers.map((ticker, i) =>
    Math.max(0, wanted[i] - value * weight(problem.bands.get(ticker)?.low)),
  );
  const upper = tickers.map((ticker, i) => wanted[i] + value * weight(problem.bands.get(ticker)?.high));
  const buy = 1 + rate(problem.costs.buyRate);
  const sell = 1 - rate(problem.costs.sellRate);
  const number = (x: number) => x.toFixed(9);
  const rows = tickers.flatMap((_, i) => [
    ` a${i}: d${i} + ${number(prices[i])} u${i} >= ${number(wanted[i])}`,
    ` b${i}: d${i} - ${number(prices[i])} u${i} >= ${number(-wanted[i])}`,
    ` c${i}: u${i} - x${i} + y${i} = ${held[i]}`,
  ]);
  const spent = tickers.map((_, i) => `${number(prices[i] * buy)} x${i} - ${number(prices[i] * sell)} y${i}`);
  const text = [
    'Minimize',
    ` obj: ${tickers.map((_, i) => `d${i}`).join(' + ')}`,
    'Subject To',
    ...rows,
    ` cash: ${spent.join(' + ')} <= ${number(rupees(problem.cash) - rupees(problem.cashFloor))}`,
    'Bounds',
    ...tickers.map((_, i) => ` ${number(lower[i] / prices[i])} <= u${i} <= ${number(upper[i] / prices[i])}`),
    ...(isWhole ? ['General', ` ${tickers.map((_, i) => `u${i}`).join(' ')}`] : []),
    'End',
  ].join('\n');
  const { Columns } = highs.solve(text, { time_limit: 10, mip_rel_gap: 0, mip_abs_gap: 0.01 });
  const shares = tickers.map((_, i) => Math.round(Columns[`u${i}`].Primal));
  let cash = rupees(problem.cash);
  let objective = 0;
  let outside = 0;
  shares.forEach((count, i) => {
    const traded = (count - held[i]) * prices[i];
    const costs = Math.ceil(Math.abs(traded) * (traded > 0 ? buy - 1 : 1 - sell) * 100 - 1e-6) / 100;
    cash -= traded + costs;
    objective += Math.abs(wanted[i] - count * prices[i]);
    if (count * prices[i] < lower[i] - 1e-6 || count * prices[i] > upper[i] + 1e-6) outside++;
  });
  return { objective, outside, missing: Math.max(0, rupees(problem.cashFloor) - cash) };
}
