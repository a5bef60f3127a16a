import type pg from 'pg';
import { scoreSpan } from './scoreSpan.js';
import type { ScoringSetup } from './scoringSetup.js';

/** So many sessions are scored between two lines of the log, a second or two. */
const SESSIONS_OF_LINE = 50;

/** Where the progress of the sample is told. */
export interface SampleLog {
  readonly info: (fields: object, message: string) => void;
}

/**
 * Scores the sample market by the method of a setup. All of its sessions are over, even if the clock of this machine is
 * behind them.
 *
 * @param signal stops it with an AbortError; what is stored by then stays
 */
export async function scoreSample(
  pool: pg.Pool,
  setup: ScoringSetup,
  log: SampleLog,
  signal?: AbortSignal,
): Promise<void> {
  const method = setup.method.name;
  const { rows } = await pool.query<{ last: string }>('SELECT max(day)::text AS last FROM index_bars');
  const now = () => new Date(`${rows[0].last}T23:59:59Z`);
  const onProgress = (done: number, total: number) => {
    signal?.throwIfAborted();
    if (done > 0 && done % SESSIONS_OF_LINE === 0) {
      log.info({ method, done, total }, 'scoring the sample market');
    }
  };
  const { runs } = await scoreSpan(pool, setup, { now, onProgress });
  log.info({ method, sessions: runs.length }, 'the sample market is scored');
}
