import { requireName } from '../../access/requireName.js';
import type { Band, Mode, Ticker } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { FRACTION } from '../money/bounds.js';
import { requireUnits } from '../money/requireUnits.js';
import { decimalText, perOne, WEIGHT } from '../money/units.js';
import type { KnownStocks } from './knownStocks.js';
import type { CheckedModel, NewModel, PositionToStore } from './newModel.js';
import { LONGEST_NAME } from './portfolioColumns.js';
import { requireStock } from './requireStock.js';

export const MOST_POSITIONS = 100;
/** With those whose target is 0. */
const MOST_GIVEN = 1_000;

/** Targets are multiples of 0.005. */
const STEP = 50n;
/** The largest target, and the largest sum of all: 5 % is meant for cash. */
const MOST_INVESTED = (95n * perOne(WEIGHT)) / 100n;

/**
 * Checks a manual model.
 *
 * @throws UserError naming the first part that is wrong
 */
export function requireModel(
  { name, positions, outside, neverBuy, neverBuyMode }: NewModel,
  known: KnownStocks,
): CheckedModel {
  const kept: PositionToStore[] = [];
  const dropped: Ticker[] = [];
  const named = new Set<Ticker>();
  if (positions.length > MOST_GIVEN) throw tooMany(positions.length);
  for (const { ticker: symbol, target: asked, lowDrift, highDrift } of positions) {
    const { id, ticker } = requireStock(symbol, 'a model', known);
    if (named.has(ticker)) {
      const other = symbol === ticker ? '' : ` (as ${shown(symbol)})`;
      throw new UserError(`Expected each stock once in a model, got ${ticker} twice${other}: leave one out.`);
    }
    named.add(ticker);
    const target = requireTarget(asked, ticker);
    const low = requireUnits(lowDrift, `the lowDrift of ${ticker}`, FRACTION);
    const high = requireUnits(highDrift, `the highDrift of ${ticker}`, FRACTION);
    if (target === 0n) dropped.push(ticker);
    else kept.push({ stockId: id, target, low, high });
  }
  if (kept.length > MOST_POSITIONS) throw tooMany(kept.length);
  if (kept.length === 0) {
    throw new UserError(
      `Expected a model of 1 to ${MOST_POSITIONS} positions with a target above 0, got none: nothing was saved.`,
    );
  }
  const sum = kept.reduce((total, { target }) => total + target, 0n);
  if (sum > MOST_INVESTED) {
    throw new UserError(
      `Expected targets with a sum of at most ${decimalText(MOST_INVESTED, WEIGHT)}, because the rest is meant for cash, got ` +
        `${decimalText(sum, WEIGHT)}: lower some.`,
    );
  }
  return {
    model: {
      name: requireName(name, 'a model', LONGEST_NAME),
      outside,
      ...requireNeverBuy(neverBuy, neverBuyMode),
      fromScores: null,
      positions: kept,
    },
    dropped,
  };
}

const tooMany = (count: number): UserError =>
  new UserError(
    `Expected a model of 1 to ${MOST_POSITIONS} positions, got ${count}: leave the smallest out.`,
  );

function requireTarget(asked: string | number, ticker: Ticker): bigint {
  const what = `the target of ${ticker}`;
  const target = requireUnits(asked, what, { decimals: WEIGHT, least: 0n, most: MOST_INVESTED });
  if (target % STEP === 0n) return target;
  throw new UserError(
    `Expected ${what} to be a multiple of ${decimalText(STEP, WEIGHT)}, got ${shown(String(asked))}: round it.`,
  );
}

function requireNeverBuy(
  bands: readonly Band[] | null,
  mode: Mode | null,
): { readonly neverBuy: readonly Band[]; readonly neverBuyMode: Mode | null } {
  const neverBuy = [...new Set(bands ?? [])];
  if (neverBuy.length > 0) return { neverBuy, neverBuyMode: mode ?? 'INVESTOR' };
  if (mode === null) return { neverBuy, neverBuyMode: null };
  throw new UserError(
    `Expected neverBuyMode only with bands in neverBuy, got ${mode} without: name bands, or leave it out.`,
  );
}
