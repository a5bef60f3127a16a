import type { Band } from '../../../src/scoring/names.js';
import type { MarketSession } from '../../../src/validation/backtest/marketSession.js';
import { mulberry32 } from '../../../src/validation/backtest/mulberry32.js';
import { sessionOf } from './sessions.js';

const BANDS_OF = (score: number): Band => (score < 40 ? 'AVOID' : score < 55 ? 'HOLD' : 'BUY');

/** Makes a market of ten stocks, of which some stop trading for good or for some sessions, and some are split. */
export function randomMarket(seed: number, count: number): MarketSession[] {
  const random = mulberry32(seed);
  const stocks = Array.from({ length: 10 }, (_, at) => ({
    ticker: String.fromCharCode(65 + at),
    sector: `s${at % 3}`,
    close: 10 + 5_000 * random() ** 4,
    until: random() < 0.3 ? Math.floor(random() * count) : count,
  }));
  return Array.from({ length: count }, (_, session) => {
    const closes: Record<string, number> = {};
    const scores: Record<string, readonly [number, Band, string]> = {};
    const splits: Record<string, readonly [number, number]> = {};
    for (const stock of stocks) {
      if (random() < 0.02) {
        const terms = random() < 0.5 ? ([2, 1] as const) : ([1, 3] as const);
        splits[stock.ticker] = terms;
        stock.close *= terms[1] / terms[0];
      }
      stock.close *= 0.95 + 0.1 * random();
      if (session < stock.until && random() > 0.05) {
        closes[stock.ticker] = Math.max(0.05, Math.round(stock.close * 20) / 20);
      }
      const score = Math.floor(random() * 100);
      if (session <= stock.until + 5) scores[stock.ticker] = [score, BANDS_OF(score), stock.sector];
    }
    const day = new Date(Date.UTC(2024, 0, 1 + session)).toISOString().slice(0, 10);
    return sessionOf({ day, closes, scores, splits, index: 20_000 });
  });
}
