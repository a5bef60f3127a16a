import type { Ratio } from '../../market/exact.js';
import type { Ticker } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { perOne, WEIGHT } from '../money/units.js';
import type { Candidate, FromScoresRule } from './candidate.js';
import { chosen } from './chosen.js';
import { exactWeights } from './exactWeights.js';
import { inSteps } from './inSteps.js';

/** A model that follows from scores. Weights are in units of WEIGHT. */
export interface ModelFromScores {
  /** The best score first. Targets are above 0. */
  readonly positions: readonly { readonly ticker: Ticker; readonly target: bigint }[];
  /** Stocks that were chosen, and get nothing in whole steps. */
  readonly dropped: readonly Ticker[];
  /** Before they are rounded to steps, of all that were chosen. */
  readonly exactWeights: ReadonlyMap<Ticker, Ratio>;
  /** The sum of the targets. */
  readonly invested: bigint;
  /** 1 less that. */
  readonly cashTarget: bigint;
  /** By how much the sum stays below `invest`. */
  readonly notInvested: bigint;
}

/**
 * Makes a model of scores, exactly.
 *
 * @param candidates in any order, each stock once
 * @throws UserError where there is no candidate, or no target is as large as a step
 */
export function modelFromScores(candidates: readonly Candidate[], rule: FromScoresRule): ModelFromScores {
  const stocks = chosen(candidates, rule);
  if (stocks.length === 0) {
    const above = rule.weighting === 'SCORE' ? ' and a score above 50' : '';
    throw new UserError(
      `Expected a stock of at least ${rule.minBand}${above}, got none of ${candidates.length} scored: nothing was saved; ` +
        'lower minBand, or choose another day.',
    );
  }
  const { weights, total } = exactWeights(stocks, rule);
  const targets = inSteps(weights, total, rule);
  const positions = stocks.map(({ ticker }, at) => ({ ticker, target: targets[at] ?? 0n }));
  const held = positions.filter(({ target }) => target > 0n);
  if (held.length === 0) {
    throw new UserError(
      'Expected a target of at least 0.005, got less for every stock: nothing was saved; choose fewer stocks, or invest more.',
    );
  }
  const invested = held.reduce((sum, { target }) => sum + target, 0n);
  return {
    positions: held,
    dropped: positions.filter(({ target }) => target === 0n).map(({ ticker }) => ticker),
    exactWeights: new Map(weights.map(({ ticker, weight }) => [ticker, weight])),
    invested,
    cashTarget: perOne(WEIGHT) - invested,
    notInvested: rule.invest - invested,
  };
}
