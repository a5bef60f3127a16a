import type pg from 'pg';
import type { ScoredMode } from './readScorePanel.js';

/**
 * The newest final session of each method and mode counts: one that has quorum, and whose scores are not provisional. A mode
 * is due where nothing of it was validated, where that session is of a later month than the last validated one, and where
 * its scores are of a method with other parameters. While scores are being computed, nothing is due, because figures of half
 * a history would stand for a month.
 */
const DUE = `
  SELECT DISTINCT scored.method COLLATE "C" AS "methodName", scored.mode
  FROM scored_days AS scored JOIN session_bars USING (day) JOIN runs ON runs.id = scored.run_id
  LEFT JOIN validated_modes AS validated ON validated.method = scored.method AND validated.mode = scored.mode
  WHERE has_quorum AND NOT provisional
    AND NOT EXISTS (
      SELECT FROM graphile_worker.jobs AS job
      WHERE task_identifier IN ('rescore_outdated', 'rescore') AND job.attempts < max_attempts
        AND (locked_at IS NOT NULL OR run_at <= now())
    )
    AND (
      validated.to_day IS NULL OR date_trunc('month', scored.day) > date_trunc('month', validated.to_day)
      OR (scored.day >= validated.to_day AND runs.method_hash <> validated.method_hash)
    )
  ORDER BY 1, 2`;

/** Returns the modes of methods that are due to be validated, by method and mode. */
export async function dueModes(client: pg.ClientBase | pg.Pool): Promise<readonly ScoredMode[]> {
  const { rows } = await client.query<ScoredMode>(DUE);
  return rows;
}
