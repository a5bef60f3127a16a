import type { MarketPanel, ScorePanel } from './panel.js';
import { TRACE_LENGTH } from './panel.js';

/**
 * Requires that the columns of scores fit to each other and to the market.
 *
 * @throws RangeError where they do not
 */
export function requireScores({ days, tickers }: MarketPanel, scores: ScorePanel): void {
  const { firstOf, security, sector } = scores;
  const rows = security.length;
  const lengths = [
    sector.length,
    scores.fired.length,
    scores.penalised.length,
    scores.bandTrace.length / TRACE_LENGTH,
    ...Object.values(scores.figures).map(({ length }) => length),
  ];
  if (lengths.some((length) => length !== rows)) {
    throw new RangeError(
      `Expected ${rows} rows of scores in each column, got columns of ${lengths.join(', ')}.`,
    );
  }
  if (firstOf.length !== days.length + 1 || firstOf[0] !== 0 || firstOf[days.length] !== rows) {
    throw new RangeError(
      `Expected the scores of ${days.length} sessions to cover ${rows} rows, got ${firstOf.length - 1} sessions ` +
        `from row ${firstOf[0]} to ${firstOf[firstOf.length - 1]}.`,
    );
  }
  for (let session = 0; session < days.length; session++) {
    for (let row = firstOf[session]; row < firstOf[session + 1]; row++) {
      const follows = row === firstOf[session] || security[row] > security[row - 1];
      if (follows && security[row] >= 0 && security[row] < tickers.length) continue;
      throw new RangeError(
        `Expected ascending indices of ${tickers.length} securities on ${days[session]}, got ${security[row]} in row ${row}.`,
      );
    }
  }
}
