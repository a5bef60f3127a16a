import type { Ticker } from '../../scoring/names.js';
import { decimalText, MONEY, RATE, WEIGHT } from '../money/units.js';
import type { PosedProblem } from './posedProblem.js';

/** Returns what a problem consists of, as it is stored with its answer. Decimals are texts. */
export function inputsOf(posed: PosedProblem): object {
  const {
    version,
    modelId,
    modelVersion,
    day,
    heldOn,
    nextSession,
    scoresRun,
    unscored,
    priceDays,
    problem,
  } = posed;
  const { prices, cash, holdings, targets, bands, costs, mode, outside, neverBuy, frozen } = problem;
  return {
    ...{
      portfolioVersion: version,
      modelId,
      modelVersion,
      day,
      heldOn,
      nextSession,
      scoresRun,
      mode,
      outside,
    },
    prices: listed(prices, (price, ticker) => ({ price: money(price), day: priceDays.get(ticker) })),
    cash: money(cash),
    holdings: listed(holdings, String),
    targets: listed(targets, weight),
    bands: listed(bands, ({ low, high }) => ({ low: weight(low), high: weight(high) })),
    costs: {
      buyRate: decimalText(costs.buyRate, RATE),
      sellRate: decimalText(costs.sellRate, RATE),
      perSale: money(costs.perSale),
    },
    cashFloor: money(problem.cashFloor),
    minTradeValue: money(problem.minTradeValue),
    neverBuy: [...neverBuy].sort(),
    unscored,
    frozen: [...frozen].sort(),
  };
}

const money = (units: bigint): string => decimalText(units, MONEY);
const weight = (units: bigint): string => decimalText(units, WEIGHT);

function listed<Value>(
  values: ReadonlyMap<Ticker, Value>,
  shown: (value: Value, ticker: Ticker) => unknown,
): object {
  return Object.fromEntries([...values].map(([ticker, value]) => [ticker, shown(value, ticker)]));
}
