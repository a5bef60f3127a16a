import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { dayOf } from '../market/day.js';
import { writeSample } from '../market/sample/writeSample.js';
import { importFolder } from '../market/store/importFolder.js';
import { scoreSample, type SampleLog } from './scoreSample.js';
import type { ScoringSetup } from './scoringSetup.js';

/**
 * Imports the sample market, and scores it by the served method, if the store is empty, or holds a part of it because an earlier start was
 * stopped. No job is enqueued: a start that is stopped is completed by the next one.
 *
 * @param signal stops it with an AbortError; what is stored by then stays
 * @returns whether the market is new
 */
export async function seedSample(
  pool: pg.Pool,
  setup: ScoringSetup,
  log: SampleLog,
  signal?: AbortSignal,
): Promise<boolean> {
  const { rows } = await pool.query<{ real: boolean; scored: boolean | null }>(
    `SELECT EXISTS (SELECT FROM market_kind WHERE NOT synthetic) AS real,
       -- Days are scored in ascending order.
       (SELECT max(day) FROM scored_days) = (SELECT max(day) FROM index_bars) AS scored`,
  );
  if (rows[0].real || rows[0].scored) return false;
  const parent = await mkdtemp(join(tmpdir(), 'greyoak-sample-'));
  try {
    const folder = join(parent, 'market');
    const { stocks, lastSession } = await writeSample(folder);
    log.info({ stocks, lastSession }, 'the store is empty: importing the sample market');
    await importFolder(pool, folder, { today: dayOf(lastSession), synthetic: true });
    signal?.throwIfAborted();
    await scoreSample(pool, setup, log, signal);
    return true;
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}
