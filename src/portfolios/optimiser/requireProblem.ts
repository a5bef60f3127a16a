import type { Ticker } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { OUTSIDE_POLICIES, REBALANCE_MODES } from '../names.js';
import { AMOUNT, CASH, COST_RATE, DRIFT, PRICE, SHARES } from './exactBounds.js';
import type { DriftBand, RebalanceProblem, TradeCosts } from './problem.js';
import { requireExact, textOf } from './requireExact.js';
import { requireTarget, requireTargetsTogether } from './requireTargets.js';

const KEYS = [
  'kind',
  'prices',
  'cash',
  'holdings',
  'targets',
  'bands',
  'costs',
  'mode',
  'cashFloor',
  'minTradeValue',
  'outside',
  'neverBuy',
  'frozen',
];
/** The most holdings of a portfolio. */
const MAX_HOLDINGS = 1_000;

/**
 * Reads a problem as a file or a client writes it: tables by ticker, decimals as texts or numbers. A price of null is missing.
 *
 * @throws UserError that says what was expected and what was given
 */
export function requireProblem(input: unknown): RebalanceProblem {
  const table: ReadonlyMap<string, unknown> = tableOf(input, 'the problem');
  for (const key of table.keys()) {
    if (!KEYS.includes(key)) {
      throw new UserError(
        `Expected no key of a rebalance but ${KEYS.join(', ')}, got ${textOf(key)}: fix its spelling.`,
      );
    }
  }
  const of = (key: string): ReadonlyMap<Ticker, unknown> => tableOf(table.get(key), key);
  const priced = [...of('prices')].filter(([, price]) => price !== null);
  const targets = mapped(of('targets'), requireTarget);
  requireTargetsTogether(targets);
  const bands = mapped(of('bands'), requireBand);
  for (const ticker of targets.keys()) {
    if (!bands.has(ticker))
      throw new UserError(`Expected a band of ${ticker}, which has a target, got none.`);
  }
  for (const ticker of bands.keys()) {
    if (!targets.has(ticker))
      throw new UserError(`Expected a target of ${ticker}, which has a band, got none.`);
  }
  const holdings = of('holdings');
  if (holdings.size > MAX_HOLDINGS) {
    throw new UserError(`Expected at most ${MAX_HOLDINGS} holdings, got ${holdings.size}.`);
  }
  return {
    prices: mapped(new Map(priced), (price, ticker) => requireExact(price, `the price of ${ticker}`, PRICE)),
    cash: requireExact(table.get('cash'), 'cash', CASH),
    holdings: mapped(holdings, (quantity, ticker) =>
      requireExact(quantity, `the quantity of ${ticker}`, SHARES),
    ),
    targets,
    bands,
    costs: requireCosts(table.get('costs') ?? {}),
    mode: requireOneOf(table.get('mode'), 'mode', REBALANCE_MODES),
    cashFloor: requireExact(table.get('cashFloor') ?? 0, 'cashFloor', AMOUNT),
    minTradeValue: requireExact(table.get('minTradeValue') ?? 0, 'minTradeValue', AMOUNT),
    outside: requireOneOf(table.get('outside') ?? 'SELL', 'outside', OUTSIDE_POLICIES),
    neverBuy: requireTickers(table.get('neverBuy') ?? [], 'neverBuy'),
    frozen: requireTickers(table.get('frozen') ?? [], 'frozen'),
  };
}

/**
 * Reads what trades cost: `buyRate`, `sellRate` and `perSale`, each 0 where it is not given.
 *
 * @throws UserError where a rate is above 0.05 or has more than 9 decimals, or the amount is negative
 */
export function requireCosts(input: unknown): TradeCosts {
  const table: ReadonlyMap<string, unknown> = tableOf(input, 'costs');
  for (const key of table.keys()) {
    if (!['buyRate', 'sellRate', 'perSale'].includes(key)) {
      throw new UserError(
        `Expected costs of buyRate, sellRate and perSale, got ${textOf(key)}: fix its spelling.`,
      );
    }
  }
  return {
    buyRate: requireExact(table.get('buyRate') ?? 0, 'buyRate', COST_RATE),
    sellRate: requireExact(table.get('sellRate') ?? 0, 'sellRate', COST_RATE),
    perSale: requireExact(table.get('perSale') ?? 0, 'perSale', AMOUNT),
  };
}

function requireBand(input: unknown, ticker: Ticker): DriftBand {
  if (!Array.isArray(input) || input.length !== 2) {
    throw new UserError(`Expected the band of ${ticker} as [lowDrift, highDrift], got ${textOf(input)}.`);
  }
  return {
    low: requireExact(input[0], `lowDrift of ${ticker}`, DRIFT),
    high: requireExact(input[1], `highDrift of ${ticker}`, DRIFT),
  };
}

function requireOneOf<Name extends string>(value: unknown, name: string, names: readonly Name[]): Name {
  const found = names.find((one) => one === value);
  if (found === undefined)
    throw new UserError(`Expected ${name} as one of ${names.join(', ')}, got ${textOf(value)}.`);
  return found;
}

function requireTickers(input: unknown, name: string): ReadonlySet<Ticker> {
  if (
    !Array.isArray(input) ||
    !input.every((ticker): ticker is string => typeof ticker === 'string' && ticker !== '')
  ) {
    throw new UserError(`Expected ${name} as a list of tickers, got ${textOf(input)}.`);
  }
  return new Set(input as Ticker[]);
}

function tableOf(input: unknown, name: string): ReadonlyMap<Ticker, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new UserError(`Expected ${name} as an object, got ${textOf(input)}.`);
  }
  return new Map(Object.entries(input) as [Ticker, unknown][]);
}

const mapped = <Value>(
  table: ReadonlyMap<Ticker, unknown>,
  read: (value: unknown, ticker: Ticker) => Value,
): ReadonlyMap<Ticker, Value> => new Map([...table].map(([ticker, value]) => [ticker, read(value, ticker)]));
