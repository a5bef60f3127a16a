import type pg from 'pg';
import type { Method } from '../../scoring/method.js';
import { dayOf } from '../day.js';
import { scoringGaps, type ScoringGaps } from '../scoringGaps.js';
import type { Sectors } from '../sectors.js';
import { newestBatch } from './recordBatch.js';
import { stockIds } from './stockIds.js';
import { newestBarDay } from './storedCalendar.js';
import { storedFacts } from './storedFacts.js';

/** Returns what the market of the store lacks for the scores of its newest session. */
export async function storedScoringGaps(
  client: pg.ClientBase,
  setup: { readonly method: Method; readonly sectors: Sectors },
): Promise<ScoringGaps> {
  const { tickerOf } = await stockIds(client);
  const { rows } = await client.query<{ id: number; day: string }>(
    `SELECT id, day::text FROM stocks, LATERAL (
       SELECT day FROM bars WHERE stock_id = id AND superseded_in IS NULL ORDER BY day DESC LIMIT 1
     ) AS last`,
  );
  const lastBars = new Map(rows.map(({ id, day }) => [tickerOf(id), dayOf(day)]));
  const facts = await storedFacts(client, await newestBatch(client));
  return scoringGaps(facts, await newestBarDay(client), (ticker) => lastBars.get(ticker) ?? null, setup);
}
