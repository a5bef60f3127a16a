import { readFileSync } from 'node:fs';
import type { Database } from '../../../src/database/database.js';
import type { Band } from '../../../src/scoring/names.js';
import { mulberry32 } from '../../../src/validation/backtest/mulberry32.js';
import type { MarketSession } from '../../../src/validation/backtest/marketSession.js';
import { sessionOf } from '../backtest/sessions.js';
import { storeMarket } from '../backtest/storeMarket.js';
import { asOwner } from '../database/testDatabase.js';

const STOCKS = 24;
const bandOf = (score: number): Band =>
  score < 50 ? 'AVOID' : score < 65 ? 'HOLD' : score < 75 ? 'BUY' : 'STRONG_BUY';

/**
 * Makes a market of 24 stocks from 2024-01-01 on, in which high scores are followed by high returns. Stock A is split on the
 * fifth session, B has no bar on the sixth, and X stops trading after the seventh.
 */
export function scoredMarket(sessions: number): MarketSession[] {
  const random = mulberry32(7);
  const stocks = Array.from({ length: STOCKS }, (_, at) => ({
    ticker: String.fromCharCode(65 + at),
    sector: `s${at % 2}`,
    quality: at / STOCKS,
    close: 100 + at,
  }));
  return Array.from({ length: sessions }, (_, session) => {
    const closes: Record<string, number> = {};
    const scores: Record<string, readonly [number, Band, string]> = {};
    for (const stock of stocks) {
      const { ticker, sector, quality } = stock;
      if (ticker === 'A' && session === 4) stock.close /= 2;
      stock.close *= 1 + (quality - 0.5) / 50 + (random() - 0.5) / 25;
      if ((ticker === 'B' && session === 5) || (ticker === 'X' && session > 6)) continue;
      closes[ticker] = Math.round(stock.close * 100) / 100;
      const score = Math.round(100 * (0.6 * quality + 0.4 * random()));
      scores[ticker] = [score, bandOf(score), sector];
    }
    const day = new Date(Date.UTC(2024, 0, 1 + session)).toISOString().slice(0, 10);
    const splits = session === 4 ? { A: [2, 1] as const } : {};
    return sessionOf({ day, closes, scores, splits, index: session === 2 ? null : 20_000 + 10 * session });
  });
}

/** The method of the scores: the one that services of tests score with. */
export const METHOD = 'greyoak-1.1';

/**
 * Stores such a market with its scores of INVESTOR, whose other figures are their values.
 *
 * @param options.bothModes whether TRADER has the same scores
 */
export async function storeScoredMarket(
  database: Database,
  sessions: readonly MarketSession[],
  { bothModes = false } = {},
): Promise<void> {
  await storeMarket(database.pool, sessions);
  const document = readFileSync('config/method.yaml', 'utf8');
  await asOwner(database, 'UPDATE methods SET name = $1, document = $2', [METHOD, document]);
  await asOwner(database, 'UPDATE scored_days SET method = $1', [METHOD]);
  await asOwner(database, 'UPDATE served_method SET name = $1', [METHOD]);
  await asOwner(
    database,
    `UPDATE scores SET before_guardrails = value, weighted = value, f = value, t = value, r = value, o = value, q = value,
       s = 50, band_trace = repeat(left(band::text, 1), 7), liquidity_points = CASE WHEN value < 20 THEN 2 ELSE 0 END`,
  );
  if (!bothModes) return;
  const columns = await asOwner<{ name: string }>(
    database,
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = 'scores'::regclass AND attnum > 0 AND attname <> 'mode'`,
  );
  const names = columns.map(({ name }) => name).join(', ');
  await asOwner(database, `INSERT INTO scores (mode, ${names}) SELECT 'TRADER', ${names} FROM scores`);
  await asOwner(
    database,
    `INSERT INTO scored_days (method, mode, day, run_id, valid_batch)
     SELECT method, 'TRADER', day, run_id, valid_batch FROM scored_days`,
  );
}
