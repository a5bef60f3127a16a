import type { Ticker } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import type { PortfolioState } from '../journal/portfolioState.js';
import type { TradeCosts } from '../optimiser/problem.js';
import type { DayPrices } from '../valuation/pricedStock.js';
import type { NeverBuy } from './readNeverBuy.js';
import type { PosedProblem } from './posedProblem.js';
import type { RebalanceTerms } from './rebalanceTerms.js';
import type { ModelRow } from '../store/modelRow.js';

/** What a problem is made from. */
export interface ProblemParts {
  readonly portfolioId: number;
  readonly version: number;
  readonly model: Pick<ModelRow, 'id' | 'version' | 'outside' | 'neverBuy' | 'positions'>;
  readonly state: Pick<PortfolioState, 'day' | 'cash' | 'holdings'>;
  /** Of the stocks of the model and of the holdings, as far as they have bars. */
  readonly prices: DayPrices;
  readonly costs: TradeCosts;
  readonly neverBuy: NeverBuy;
  readonly terms: Omit<RebalanceTerms, 'asOf'>;
}

/**
 * Returns the problem of rebalancing a portfolio.
 *
 * @throws UserError for a model without positions, by which all would be sold
 */
export function problemOf({
  portfolioId,
  version,
  model,
  state,
  prices: { day, nextSession, prices: known },
  costs,
  neverBuy,
  terms: { mode, cashFloor, minTradeValue },
}: ProblemParts): PosedProblem {
  if (model.positions.length === 0) {
    throw new UserError(
      'Expected a model with positions, got one without, by which all holdings would be sold: give it positions first.',
    );
  }
  const holdings = new Map([...state.holdings].map(([ticker, { quantity }]) => [ticker, quantity]));
  const targets = new Map(model.positions.map(({ ticker, target }) => [ticker, target]));
  const tickers = [...new Set([...targets.keys(), ...holdings.keys()])].sort();
  const priced = tickers.flatMap((ticker) => known.get(ticker) ?? []);
  const restrained = new Set<Ticker>();
  const unscored: Ticker[] = [];
  if (model.neverBuy.length > 0) {
    for (const ticker of targets.keys()) {
      const band = neverBuy.bands.get(ticker);
      if (band === undefined) unscored.push(ticker);
      else if (model.neverBuy.includes(band)) restrained.add(ticker);
    }
  }
  return {
    ...{ portfolioId, version, day, nextSession, unscored },
    heldOn: state.day,
    modelId: model.id,
    modelVersion: model.version,
    scoresRun: model.neverBuy.length > 0 ? neverBuy.runId : null,
    priceDays: new Map(priced.map(({ ticker, priceDate }) => [ticker, priceDate])),
    problem: {
      prices: new Map(priced.map(({ ticker, price }) => [ticker, price])),
      cash: state.cash,
      holdings,
      targets,
      bands: new Map(model.positions.map(({ ticker, low, high }) => [ticker, { low, high }])),
      costs,
      ...{ mode, cashFloor, minTradeValue },
      outside: model.outside,
      neverBuy: restrained,
      frozen: new Set(priced.filter(({ frozen }) => frozen).map(({ ticker }) => ticker)),
    },
  };
}
