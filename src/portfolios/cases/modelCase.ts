import { z } from 'zod';
import { perOne, decimalText, WEIGHT } from '../money/units.js';
import { modelFromScores } from '../fromScores/modelFromScores.js';
import { requireFromScores } from '../fromScores/requireFromScores.js';
import { requireUnits } from '../money/requireUnits.js';
import { BANDS } from '../../scoring/names.js';
import { caseText } from './caseText.js';
import { decimal, readCase, ticker } from './caseShapes.js';

const shape = z.strictObject({
  kind: z.literal('model'),
  candidates: z.array(z.strictObject({ ticker, score: decimal, band: z.enum(BANDS), sector: z.string() })),
  minBand: z.string().optional(),
  topN: z.number().optional(),
  weighting: z.string().optional(),
  invest: decimal.optional(),
  maxWeight: decimal.optional(),
  sectorCap: decimal.optional(),
});

/** Scores have at most so many decimals in a case. */
const SCORE = 12;

const SCORES = { decimals: SCORE, least: 0n, most: 100n * perOne(SCORE) };

/**
 * Answers a case of a model from scores.
 *
 * @throws UserError where the input is refused
 */
export function modelCase(input: unknown): object {
  const { candidates, ...rule } = readCase(shape, input);
  const scored = candidates.map(({ score, ...of }) => {
    return {
      ...of,
      score: { over: requireUnits(score, `a score of ${of.ticker}`, SCORES), under: perOne(SCORE) },
    };
  });
  const model = modelFromScores(scored, requireFromScores(rule));
  return {
    status: 'SAVED',
    positions: model.positions.map(({ ticker, target }) => ({
      ticker,
      target: decimalText(target, WEIGHT),
    })),
    dropped: model.dropped,
    exactWeights: Object.fromEntries(
      [...model.exactWeights].map(([of, { over, under }]) => [
        of,
        caseText({ over, under: under * perOne(WEIGHT) }),
      ]),
    ),
    invested: decimalText(model.invested, WEIGHT),
    cashTarget: decimalText(model.cashTarget, WEIGHT),
    notInvested: decimalText(model.notInvested, WEIGHT),
  };
}
