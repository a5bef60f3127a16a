import { decimalOf } from '../../market/exact.js';
import { requireName } from '../../access/requireName.js';
import { modelFromScores, type ModelFromScores } from '../../portfolios/fromScores/modelFromScores.js';
import { requireFromScores } from '../../portfolios/fromScores/requireFromScores.js';
import { FRACTION } from '../../portfolios/money/bounds.js';
import { requireUnits } from '../../portfolios/money/requireUnits.js';
import { decimalText, WEIGHT } from '../../portfolios/money/units.js';
import type { CheckedModel, StoredFromScores } from '../../portfolios/store/newModel.js';
import { LONGEST_NAME } from '../../portfolios/store/portfolioColumns.js';
import { requireStock } from '../../portfolios/store/requireStock.js';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';
import { methodNamed } from '../methodNamed.js';
import { knownStocksIn } from '../portfolio/knownStocksIn.js';
import type { ModelFromScoresInput } from './fromScores.js';
import { bookOfMethod } from './bookOfMethod.js';

type Context = Pick<GraphqlContext, 'books' | 'loaders' | 'snapshot'>;

/** The targets that follow from the scores of a run. */
export interface ScoredTargets {
  readonly runId: number;
  readonly model: ModelFromScores;
}

/**
 * Checks how a model is to be made from scores.
 *
 * @throws UserError naming the first part that is wrong
 */
export function requireRule(
  { name: _name, method, on, ...input }: ModelFromScoresInput,
  context: Pick<GraphqlContext, 'market' | 'snapshot'>,
): StoredFromScores {
  const rule = requireFromScores(input);
  const drift = (value: number, what: string) => decimalText(requireUnits(value, what, FRACTION), WEIGHT);
  const served = methodNamed(method, context);
  if (served === null) {
    throw new UserError(
      'Expected a store with scores, got one without: score a day first. Nothing was saved.',
    );
  }
  return {
    ...{ mode: input.mode, method: served, on: on ?? null },
    ...{ minBand: rule.minBand, topN: rule.topN, weighting: rule.weighting },
    invest: decimalText(rule.invest, WEIGHT),
    maxWeight: decimalText(rule.maxWeight, WEIGHT),
    sectorCap: decimalText(rule.sectorCap, WEIGHT),
    lowDrift: drift(input.lowDrift, 'a lowDrift'),
    highDrift: drift(input.highDrift, 'a highDrift'),
  };
}

/**
 * Computes the targets of a model from scores.
 *
 * @throws UserError where no day is scored, and where no stock would be in the model
 */
export async function scoredTargets(rule: StoredFromScores, context: Context): Promise<ScoredTargets> {
  const book = await bookOfMethod(rule, context);
  const { snapshot } = context;
  const candidates = book.rows.map(({ ticker, value, band, sector }) => ({
    // The company may have got another symbol since the scores were stored.
    ...{ ticker: snapshot.tickerOf(ticker), score: decimalOf(value) },
    ...{ band, sector },
  }));
  return { runId: book.runId, model: modelFromScores(candidates, requireFromScores(rule)) };
}

/**
 * Makes a model from scores, to be stored.
 *
 * @throws UserError, and then nothing is stored
 */
export async function scoredModel(
  name: string,
  rule: StoredFromScores,
  context: Context,
): Promise<CheckedModel> {
  const { runId, model } = await scoredTargets(rule, context);
  const known = knownStocksIn(context);
  const [low, high] = [rule.lowDrift, rule.highDrift].map((drift) =>
    requireUnits(drift, 'a drift', FRACTION),
  );
  return {
    model: {
      name: requireName(name, 'a model', LONGEST_NAME),
      ...{ outside: 'SELL', neverBuy: ['AVOID'], neverBuyMode: 'INVESTOR' },
      fromScores: { rule, runId },
      positions: model.positions.map(({ ticker, target }) => ({
        stockId: requireStock(ticker, 'a model', known).id,
        ...{ target, low, high },
      })),
    },
    dropped: model.dropped,
  };
}
