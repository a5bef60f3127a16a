import { dayOf } from '../../market/day.js';
import { requireFromScores } from '../../portfolios/fromScores/requireFromScores.js';
import { requireUnits } from '../../portfolios/money/requireUnits.js';
import { decimalText, MONEY, perOne, RATE, WEIGHT } from '../../portfolios/money/units.js';
import type { TradeCosts } from '../../portfolios/optimiser/problem.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import type { AskedBacktest, BacktestRequest, CostTexts } from './backtestRequest.js';

const MOST_YEARS = 20;
const DAYS_PER_YEAR = 366;
/** The most sessions between two models: a year of them. */
export const MOST_SESSIONS = 250;
const LONGEST_METHOD = 100;
/** PostgreSQL takes no text with NUL. */
const CONTROL = /\p{Cc}/u;
/** ₹10,000 crore. */
const MOST_CAPITAL = 10n ** 11n * perOne(MONEY);
const MOST_RATE = perOne(RATE) / 20n;

/** A request of which everything is known but what the store decides. */
export type CheckedBacktest = Omit<BacktestRequest, 'method' | 'to'> & Pick<AskedBacktest, 'method' | 'to'>;

/**
 * Checks what can be checked of a backtest without a store.
 *
 * @param usual the costs where none are given
 * @throws UserError for days that are none or not in order, and for what is out of bounds
 */
export function requireBacktest(asked: AskedBacktest, usual: TradeCosts): CheckedBacktest {
  const { from, to, method, every, capital, costs } = asked;
  requireSpan(from, to);
  if (method !== null && (method === '' || method.length > LONGEST_METHOD || CONTROL.test(method))) {
    throw new UserError(`Expected the name of a method, got "${shown(method)}".`);
  }
  requireUnits(every, 'every', { decimals: 0, least: 1n, most: BigInt(MOST_SESSIONS) });
  const { maxWeight, sectorCap } = requireFromScores(asked);
  const costOf = (name: keyof CostTexts, decimals: number, most: bigint) => {
    const given = costs?.[name] ?? null;
    const units = given === null ? usual[name] : requireUnits(given, name, { decimals, least: 0n, most });
    return decimalText(units, decimals);
  };
  return {
    ...asked,
    maxWeight: decimalText(maxWeight, WEIGHT),
    sectorCap: decimalText(sectorCap, WEIGHT),
    capital: decimalText(
      requireUnits(capital, 'capital', { decimals: MONEY, least: 1n, most: MOST_CAPITAL }),
      MONEY,
    ),
    costs: {
      buyRate: costOf('buyRate', RATE, MOST_RATE),
      sellRate: costOf('sellRate', RATE, MOST_RATE),
      perSale: costOf('perSale', MONEY, MOST_CAPITAL),
    },
  };
}

/** @throws UserError where the days are none, or not in order, or too far apart */
export function requireSpan(from: string, to: string | null): void {
  const [first, last] = [from, to ?? from].map((text) => {
    const day = dayOf(text);
    if (Number.isNaN(day)) throw new UserError(`Expected a date such as 2024-10-08, got "${shown(text)}".`);
    return day;
  });
  if (first > last) {
    throw new UserError(`Expected a first day that is not after the last, got ${from} and ${to}: swap them.`);
  }
  if (last - first > MOST_YEARS * DAYS_PER_YEAR) {
    throw new UserError(
      `Expected at most ${MOST_YEARS} years in one backtest, got ${from} to ${to}: ask for fewer.`,
    );
  }
}
